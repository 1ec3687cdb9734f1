using BenchmarkDotNet.Attributes;
using Logistics.Routing;
using Logistics.Routing.Search;

namespace Logistics.Benchmarks.Routing;

/// <summary>One iteration of ruin and recreate, hot, where a plan stands already. The goal is more than 60,000 a minute and thread at 1,000 tasks: less than 1 ms.</summary>
[MemoryDiagnoser]
public class IterationBenchmarks
{
    const int Each = 160;
    const long Limit = 1_000_000_000;

    RuinAndRecreate search = null!;
    Cooling cooling;
    long done;

    /// <summary>Each is two tasks.</summary>
    [Params(50, 500)]
    public int Requests { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var problem = MadeUpDay.Of(Requests);
        var model = new Model(problem, Objective.Cost);
        search = new(model, new Neighbours(model), 1, new Budget(new WorkLimit(Limit), 1, CancellationToken.None));
        search.Construct(StartingTours.Of(problem, Objective.Cost, []));
        var plan = new Snapshot(model.Vehicles);
        plan.Keep(search.Current);
        search.Load(plan);
        (cooling, done) = (Cooling.Of(search.Current, 0, 1), 0);
    }

    [Benchmark(OperationsPerInvoke = Each)]
    public long Iteration()
    {
        done += Each;
        search.Improve(cooling, (double)done / Limit);
        return search.Best.Cost;
    }
}
