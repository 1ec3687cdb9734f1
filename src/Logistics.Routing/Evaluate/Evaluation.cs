using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>What a plan is worth as it stands, whether it keeps the rules or not.</summary>
public sealed record Evaluation
{
    /// <summary>The plan with its times, loads and costs; requests in no tour are unassigned and not a violation.</summary>
    public required Solution Plan { get; init; }

    /// <summary>One for each tour of <see cref="Plan"/>, in its order.</summary>
    public required IReadOnlyList<TourEvaluation> Tours { get; init; }

    /// <summary>What belongs to no single tour: a request served twice, a lock not kept.</summary>
    public required IReadOnlyList<Violation> Elsewhere { get; init; }

    /// <summary>All there are, tour by tour, then those of no tour: what the <see cref="Checker"/> finds in <see cref="Plan"/>.</summary>
    public IReadOnlyList<Violation> Violations => [.. Tours.SelectMany(tour => tour.Violations), .. Elsewhere];

    public bool IsFeasible => Elsewhere.Count == 0 && Tours.All(tour => tour.Violations.Count == 0);
}

/// <summary>One tour, with what is wrong with it.</summary>
/// <param name="Tour">Times, loads, length, cost.</param>
/// <param name="Violations">All of this tour.</param>
public sealed record TourEvaluation(Tour Tour, IReadOnlyList<Violation> Violations)
{
    /// <summary>
    /// By visit of <see cref="Tour.Visits"/>: the violations that show there. One about a request shows at each of its visits, one about the shift at the start or
    /// the end; one about the tour as a whole shows at none. Found when asked for: who only compares tours by the hundred does not pay for it.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Violation>> AtVisit => field ??= [.. Enumerable.Range(0, Tour.Visits.Count).Select(IReadOnlyList<Violation> (k) => [.. Violations.Where(x => ShowsAt(x, k, Tour.Visits))])];

    static bool ShowsAt(Violation violation, int k, IReadOnlyList<Visit> visits) => violation switch
    {
        Violation.WrongPlace x => x.Visit == k,
        Violation.Late x => x.Visit == k,
        Violation.Early x => x.Visit == k,
        Violation.WrongTime x => x.Visit == k,
        Violation.Overload x => x.Visit == k,
        Violation.LoadMismatch x => x.Visit == k,
        Violation.CarriedTogether x => x.Visit == k,
        Violation.BreakMisplaced x => x.Visit == k,
        Violation.ReloadMisplaced x => x.Visit == k,
        Violation.LeavesBeforeShift => k == 0,
        Violation.ShiftExceeded => k == visits.Count - 1,
        Violation.DeliveredBeforePickup x => Serves(visits[k], x.Request),
        Violation.MissingPickup x => Serves(visits[k], x.Request),
        Violation.MissingDelivery x => Serves(visits[k], x.Request),
        Violation.VehicleNotAllowed x => Serves(visits[k], x.Request),
        Violation.WrongCompartment x => Serves(visits[k], x.Request),
        Violation.RideTooLong x => Serves(visits[k], x.Request),
        Violation.NotReady x => Serves(visits[k], x.Request),
        _ => false,
    };

    static bool Serves(Visit visit, int request) => visit.Kind is VisitKind.Pickup or VisitKind.Delivery && visit.Index == request;
}

/// <summary>One plan against another; positive figures: more than before.</summary>
/// <param name="Objective">The sign says which is better: negative, the new one.</param>
/// <param name="LeftOut">Requests.</param>
/// <param name="Changes">Which stops the drivers would do otherwise.</param>
/// <param name="NewViolations">In the new plan and not in the old one; a changed amount makes a violation new.</param>
/// <param name="CuredViolations">In the old plan and not in the new one.</param>
public sealed record EvaluationChange(
    int Objective, Cost Cost, Cost LostPrizes, long Decimetres, long Seconds, int Vehicles, int LeftOut,
    PlanChanges Changes, IReadOnlyList<Violation> NewViolations, IReadOnlyList<Violation> CuredViolations)
{
    /// <summary>Both for the same problem.</summary>
    public static EvaluationChange Between(Evaluation before, Evaluation after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (before.Plan.Totals, after.Plan.Totals);
        return new(
            after.Plan.Objective.CompareTo(before.Plan.Objective),
            now.Cost - old.Cost, now.LostPrizes - old.LostPrizes, now.Decimetres - old.Decimetres, now.Seconds - old.Seconds,
            now.Vehicles - old.Vehicles, now.LeftOut - old.LeftOut,
            PlanChanges.Between(TourOrder.Of(before.Plan), TourOrder.Of(after.Plan)),
            [.. after.Violations.Except(before.Violations)], [.. before.Violations.Except(after.Violations)]);
    }
}
