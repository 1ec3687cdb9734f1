using System.Globalization;
using BenchmarkDotNet.Running;
using Logistics.Benchmarks.Roads;

// The road engine is timed step by step on a map that the command names; the rest is BenchmarkDotNet's.
if (args is ["roads", var map, .. var copies])
    RoadFigures.Run(map, copies is [var side] ? int.Parse(side, CultureInfo.InvariantCulture) : 1);
else
    BenchmarkSwitcher.FromAssembly(typeof(RoadFigures).Assembly).Run(args);
