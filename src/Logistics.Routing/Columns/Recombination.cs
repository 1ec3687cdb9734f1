using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>Asks the engine for the best combination of the islands' pools, one question at a time.</summary>
/// <param name="model">The problem.</param>
/// <param name="engine">In its own process.</param>
/// <param name="awaited">Under a work limit: the answer is waited for, and limited by the engine's own work. Otherwise by time, and taken when it is there.</param>
/// <param name="cancellation">Of the whole search.</param>
sealed class Recombination(Model model, ISolverClient engine, bool awaited, CancellationToken cancellation) : IDisposable
{
    static readonly TimeSpan UnderAClock = TimeSpan.FromSeconds(3);

    /// <summary>Long enough never to cut what <see cref="Work"/> limits.</summary>
    static readonly TimeSpan UnderWork = TimeSpan.FromMinutes(10);

    /// <summary>In the engine's deterministic seconds.</summary>
    const double Work = 2;

    readonly Recombiner recombiner = new(model, engine);
    readonly RoutePool pool = new(model);
    readonly CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    Task<Snapshot?>? running;

    /// <summary>Does nothing while a question is open.</summary>
    public void Start(IReadOnlyList<RoutePool> pools, Snapshot incumbent)
    {
        if (running is not null)
            return;
        // As many of each island's: the pool would drop those of the first for those of the last.
        var each = RoutePool.DefaultCapacity / 2 / pools.Count;
        foreach (var other in pools)
            pool.MergeFrom(other, each);
        var limits = awaited ? new SolveLimits { Time = UnderWork, Work = Work } : new SolveLimits { Time = UnderAClock };
        running = recombiner.StartAsync(pool, incumbent, limits, end.Token);
    }

    /// <summary>A plan better than the one asked about, once; null when there is none or not yet.</summary>
    public Snapshot? Answer()
    {
        if (running is null || (!awaited && !running.IsCompleted))
            return null;
        var answer = running.GetAwaiter().GetResult();
        running = null;
        return answer;
    }

    /// <summary>Lets go of an open question: the search is over.</summary>
    public void Abandon() => end.Cancel();

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }
}
