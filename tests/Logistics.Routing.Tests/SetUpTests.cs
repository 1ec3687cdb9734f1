using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Set-up shared at one place, on the straight road: 50 s at kilometre 0, 30 s at kilometre 5, 20 s at kilometre 6.</summary>
public class SetUpTests
{
    static readonly int[] SetUp = [50, 0, 0, 0, 0, 30, 20, 0, 0, 0, 0];

    [Fact]
    public void Two_activities_at_one_place_pay_once()
    {
        // 500 s to kilometre 5, 30 s of set-up, two services of 60 s, 500 s home, where nothing is paid: 1,150 s.
        var tour = Solve(Day(FromZero, Move(At(5, service: 60), null), Move(At(5, service: 60), null))).Tours.Single();
        Assert.Equal(1_150, tour.Seconds);
        Assert.Equal((500, 530), (tour.Visits[1].Arrival - tour.Departure, tour.Visits[1].Begin - tour.Departure));
        Assert.Equal(tour.Visits[1].Departure, tour.Visits[2].Begin);
        Assert.Equal(0, tour.Visits[^1].Location);
    }

    [Fact]
    public void What_is_loaded_at_the_start_pays_none_and_coming_back_to_serve_there_pays()
    {
        // Loaded at kilometre 0 before leaving: 500 + 30 out, 500 back.
        Assert.Equal(1_030, Solve(Day(FromZero, Move(At(0), At(5)))).Tours.Single().Seconds);
        // Delivered at kilometre 0 and then home, which is there: 500 + 30, 500 + 50.
        Assert.Equal(1_080, Solve(Day(FromZero, Move(At(5), At(0)))).Tours.Single().Seconds);
    }

    [Fact]
    public void An_open_tour_stands_at_its_first_stop()
    {
        // From kilometre 5 to kilometre 6: 100 s and 20 s of set-up.
        Assert.Equal(120, Solve(Day(FromZero with { Start = null, End = null }, Move(At(5), At(6)))).Tours.Single().Seconds);
    }

    [Fact]
    public void A_window_bounds_the_begin_of_service_after_set_up()
    {
        // Leaving at 0, kilometre 5 is reached at 500 and served from 530.
        Assert.Single(Solve(Day(FromZero, Move(At(5, 0, 530), null))).Tours);
        Assert.Equal(new UnassignedReason.OutOfReach(1), Solve(Day(FromZero, Move(At(5, 0, 529), null))).Unassigned.Single().Reason);
        // It may set up before the window opens: to begin at 2,000 it leaves at 2,000 - 530.
        Assert.Equal(1_470, Solve(Day(FromZero, Move(At(5, 2_000, 3_000), null))).Tours.Single().Departure);
    }

    [Fact]
    public void A_break_in_between_does_not_cost_it_again()
    {
        // Two pickups at kilometre 5, from 600 and from 1,000; a rest of 100 s between 700 and 900. Leave at 70, set up until 600, rest at 700, home at 1,500.
        var van = FromZero with { Breaks = [new(new(700, 900), 100)] };
        var tour = Solve(Day(van, Move(At(5, 600, 600), null), Move(At(5, 1_000, 2_000), null))).Tours.Single();
        Assert.Equal("pickup 0, break 0, pickup 1", Steps(tour));
        Assert.Equal((70, 1_500), (tour.Departure, tour.Return));
    }

    [Fact]
    public void The_checker_refuses_a_service_begun_without_it()
    {
        var problem = Day(FromZero, Move(At(5), At(6)));
        var plan = Replay.Of(problem, [new(0, [new(VisitKind.Pickup, 0), new(VisitKind.Delivery, 0)])], Objective.Cost);
        Assert.Empty(Checker.Check(problem, plan, Objective.Cost));
        var longer = new Problem(problem.Tables, problem.Types, problem.Vehicles, problem.Requests, [.. SetUp.Select(seconds => seconds + 1)]);
        var arrival = plan.Tours[0].Visits[1].Arrival;
        Assert.Contains(new Violation.WrongTime(0, 1, arrival + 30, arrival + 31), Checker.Check(longer, plan, Objective.Cost));
    }

    static Problem Day(Vehicle vehicle, params Request[] requests) => new([Road(11)], [Van], [vehicle], requests, SetUp);
}
