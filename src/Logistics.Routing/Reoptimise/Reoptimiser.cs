using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>
/// Plans again after something has changed (a late lot, a refusal, a call, a broken van), with as few stops changed as can be: drivers have their sheets.
/// </summary>
/// <remarks>
/// The change is told as a problem: a late lot has another window or ready time, a refused request is gone, a new one is there, a late driver's shift begins later,
/// a broken van has <see cref="TourLock.Whole"/> without steps, and what is done has <see cref="TourLock.First"/>.
/// </remarks>
public static class Reoptimiser
{
    /// <summary>
    /// The previous tours, mended. What cannot be kept of them is taken out and placed anew, then small parts are tried otherwise until the budget is spent:
    /// a plan is better if it leaves less out by priority, then by what <see cref="ReoptimiseOptions.PenaltyPerChange"/> says. It keeps every rule, as
    /// <see cref="Solver.Solve"/> does. Repeats itself for the same problem, seed and <see cref="WorkLimit"/>.
    /// </summary>
    /// <param name="problem">The day as it is now.</param>
    /// <param name="previous">The running plan in the numbers of <paramref name="problem"/>: requests that are gone left out.</param>
    /// <param name="options">What counts.</param>
    /// <param name="stop">When to end.</param>
    /// <param name="cancellation">Keeps the best so far.</param>
    /// <exception cref="ArgumentException">The previous tours name a vehicle or a step that does not exist, or a vehicle has two.</exception>
    public static Reoptimised Solve(
        Problem problem, IReadOnlyList<TourOrder> previous, ReoptimiseOptions options, IStoppingCriterion stop, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stop);
        var start = StartingTours.Of(problem, options.Objective, previous);
        var model = new Model(start.Problem, options.Objective);
        var budget = new Budget(stop, islands: 1, cancellation);
        var mending = new Mending(model, options, new ChangeMeter(model, previous), budget);

        mending.Begin(start);
        mending.PlaceAbsent();
        mending.Improve();

        var plan = start.Answer(model, SolutionWriter.Write(model, mending.Best, mending.Explain()) with { Iterations = budget.Iterations });
        return new(plan, PlanChanges.Between(previous, TourOrder.Of(plan)));
    }
}

/// <param name="Seed">Of the random draws.</param>
/// <param name="Objective">What is best among plans with equally many changes.</param>
public sealed record ReoptimiseOptions(ulong Seed = 1, Objective Objective = Objective.Cost)
{
    /// <summary>
    /// What one change more (see <see cref="PlanChanges.Count"/>) must save at least, in microeuros, or in decimetres under an objective without money.
    /// Null, the default: no saving is worth a change; only a request left out is.
    /// </summary>
    public long? PenaltyPerChange { get; init; }

    /// <summary>No more stops than this move or are reordered, whatever it costs: what would need more is left out. What the locks themselves change is not held back. Null means no limit.</summary>
    public int? MostMoves { get; init; }
}

/// <summary>The mended plan, and what it changes.</summary>
public sealed record Reoptimised(Solution Plan, PlanChanges Changes);
