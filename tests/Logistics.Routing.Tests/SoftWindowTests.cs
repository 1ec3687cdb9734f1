using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Lateness at a price: up to 600 s after the window, at 72 euros an hour (two cents a second). The van costs a euro a kilometre and a cent a second.</summary>
public class SoftWindowTests
{
    [Fact]
    public void It_is_served_late_where_in_time_is_out_of_reach()
    {
        // Kilometre 5 is reached at 500, 100 s after the window: 10 euros of way, 1,000 s at a cent, 100 s at two cents.
        var tour = Solve(Day(Van, FromZero, Soft(5, 0, 400))).Tours.Single();
        Assert.Equal(Cost.FromEuros(10 + 10 + 2), tour.Cost);
        Assert.Equal(500, tour.Visits[1].Begin);
    }

    [Fact]
    public void The_tolerance_is_inclusive_and_no_window_but_the_last_has_it()
    {
        // Ready from 1,000 on only: the shift begins then, so kilometre 5 is reached at 1,500.
        var van = FromZero with { Shift = new(1_000, 10_000) };
        Assert.Single(Solve(Day(Van, van, Soft(5, 0, 900))).Tours);
        Assert.Equal(new UnassignedReason.OutOfReach(1), Solve(Day(Van, van, Soft(5, 0, 899))).Unassigned.Single().Reason);
        // Between two windows it waits for the second.
        var twice = Move(new Activity(5, [new(0, 1_400), new(2_000, 2_100)], 0) { LateSeconds = 600 }, null);
        Assert.Equal(2_000, Solve(Day(Van, van, twice)).Tours.Single().Visits[1].Begin);
    }

    [Fact]
    public void Late_here_is_weighed_against_a_detour_there()
    {
        // Kilometre 8 is due at 800 and kilometre 2 (600 s of service) at 1,000: in time is 8 first, then 2: 16 km and 2,200 s, 38 euros, whatever the price.
        // 2 first would be the same way, 600 s late at kilometre 8.
        Request[] requests = [Soft(8, 0, 800), Move(At(2, 0, 2_000, service: 600), null)];
        var tour = Solve(Day(Van, FromZero, requests)).Tours.Single();
        Assert.Equal("pickup 0, pickup 1", Steps(tour));
        Assert.Equal(Cost.FromEuros(16 + 22), tour.Cost);
        // Due at 200 kilometre 2 must come first; kilometre 8 is then 600 s late: 12 euros more.
        tour = Solve(Day(Van, FromZero, requests[0], Move(At(2, 0, 200, service: 600), null))).Tours.Single();
        Assert.Equal("pickup 1, pickup 0", Steps(tour));
        Assert.Equal(Cost.FromEuros(16 + 22 + 12), tour.Cost);
    }

    [Fact]
    public void Least_lateness_comes_before_a_late_departure()
    {
        // Kilometre 1 is due at 100, kilometre 5 opens at 3,000. Leaving at 2,500 would save 2,500 s of wait but be late at kilometre 1: it leaves at 0 and waits.
        var tour = Solve(Day(Van, FromZero, Soft(1, 0, 100), Move(At(5, 3_000, 3_000), null))).Tours.Single();
        Assert.Equal((0, 3_500), (tour.Departure, tour.Return));
        // Where it is late anyway it is no later than it must: the shift begins at 200, kilometre 1 is reached at 300.
        tour = Solve(Day(Van, FromZero with { Shift = new(200, 10_000) }, Soft(1, 0, 100), Move(At(5, 3_000, 3_000), null))).Tours.Single();
        Assert.Equal((200, 300), (tour.Departure, tour.Visits[1].Begin));
        Assert.Equal(Cost.FromEuros(10 + 33 + 4), tour.Cost);
    }

    [Fact]
    public void Without_money_the_window_is_hard()
    {
        foreach (var objective in (Objective[])[Objective.Distance, Objective.Hierarchical])
            Assert.Single(Solve(Day(Van, FromZero, Soft(5, 0, 400)), objective).Unassigned);
    }

    [Fact]
    public void The_checker_refuses_more_lateness_than_tolerated_and_a_wrong_price_for_it()
    {
        var problem = Day(Van, FromZero, Soft(5, 0, 400));
        var plan = Replay.Of(problem, [new(0, [new(VisitKind.Pickup, 0)])], Objective.Cost);
        Assert.Empty(Checker.Check(problem, plan, Objective.Cost));
        Assert.Contains(new Violation.Late(0, 1, 0, 1), Checker.Check(Day(Van, FromZero, Soft(5, 0, 400, tolerance: 99)), plan, Objective.Cost));
        Assert.Contains(new Violation.Late(0, 1, 0, 100), Checker.Check(problem, plan, Objective.Distance));
        var cheaper = plan with { Tours = [plan.Tours[0] with { Cost = Cost.FromEuros(21) }] };
        Assert.Contains(new Violation.CostMismatch(0, Cost.FromEuros(21), Cost.FromEuros(22)), Checker.Check(problem, cheaper, Objective.Cost));
    }

    static Request Soft(int kilometre, int earliest, int latest, int tolerance = 600) =>
        Move(At(kilometre, earliest, latest) with { LateSeconds = tolerance, CostPerHourLate = Cost.FromEuros(72) }, null);
}
