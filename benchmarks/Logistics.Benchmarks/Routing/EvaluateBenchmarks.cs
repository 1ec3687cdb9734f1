using BenchmarkDotNet.Attributes;
using Logistics.Routing;

namespace Logistics.Benchmarks.Routing;

/// <summary>A plan of 300 stops judged at a drag: compiled anew and checked, against the evaluator that keeps the problem compiled. The target is 5 ms.</summary>
[MemoryDiagnoser]
public class EvaluateBenchmarks
{
    Problem problem = null!;
    IReadOnlyList<TourOrder> orders = [];
    Evaluator evaluator = null!;

    [GlobalSetup]
    public void Setup()
    {
        problem = MadeUpDay.Of(150);
        evaluator = new(problem, Objective.Cost);
        var plan = TourOrder.Of(Solver.Solve(problem, new(), new WorkLimit(200)));
        // One tour turned round, so that there is something to say.
        orders = [.. plan.Skip(1), plan[0] with { Steps = [.. plan[0].Steps.Reverse()] }];
    }

    [Benchmark(Baseline = true)]
    public int ReplayAndCheck() => Checker.Check(problem, Replay.Of(problem, orders, Objective.Cost), Objective.Cost).Count;

    [Benchmark]
    public int Evaluate() => evaluator.Of(orders).Violations.Count;
}
