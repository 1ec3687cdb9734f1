using BenchmarkDotNet.Attributes;
using Logistics.Routing;

namespace Logistics.Benchmarks.Routing;

/// <summary>The first plan alone, against the same with a thousand iterations of ruin and recreate.</summary>
[MemoryDiagnoser]
public class SolveBenchmarks
{
    Problem problem = null!;

    [Params(50, 500)]
    public int Requests { get; set; }

    [Params(false, true)]
    public bool Breaks { get; set; }

    [GlobalSetup]
    public void Setup() => problem = MadeUpDay.Of(Requests, breaks: Breaks);

    [Benchmark(Baseline = true)]
    public Solution FirstPlan() => Solver.Solve(problem, new(), new WorkLimit(0));

    [Benchmark]
    public Solution ThousandIterations() => Solver.Solve(problem, new(), new WorkLimit(1_000));
}
