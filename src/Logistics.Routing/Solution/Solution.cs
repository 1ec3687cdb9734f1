using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>A plan: tours of distinct vehicles, and what was left out. Every request is in exactly one of the two.</summary>
public sealed record Solution
{
    /// <summary>By vehicle index; no tour is empty.</summary>
    public required IReadOnlyList<Tour> Tours { get; init; }

    /// <summary>By request index.</summary>
    public required IReadOnlyList<Unassigned> Unassigned { get; init; }

    public required SolutionTotals Totals { get; init; }

    public required ObjectiveValue Objective { get; init; }

    /// <summary>Violations that locked parts brought along, as amounts beyond the rules; the plan breaks no rule otherwise.</summary>
    public IReadOnlyList<Violation> Inherited { get; init; } = [];

    /// <summary>Rounds of ruin and recreate done to find it.</summary>
    public long Iterations { get; init; }

    public Bound Bound { get; init; } = new Bound.Unknown("None was asked for.");

    /// <summary>
    /// How far the last level of the objective may be above the best there is, as a share of itself: 0 for a plan proven best. Null where no bound is known,
    /// or it differs at a level before the last.
    /// </summary>
    public double? Gap => Bound is Bound.Proven proven && proven.Value.Levels.SkipLast(1).SequenceEqual(Objective.Levels.SkipLast(1))
        ? Objective.Levels[^1] == 0 ? 0 : 1 - (double)proven.Value.Levels[^1] / Objective.Levels[^1]
        : null;
}

/// <summary>Sums over the plan.</summary>
/// <param name="Vehicles">Tours.</param>
/// <param name="Decimetres">Driven.</param>
/// <param name="Seconds">From each departure to each return.</param>
/// <param name="Cost">Of the tours.</param>
/// <param name="LostPrizes">Of the requests left out.</param>
/// <param name="LeftOut">How many requests.</param>
public sealed record SolutionTotals(int Vehicles, long Decimetres, long Seconds, Cost Cost, Cost LostPrizes, int LeftOut)
{
    /// <summary>What the unevenness between tours costs, beside them; see <see cref="Problem.Balance"/>.</summary>
    public Cost Balance { get; init; }
}
