using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

public class ReplayTests
{
    static readonly TourStep[] Collect = [new(VisitKind.Pickup, 0), new(VisitKind.Pickup, 1), new(VisitKind.Pickup, 2)];

    /// <summary>
    /// Km 2 opens at 6,000 and km 5, which closed at 6,100, is reached at 6,300; home at 6,800. Left at 5,800, with km 1 at 5,900: 1,000 s.
    /// Left at 0 the same tour would take 6,800 s, and miss the break that is due from 3,000 to 4,000.
    /// </summary>
    [Fact]
    public void One_late_stop_does_not_pay_an_idle_morning()
    {
        var problem = Day(
            Van with { MaxSeconds = 1_500 }, FromZero with { Breaks = [new(new(3_000, 4_000), 600)] },
            Move(At(1), null), Move(At(2, 6_000, 9_000), null), Move(At(5, 0, 6_100), null));
        var plan = Replay.Of(problem, [new(0, Collect)], Objective.Cost);
        Assert.Equal([new Violation.Late(0, 3, 2, 200)], Checker.Check(problem, plan, Objective.Cost));
        Assert.Equal([5_800, 5_900, 6_000, 6_300, 6_800], plan.Tours[0].Visits.Select(visit => visit.Begin));
    }

    /// <summary>Km 2 is due by 300 and costs from then on: reached at 200 with nothing to wait for before 6,000, it may be put off to 300 and no further.</summary>
    [Fact]
    public void Nothing_that_costs_by_the_second_is_put_off_past_its_time()
    {
        var due = At(2, 0, 300) with { LateSeconds = 5_000, CostPerHourLate = Measures.Cost.FromEuros(1) };
        var problem = Day(Van, FromZero, Move(due, null), Move(At(3, 6_000, 6_000), null), Move(At(5, 0, 6_100), null));
        var plan = Replay.Of(problem, [new(0, Collect)], Objective.Cost);
        Assert.Equal([new Violation.Late(0, 3, 2, 100)], Checker.Check(problem, plan, Objective.Cost));
        Assert.Equal([100, 300, 6_000], plan.Tours[0].Visits.Take(3).Select(visit => visit.Begin));
    }

    /// <summary>Left at 0 the ride takes 100 s. Left at 900, as km 1 and all after it would allow, km 2 would be reached at 1,100 and open at 5,000 only: a ride of 4,000 s.</summary>
    [Fact]
    public void Leaving_later_makes_no_ride_too_long()
    {
        var twice = new Activity(2, [new(0, 300), new(5_000, 5_100)], 0);
        var problem = Day(
            Van, FromZero, Move(At(1, 0, 1_000), twice) with { MaxRideSeconds = 200 }, Move(At(3, 6_000, 6_000), null), Move(At(5, 0, 6_100), null));
        var plan = Replay.Of(problem, [new(0, [Collect[0], new(VisitKind.Delivery, 0), .. Collect[1..]])], Objective.Cost);
        Assert.Equal([new Violation.Late(0, 4, 2, 100)], Checker.Check(problem, plan, Objective.Cost));
    }

    [Fact]
    public void A_tour_whose_shift_begins_when_it_left_keeps_all_its_times()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 2 + seed % 25, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0);
            var orders = RandomPlans.Of(problem, seed);
            foreach (var tour in Replay.Of(problem, orders, Objective.Cost).Tours)
            {
                var tied = problem.With(vehicles: [.. problem.Vehicles.Select((each, v) => v == tour.Vehicle ? From(each, tour.Departure) : each)]);
                var again = Replay.Of(tied, [orders.Single(order => order.Vehicle == tour.Vehicle)], Objective.Cost).Tours[0];
                Assert.True(tour.Visits.Select(visit => visit.Begin).SequenceEqual(again.Visits.Select(visit => visit.Begin)), $"seed {seed}, vehicle {tour.Vehicle}");
            }
        }
    }

    static Vehicle From(Vehicle vehicle, int departure) => vehicle with { Shift = new(departure, Math.Max(departure, vehicle.Shift.Latest)) };
}
