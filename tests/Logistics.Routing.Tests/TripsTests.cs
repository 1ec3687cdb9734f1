using Logistics.Measures;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Tours of several trips and goods that are ready late, reckoned by hand and against trying everything.</summary>
public class TripsTests
{
    static readonly VehicleType Shuttle = Van with { Reloads = [At(0, service: 50)] };

    [Fact]
    public void Twenty_crates_go_out_in_two_trips_of_ten()
    {
        var solution = Solve(Day(Shuttle, FromZero, Move(null, At(2), crates: 10), Move(null, At(3), crates: 10)));
        // Out and back twice: 2 x 2 km + 2 x 3 km = 10 km, 10 EUR; 1,000 s of driving and 50 s of loading at a cent: 10.50 EUR.
        Assert.Empty(solution.Unassigned);
        var tour = solution.Tours.Single();
        Assert.Equal(Cost.FromEuros(20.5m), tour.Cost);
        Assert.Equal(1, tour.Visits.Count(visit => visit.Kind == VisitKind.Reload));
        Assert.Equal([10L, 0, 10, 0, 0], tour.Visits.Select(visit => visit.Load[0]));
    }

    [Fact]
    public void What_fits_into_one_trip_is_not_reloaded()
    {
        var solution = Solve(Day(Shuttle, FromZero, Move(null, At(2), crates: 5), Move(null, At(3), crates: 5)));
        Assert.DoesNotContain(solution.Tours.Single().Visits, visit => visit.Kind == VisitKind.Reload);
    }

    [Fact]
    public void Collected_goods_leave_at_the_reload_but_a_pair_stays_on_board()
    {
        // 6 crates from km 1 to km 9 are on board past the reload at km 5, where 4 collected crates make room for 4 more. The windows leave one order.
        var solution = Solve(Day(
            Van with { Reloads = [At(5)] }, FromZero,
            Move(At(1, 100, 100), At(9, 900, 900), crates: 6), Move(At(2, 200, 200), null, crates: 4), Move(null, At(8, 800, 800), crates: 4)));
        Assert.Equal("pickup 0, pickup 1, reload 0, delivery 2, delivery 0", Steps(solution.Tours.Single()));
        Assert.Equal([0L, 6, 10, 10, 6, 0, 0], solution.Tours[0].Visits.Select(visit => visit.Load[0]));
    }

    [Fact]
    public void No_more_trips_than_allowed()
    {
        var requests = Enumerable.Repeat(Move(null, At(2), crates: 10), 4).ToArray();
        var solution = Solve(Day(Shuttle with { MaxTrips = 3 }, FromZero, requests));
        Assert.Single(solution.Unassigned);
        Assert.Equal(2, solution.Tours.Single().Visits.Count(visit => visit.Kind == VisitKind.Reload));
    }

    [Fact]
    public void A_reload_keeps_its_hours()
    {
        // The depot loads from 2,000 on, for 50 s; km 2 is reached 200 s later.
        var type = Van with { Reloads = [At(0, 2_000, 3_000, service: 50)] };
        var tour = Solve(Day(type, FromZero, Move(null, At(2, 0, 2_250), crates: 10), Move(null, At(2, 0, 2_250), crates: 10))).Tours.Single();
        Assert.Equal(2_000, tour.Visits[2].Begin);
        Assert.Equal(2_250, tour.Visits[3].Begin);
    }

    [Fact]
    public void A_trip_waits_for_the_last_of_its_goods()
    {
        // Ready at 700, km 3 at 1,000. Km 2 must be served by 400, before: so the late goods get a trip of their own, though both would fit in one.
        var solution = Solve(Day(Shuttle, FromZero, Move(null, At(2, 0, 400)), Move(null, At(3)) with { ReadyAt = 700 }));
        var tour = solution.Tours.Single();
        Assert.Equal("delivery 0, reload 0, delivery 1", Steps(tour));
        Assert.Equal(700, tour.Visits[2].Departure);
        Assert.Equal(1_000, tour.Visits[3].Begin);
    }

    [Fact]
    public void Without_a_reload_the_start_waits()
    {
        var solution = Solve(Day(Van, FromZero, Move(null, At(3)) with { ReadyAt = 700 }, Move(null, At(2, 0, 800)) with { Priority = 1 }));
        // Left at 700, km 2 would be reached at 900, 100 after its window.
        Assert.Equal(700, solution.Tours.Single().Departure);
        Assert.Equal([new Unassigned(1, new UnassignedReason.NoRoomLeft(100, null, null))], solution.Unassigned);
    }

    [Fact]
    public void Goods_ready_too_late_say_how_late()
    {
        var solution = Solve(Day(Van, FromZero, Move(null, At(3, 0, 900)) with { ReadyAt = 700 }));
        Assert.Equal([new Unassigned(0, new UnassignedReason.OutOfReach(100))], solution.Unassigned);
    }

    [Fact]
    public void Whatever_the_mix_of_rules_the_checker_accepts_trips_too()
    {
        var reloads = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = RandomProblems.WithTrips(RandomProblems.Mixed(seed, requests: 3 + seed % 28, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0), seed);
            var objective = (Objective)(seed % 3);
            var solution = Solver.Solve(problem, new((ulong)seed, objective) { MostWeighed = 0 }, new WorkLimit(150), cancellation: TestContext.Current.CancellationToken);
            var violations = Checker.Check(problem, solution, objective);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Take(5))}");
            reloads += solution.Tours.Sum(tour => tour.Visits.Count(visit => visit.Kind == VisitKind.Reload));
        }
        Assert.True(reloads > 60, $"only {reloads} reloads were used");
    }

    [Fact]
    public void Tiny_problems_with_trips_are_solved_to_the_optimum_found_by_trying_everything()
    {
        var different = new List<string>();
        for (var seed = 0; seed < 50; seed++)
        {
            var problem = RandomProblems.WithTrips(RandomProblems.Mixed(seed, requests: 1 + seed % 3, vehicles: 1 + seed % 2, richness: seed % 8 / 10.0), seed);
            var objective = (Objective)(seed % 3);
            var solution = Solver.Solve(problem, new((ulong)seed, objective) { MostWeighed = 0 }, new WorkLimit(300), cancellation: TestContext.Current.CancellationToken);
            var best = BruteForce.Best(problem, objective);
            Assert.True(solution.Objective >= best, $"seed {seed}: {solution.Objective} is better than everything, {best}");
            var paidBreaks = objective == Objective.Cost && problem.Vehicles.Any(van => van.Breaks.Count > 0);
            var same = paidBreaks ? solution.Objective.Levels.SkipLast(1).SequenceEqual(best.Levels.SkipLast(1)) : solution.Objective == best;
            if (!same)
                different.Add($"seed {seed}, {objective}: {solution.Objective}, best {best}");
        }
        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
    }
}
