using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Check;

/// <summary>A good plan, spoilt in one way at a time: each way must be called by its name.</summary>
public class CheckerTests
{
    /// <summary>Cold goods from km 2 to km 4, warm goods from km 3 to km 6, a collection at km 5, and a rest at noon.</summary>
    static readonly Problem Day = new(
        [Road(11)],
        [Van with { CostFixed = Cost.FromEuros(5), Compartments = [new([10], ClassSet.Of(0)), new([4], ClassSet.Of(1))] }],
        [FromZero with { Breaks = [new(new(600, 900), 100)] }, FromZero],
        [
            Move(At(2, 200, 500, service: 10), At(4, 0, 2_000), crates: 4) with { Class = 1, MaxRideSeconds = 250, AllowedVehicles = [0] },
            Move(At(3), At(6, 0, 5_000), crates: 6),
            Move(At(5, 950, 4_000), null, crates: 3),
        ]);

    static readonly TourStep[] Good =
    [
        new(VisitKind.Pickup, 0), new(VisitKind.Pickup, 1), new(VisitKind.Delivery, 0), new(VisitKind.Break, 0), new(VisitKind.Delivery, 1), new(VisitKind.Pickup, 2),
    ];

    [Fact]
    public void The_good_plan_is_accepted() => Assert.Empty(Violations(Plan(Day, 0, Good)));

    [Fact]
    public void Delivery_before_pickup() => Has<Violation.DeliveredBeforePickup>(Plan(Day, 0, Swapped(1, 4)));

    [Fact]
    public void Missing_delivery() => Has<Violation.MissingDelivery>(Plan(Day, 0, [.. Good.Where(step => step != new TourStep(VisitKind.Delivery, 1))]));

    [Fact]
    public void Missing_pickup() => Has<Violation.MissingPickup>(Plan(Day, 0, [.. Good.Where(step => step != new TourStep(VisitKind.Pickup, 1))]));

    [Fact]
    public void Late()
    {
        // Km 6 first: the cold pickup at km 2 (by 500) is reached at 600 + 400.
        TourStep[] steps = [new(VisitKind.Pickup, 1), new(VisitKind.Delivery, 1), Good[0], Good[2], Good[3], Good[5]];
        Assert.Contains(new Violation.Late(0, 3, 0, 500), Violations(Plan(Day, 0, steps)));
    }

    [Fact]
    public void Break_missing() => Has<Violation.BreakMissing>(Plan(Day, 0, [.. Good.Where(step => step.Kind != VisitKind.Break)]));

    [Fact]
    public void Break_misplaced() => Has<Violation.BreakMisplaced>(Plan(Day, 0, [.. Good.Where(step => step.Kind != VisitKind.Break), Good[3]]));

    [Fact]
    public void Vehicle_not_allowed() => Has<Violation.VehicleNotAllowed>(Plan(Day, 1, [.. Good.Where(step => step.Kind != VisitKind.Break)]));

    [Fact]
    public void Wrong_compartment() => Has<Violation.WrongCompartment>(Plan(Day, 0, [.. Good.Select(step => step with { Compartment = 0 })]));

    [Fact]
    public void Ride_too_long()
    {
        // The rest before the cold delivery: it ends at 700 at the earliest, km 4 is reached at 800, and the cold pickup must begin by 500: 290 s on board at best.
        Has<Violation.RideTooLong>(Plan(Day, 0, Swapped(2, 3)));
    }

    [Fact]
    public void Overload()
    {
        // 4 cold and 7 warm crates in room for 10 on leaving the second stop; 5 cold crates in a chilled compartment of 4 on leaving the first.
        var heavy = With(Day, 1, request => request with { Load = [7] });
        Assert.Contains(new Violation.Overload(0, 2, null, 0, 1), Violations(Plan(heavy, 0, Good), heavy));
        var cold = With(Day, 0, request => request with { Load = [5] });
        Assert.Contains(new Violation.Overload(0, 1, 1, 0, 1), Violations(Plan(cold, 0, [.. Good.Select(step => step with { Compartment = step.Index == 0 ? 1 : 0 })]), cold));
    }

    [Fact]
    public void Shift_exceeded()
    {
        var plan = Plan(Day, 0, Good);
        var vans = Day.Vehicles.Select(van => van with { Shift = new(0, plan.Tours[0].Return - 7) });
        var shorter = Day.With(vehicles: [.. vans]);
        Assert.Contains(new Violation.ShiftExceeded(0, 7), Violations(plan, shorter));
    }

    [Fact]
    public void Limits_exceeded()
    {
        var tour = Plan(Day, 0, Good).Tours[0];
        var tight = Day.With(types: [Day.Types[0] with { MaxSeconds = tour.Seconds - 3, MaxDecimetres = tour.Decimetres - 5, MaxStops = 4 }]);
        var violations = Violations(Plan(Day, 0, Good), tight);
        Assert.Contains(new Violation.DurationExceeded(0, 3), violations);
        Assert.Contains(new Violation.DistanceExceeded(0, 5), violations);
        Assert.Contains(new Violation.StopsExceeded(0, 1), violations);
    }

    [Fact]
    public void Figures_that_are_not_so()
    {
        var plan = Plan(Day, 0, Good);
        var tour = plan.Tours[0];
        Has<Violation.CostMismatch>(plan with { Tours = [tour with { Cost = tour.Cost - new Cost(1) }] });
        Has<Violation.TotalMismatch>(plan with { Tours = [tour with { Decimetres = tour.Decimetres - 1 }] });
        Has<Violation.TotalMismatch>(plan with { Totals = plan.Totals with { Seconds = 0 } });
        Has<Violation.ObjectiveMismatch>(plan with { Objective = new(0, 0, 0) });
        Has<Violation.LoadMismatch>(plan with { Tours = [Changed(tour, 2, visit => visit with { Load = [1] })] });
        Has<Violation.WrongTime>(plan with { Tours = [Changed(tour, 2, visit => visit with { Arrival = visit.Arrival - 1 })] });
        Has<Violation.WrongTime>(plan with { Tours = [Changed(tour, 1, visit => visit with { Departure = visit.Departure - 1 })] });
        Has<Violation.Early>(plan with { Tours = [Changed(tour, 1, visit => visit with { Begin = 199 })] });
        Has<Violation.WrongPlace>(plan with { Tours = [Changed(tour, 1, visit => visit with { Location = 7 })] });
        Has<Violation.LeavesBeforeShift>(plan with { Tours = [Changed(tour, 0, visit => visit with { Departure = -1 })] });
    }

    [Fact]
    public void Requests_forgotten_served_twice_or_both_served_and_left_out()
    {
        var plan = Plan(Day, 0, Good);
        Has<Violation.Forgotten>(plan with { Tours = [] });
        Has<Violation.WronglyUnassigned>(plan with { Unassigned = [new(0, new UnassignedReason.NotPlanned())] });
        Has<Violation.ServedTwice>(plan with { Tours = [plan.Tours[0], plan.Tours[0] with { Vehicle = 1 }] });
        Has<Violation.VehicleMisused>(plan with { Tours = [plan.Tours[0], plan.Tours[0]] });
        Has<Violation.VehicleMisused>(plan with { Tours = [plan.Tours[0] with { Vehicle = 9 }] });
    }

    static Solution Plan(Problem problem, int vehicle, IReadOnlyList<TourStep> steps) => Replay.Of(problem, [new(vehicle, steps)], Objective.Cost);

    static IReadOnlyList<Violation> Violations(Solution plan, Problem? problem = null) => Checker.Check(problem ?? Day, plan, Objective.Cost);

    static void Has<T>(Solution plan) where T : Violation => Assert.Contains(Violations(plan), violation => violation is T);

    static TourStep[] Swapped(int i, int j)
    {
        var steps = Good.ToArray();
        (steps[i], steps[j]) = (steps[j], steps[i]);
        return steps;
    }

    static Problem With(Problem problem, int request, Func<Request, Request> change) =>
        problem.With(requests: [.. problem.Requests.Select((each, r) => r == request ? change(each) : each)]);

    static Tour Changed(Tour tour, int position, Func<Visit, Visit> change) =>
        tour with { Visits = [.. tour.Visits.Select((visit, k) => k == position ? change(visit) : visit)] };
}
