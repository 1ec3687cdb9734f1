namespace Logistics.OrTools;

/// <summary>How a solve ended. Closed: these six cases and no other.</summary>
/// <remarks>
/// A model that the engine refuses is the caller's mistake and throws <see cref="ArgumentException"/>;
/// a cancelled solve throws <see cref="OperationCanceledException"/>. Neither is an outcome.
/// </remarks>
public abstract record Outcome<TSolution>
    where TSolution : class
{
    Outcome() { }

    /// <summary>The solution, proven or not; null when there is none.</summary>
    public TSolution? Best => this switch
    {
        Optimal optimal => optimal.Solution,
        Feasible feasible => feasible.Solution,
        _ => null,
    };

    /// <summary>Proven best, within <see cref="SolveLimits.RelativeGap"/>.</summary>
    public sealed record Optimal(TSolution Solution) : Outcome<TSolution>;

    /// <summary>A limit came first. The solution carries the bound proven so far.</summary>
    public sealed record Feasible(TSolution Solution) : Outcome<TSolution>;

    /// <summary>Proven to have no solution.</summary>
    public sealed record Infeasible : Outcome<TSolution>;

    /// <summary>The objective improves without end.</summary>
    public sealed record Unbounded : Outcome<TSolution>;

    /// <summary>A limit came before any solution; nothing is known.</summary>
    public sealed record LimitReached : Outcome<TSolution>;

    /// <summary>Nobody answered: no companion, it died twice, or its engine gave up. One line for a person to read.</summary>
    public sealed record Unavailable(string Reason) : Outcome<TSolution>;
}
