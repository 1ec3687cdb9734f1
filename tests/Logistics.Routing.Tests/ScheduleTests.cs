using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Shifts, waiting, breaks and ride limits on the straight road, each reckoned by hand.</summary>
public class ScheduleTests
{
    [Fact]
    public void It_leaves_as_late_as_the_earliest_return_allows()
    {
        // Kilometre 5 opens at 2,000: 500 s on the road, so leave at 1,500; 60 s of service; back at 2,060 + 500.
        var tour = Solve(Day(Van, FromZero, Move(At(5, 2_000, 3_000, service: 60), null))).Tours.Single();
        Assert.Equal(1_500, tour.Departure);
        Assert.Equal(2_560, tour.Return);
        // 10 km at 1 euro, 1,060 s at a cent.
        Assert.Equal(Cost.FromEuros(10 + 10.60m), tour.Cost);
        Assert.Equal(100_000, tour.Decimetres);
    }

    [Fact]
    public void A_return_at_the_last_second_of_the_shift_is_in_time_and_one_later_is_not()
    {
        var request = Move(At(5, service: 60), null);
        Assert.Single(Solve(Day(Van, FromZero with { Shift = new(0, 1_060) }, request)).Tours);
        var late = Solve(Day(Van, FromZero with { Shift = new(0, 1_059) }, request));
        Assert.Equal(new UnassignedReason.OutOfReach(1), late.Unassigned.Single().Reason);
    }

    [Fact]
    public void A_break_is_taken_between_two_stops()
    {
        // Pickup at km 1 from 1,000, delivery at km 9 from 3,000; a rest of 600 s begins between 1,500 and 2,000.
        // Leave at 900, pick up at 1,000, rest at km 1 from 1,500 to 2,100, drive 800 s, wait, deliver at 3,000, home at 3,900.
        var van = FromZero with { Breaks = [new(new(1_500, 2_000), 600)] };
        var tour = Solve(Day(Van, van, Move(At(1, 1_000, 1_000), At(9, 3_000, 4_000)))).Tours.Single();
        Assert.Equal("pickup 0, break 0, delivery 0", Steps(tour));
        Assert.Equal(1_500, tour.Visits[2].Begin);
        Assert.Equal(2_100, tour.Visits[2].Departure);
        Assert.Equal(1, tour.Visits[2].Location);
        Assert.Equal((900, 3_900), (tour.Departure, tour.Return));
    }

    [Fact]
    public void A_tour_that_is_back_before_the_window_closes_needs_no_break()
    {
        var van = FromZero with { Breaks = [new(new(1_500, 2_000), 600)] };
        var tour = Solve(Day(Van, van, Move(At(5, 0, 800), null))).Tours.Single();
        Assert.Equal("pickup 0", Steps(tour));
    }

    [Fact]
    public void A_tour_that_leaves_after_the_window_needs_no_break()
    {
        // It must leave at 2,000 at the earliest to be excused, and reaches km 5 at 2,500.
        var van = FromZero with { Breaks = [new(new(1_500, 2_000), 600)] };
        var tour = Solve(Day(Van, van, Move(At(5, 2_500, 2_500), null))).Tours.Single();
        Assert.Equal("pickup 0", Steps(tour));
        Assert.Equal(2_000, tour.Departure);
    }

    [Fact]
    public void A_break_that_cannot_be_fitted_leaves_the_request_out()
    {
        // Pickup at km 1 at 1,000 sharp and delivery at km 9 by 2,000 sharp leave 200 s; the break wants 600.
        var van = FromZero with { Breaks = [new(new(1_000, 1_500), 600)] };
        var solution = Solve(Day(Van, van, Move(At(1, 1_000, 1_000), At(9, 1_800, 2_000))));
        Assert.IsType<UnassignedReason.OutOfReach>(solution.Unassigned.Single().Reason);
    }

    [Fact]
    public void A_ride_limit_delays_the_pickup()
    {
        // Delivery opens at 3,000 and is 400 s from the pickup. At most 500 s on board: pick up no earlier than 2,500.
        var request = Move(At(1, 0, 5_000), At(5, 3_000, 4_000)) with { MaxRideSeconds = 500 };
        var tour = Solve(Day(Van, FromZero, request)).Tours.Single();
        Assert.InRange(tour.Visits[1].Departure, 2_500, 2_600);
        Assert.Equal(3_000, tour.Visits[2].Begin);
    }

    [Fact]
    public void A_ride_limit_below_the_drive_is_out_of_reach()
    {
        var request = Move(At(1), At(5)) with { MaxRideSeconds = 399 };
        Assert.Equal(new UnassignedReason.OutOfReach(0), Solve(Day(Van, FromZero, request)).Unassigned.Single().Reason);
        Assert.Empty(Solve(Day(Van, FromZero, request with { MaxRideSeconds = 400 })).Unassigned);
    }

    [Fact]
    public void A_ride_limit_holds_beside_a_break()
    {
        // Cold goods from km 1 to km 5, 400 s apart and at most 500 s on board; warm goods at km 5 from 1,000.
        // The rest of 600 s (from 500 to 3,000) must not fall between the two cold ends.
        var van = FromZero with { Breaks = [new(new(500, 3_000), 600)] };
        var cold = Move(At(1, 300, 5_000), At(5, 1_000, 5_000)) with { MaxRideSeconds = 500 };
        var late = Move(At(5, 4_000, 5_000), null);
        var tour = Solve(Day(Van, van, cold, late)).Tours.Single();
        Assert.Contains("break 0", Steps(tour), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_with_two_windows_is_served_in_the_second_when_the_first_cannot_be_met()
    {
        var request = Move(new Activity(5, [new(0, 400), new(2_000, 3_000)], 0), null);
        Assert.Equal(2_000, Solve(Day(Van, FromZero, request)).Tours.Single().Visits[1].Begin);
    }

    [Fact]
    public void Limits_of_duration_distance_and_stops_are_inclusive()
    {
        // To km 5 and back: 1,000 s, 100,000 dm, one stop for two requests at one place.
        Request[] requests = [Move(At(5), null), Move(At(5), null)];
        Assert.Empty(Solve(Day(Van with { MaxSeconds = 1_000, MaxDecimetres = 100_000, MaxStops = 1 }, FromZero, requests)).Unassigned);
        Assert.Equal(2, Solve(Day(Van with { MaxSeconds = 999 }, FromZero, requests)).Unassigned.Count);
        Assert.Equal(2, Solve(Day(Van with { MaxDecimetres = 99_999 }, FromZero, requests)).Unassigned.Count);
        Assert.Single(Solve(Day(Van with { MaxStops = 1 }, FromZero, [requests[0], Move(At(6), null)])).Unassigned);
    }

    [Fact]
    public void An_open_tour_starts_at_its_first_stop_and_ends_at_its_last()
    {
        var tour = Solve(Day(Van, FromZero with { Start = null, End = null }, Move(At(3), At(7)))).Tours.Single();
        Assert.Equal(40_000, tour.Decimetres);
        Assert.Equal(400, tour.Seconds);
        Assert.Null(tour.Visits[0].Location);
    }
}
