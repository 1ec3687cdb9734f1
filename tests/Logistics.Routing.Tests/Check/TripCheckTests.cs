using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Check;

/// <summary>A good tour of two trips, spoilt in one way at a time.</summary>
public class TripCheckTests
{
    static readonly Problem Shuttle = Day(
        Van with { Reloads = [At(0, 600, 2_000, service: 50)], MaxTrips = 2 }, FromZero,
        Move(null, At(2), crates: 10), Move(null, At(3), crates: 10) with { ReadyAt = 700 }, Move(At(4), null, crates: 10));

    static readonly TourStep[] Good = [new(VisitKind.Delivery, 0), new(VisitKind.Reload, 0), new(VisitKind.Delivery, 1), new(VisitKind.Pickup, 2)];

    [Fact]
    public void The_good_plan_is_accepted() => Assert.Empty(Violations(Good));

    [Fact]
    public void One_trip_would_carry_twenty_crates_and_leave_too_late_for_nobody()
    {
        var violations = Violations([.. Good.Where(step => step.Kind != VisitKind.Reload)]);
        Assert.Contains(new Violation.Overload(0, 0, null, 0, 10), violations);
        Assert.DoesNotContain(violations, violation => violation is Violation.NotReady); // Replay makes the start wait.
    }

    [Fact]
    public void Left_before_the_goods_are_ready()
    {
        // Loading begins at 600 instead of 650, so it is left at 650: 50 too early.
        var plan = Replay.Of(Shuttle, [new(0, Good)], Objective.Cost);
        var eager = new Problem(Shuttle.Tables, Shuttle.Types, Shuttle.Vehicles, [.. Shuttle.Requests.Select(request => request with { ReadyAt = 0 })]);
        var early = Replay.Of(eager, [new(0, Good)], Objective.Cost);
        Assert.Equal(650, early.Tours[0].Visits[2].Departure);
        Assert.Equal(700, plan.Tours[0].Visits[2].Departure);
        Assert.Contains(new Violation.NotReady(0, 1, 50), Checker.Check(Shuttle, early, Objective.Cost));
    }

    [Fact]
    public void A_trip_too_many() =>
        Assert.Contains(
            new Violation.TooManyTrips(0, 1),
            Violations([new(VisitKind.Delivery, 0), new(VisitKind.Reload, 0), new(VisitKind.Delivery, 1), new(VisitKind.Reload, 0), new(VisitKind.Pickup, 2)]));

    [Fact]
    public void A_reload_out_of_hours()
    {
        var shorter = new Problem(Shuttle.Tables, [Shuttle.Types[0] with { Reloads = [At(0, 0, 600, service: 50)] }], Shuttle.Vehicles, Shuttle.Requests);
        Assert.Contains(new Violation.ReloadMisplaced(0, 2, 50), Checker.Check(shorter, Replay.Of(Shuttle, [new(0, Good)], Objective.Cost), Objective.Cost));
    }

    [Fact]
    public void A_reload_that_the_vehicle_does_not_have()
    {
        var none = new Problem(Shuttle.Tables, [Van], Shuttle.Vehicles, Shuttle.Requests);
        Assert.Contains(new Violation.WrongPlace(0, 2), Checker.Check(none, Replay.Of(Shuttle, [new(0, Good)], Objective.Cost), Objective.Cost));
        Assert.Throws<ArgumentException>(() => Replay.Of(none, [new(0, Good)], Objective.Cost));
    }

    [Fact]
    public void A_reload_that_takes_less_time_than_it_must()
    {
        var plan = Replay.Of(Shuttle, [new(0, Good)], Objective.Cost);
        var visits = plan.Tours[0].Visits.Select(visit => visit.Kind == VisitKind.Reload ? visit with { Begin = visit.Begin + 10 } : visit);
        Assert.Contains(
            new Violation.WrongTime(0, 2, 700, 710), Checker.Check(Shuttle, plan with { Tours = [plan.Tours[0] with { Visits = [.. visits] }] }, Objective.Cost));
    }

    static IReadOnlyList<Violation> Violations(IReadOnlyList<TourStep> steps) =>
        Checker.Check(Shuttle, Replay.Of(Shuttle, [new(0, steps)], Objective.Cost), Objective.Cost);
}
