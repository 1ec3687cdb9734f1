using System.Globalization;
using BenchmarkDotNet.Running;
using Logistics.Benchmarks.Roads;

// The road engine is timed step by step on a map that the command names; the rest is BenchmarkDotNet's.
switch (args)
{
    case ["roads", var map]:
        RoadFigures.Run(map);
        break;
    case ["roads-cold", var file, var from, var to]:
        ColdStart.Run(file, from, to);
        break;
    case ["roads-copies", var town, var side, var copies]:
        using (var input = File.OpenRead(town))
        using (var output = File.Create(copies))
            MapCopies.Write(input, int.Parse(side, CultureInfo.InvariantCulture), output);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(RoadFigures).Assembly).Run(args);
        break;
}
