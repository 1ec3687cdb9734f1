using BenchmarkDotNet.Attributes;
using Logistics.Routing;

namespace Logistics.Benchmarks.Routing;

/// <summary>A van breaks down in a running plan of 300 stops: its stops handed over, then as many exchanges as a busy second has. The goal is 1 s.</summary>
[MemoryDiagnoser]
public class ReoptimiseBenchmarks
{
    Problem problem = null!;
    IReadOnlyList<TourOrder> running = [];

    [GlobalSetup]
    public void Setup()
    {
        var day = MadeUpDay.Of(150);
        running = TourOrder.Of(Solver.Solve(day, new(), new WorkLimit(200)));
        problem = day.With(locks: [new TourLock.Whole(running[0].Vehicle, [])]);
    }

    [Benchmark(Baseline = true)]
    public int HandedOver() => Reoptimiser.Solve(problem, running, new(), new WorkLimit(0)).Changes.Count;

    [Benchmark]
    public int ThenExchanged() => Reoptimiser.Solve(problem, running, new(), new WorkLimit(1_000)).Changes.Count;
}
