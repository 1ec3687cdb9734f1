using Logistics.OrTools;
using Logistics.Routing.Bounds;

namespace Logistics.Routing;

/// <param name="Seed">Of the random draws.</param>
/// <param name="Objective">What is best.</param>
/// <param name="Threads">How many the search may use; at least 1.</param>
public sealed record SolverOptions(ulong Seed = 1, Objective Objective = Objective.Cost, int Threads = 1)
{
    /// <summary>Google OR-Tools, to pick the best combination of the routes met on the way; null: the search's own best is the plan.</summary>
    public ISolverClient? Engine { get; init; }

    /// <summary>Tours to begin with (a warm start): any, some or none. What of them breaks a rule is taken out and planned anew, unless it is locked.</summary>
    public IReadOnlyList<TourOrder> Initial { get; init; } = [];

    /// <summary>A problem of at most so many requests is solved by weighing every plan, where its rules allow that; 0: never.</summary>
    public int MostWeighed { get; init; } = ExactSmall.MostRequests;
}

public enum SolverPhase
{
    /// <summary>The first plan.</summary>
    Construction,

    /// <summary>Fewer vehicles.</summary>
    Fleet,

    /// <summary>Less cost.</summary>
    Improvement,

    /// <summary>The best of the routes met on the way, put together anew.</summary>
    Recombination,

    /// <summary>Every plan of a small day was weighed.</summary>
    Enumeration,
}

/// <summary>How far the search is; sent at each new best plan and at least every hundredth of the budget.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Spent">Share of the budget, 0 to 1.</param>
/// <param name="Iterations">Done so far.</param>
/// <param name="Vehicles">Tours of the best plan.</param>
/// <param name="LeftOut">Requests the best plan leaves out.</param>
/// <param name="Cost">The last level of the best plan's objective: microeuros, or decimetres under an objective without money.</param>
public sealed record SolverProgress(SolverPhase Phase, double Spent, long Iterations, int Vehicles, int LeftOut, long Cost);
