using Logistics.OrTools;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>Proves a bound beside the search. Under a clock it has what is left of the budget, and what is proven by the end counts; under a work limit it is waited for.</summary>
/// <param name="model">The problem.</param>
/// <param name="engine">Null: none.</param>
/// <param name="awaited">Under a work limit.</param>
/// <param name="cancellation">Of the whole search.</param>
sealed class Prover(Model model, ISolverClient? engine, bool awaited, CancellationToken cancellation) : IDisposable
{
    /// <summary>Under a work limit nothing but its own end stops a proof, so only days that are done in seconds are asked for one.</summary>
    const int MostAwaited = 30;

    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromSeconds(30) };

    readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    Task<Finding>? running;

    public bool HasStarted => running is not null;

    /// <summary>Reads plan and pools before it returns.</summary>
    public void Start(Snapshot plan, IReadOnlyList<RoutePool> pools)
    {
        if (engine is null || (awaited && model.Requests > MostAwaited))
            return;
        var (copy, pool) = (new Snapshot(model.Vehicles), new RoutePool(model));
        copy.CopyFrom(plan);
        foreach (var each in pools)
            pool.MergeFrom(each, RoutePool.DefaultCapacity / 2 / pools.Count);
        running = Proof.FindAsync(model, copy, pool, engine, Limits, end.Token);
    }

    /// <summary>What is known about the plan in the end.</summary>
    public Bound End(Snapshot plan, ObjectiveValue written)
    {
        if (engine is null)
            return new Bound.Unknown("OR-Tools was not asked.");
        if (running is null)
            return new Bound.Unknown(awaited ? $"Under a work limit a proof is asked for at most {MostAwaited} requests." : "The search ended before a proof began.");
        if (!awaited)
            end.Cancel();
        return running.GetAwaiter().GetResult().Of(model, plan, written);
    }

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }
}
