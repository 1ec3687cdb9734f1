using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>
/// Judges plans made by hand, as on a dispatcher's board at each drag: sets their times as <see cref="Replay"/> does and lists every violation, as the
/// <see cref="Checker"/> does. The problem is compiled once. One instance serves one thread.
/// </summary>
public sealed class Evaluator
{
    readonly Model model;
    readonly Scheduler scheduler = new();

    public Evaluator(Problem problem, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(problem);
        model = new Model(problem, objective);
    }

    /// <summary>The plan as it stands: nothing is repaired, nothing is refused for breaking a rule.</summary>
    /// <exception cref="ArgumentException">A vehicle, request or break does not exist, or a vehicle has two tours.</exception>
    public Evaluation Of(IReadOnlyList<TourOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var plan = Replay.Of(model, scheduler, orders);
        return new()
        {
            Plan = plan,
            Tours = [.. plan.Tours.Select(tour => OfTour(tour, new TourCheck(model.Problem, tour, model.Objective).Run()))],
            Elsewhere = [.. Checker.CheckService(model.Problem, plan), .. LockCheck.Broken(model.Problem, plan)],
        };
    }

    /// <summary>One tour by itself, whatever else is planned.</summary>
    /// <exception cref="ArgumentException">A vehicle, request or break does not exist.</exception>
    public TourEvaluation Of(TourOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var tour = Replay.TourOf(model, scheduler, order);
        return OfTour(tour, new TourCheck(model.Problem, tour, model.Objective).Run());
    }

    static TourEvaluation OfTour(Tour tour, IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0)
            return new(tour, [], [.. tour.Visits.Select(IReadOnlyList<Violation> (_) => [])]);
        var at = new List<Violation>[tour.Visits.Count];
        for (var k = 0; k < at.Length; k++)
            at[k] = [.. violations.Where(violation => ShowsAt(violation, k, tour.Visits))];
        return new(tour, violations, at);
    }

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
