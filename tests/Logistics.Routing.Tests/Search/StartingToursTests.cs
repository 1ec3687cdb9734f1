using Logistics.Measures;
using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Search;

/// <summary>What is locked stays, what is not is planned as well as can be, and what was wrong already comes back as it was.</summary>
public class StartingToursTests
{
    static readonly TourStep[] Collect = [.. Enumerable.Range(0, 10).Select(r => new TourStep(VisitKind.Pickup, r))];
    static readonly TourStep[] Drop = [.. Enumerable.Range(0, 10).Select(r => new TourStep(VisitKind.Delivery, r))];

    [Fact]
    public void Whatever_is_locked_and_however_broken_the_plan_keeps_it_and_breaks_nothing_else()
    {
        var inherited = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var (problem, initial) = RandomLocks.Of(RandomProblems.Mixed(seed, requests: 2 + seed % 20, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0), seed);
            var objective = (Objective)(seed % 3);
            var solution = Solver.Solve(
                problem, new((ulong)seed, objective) { Initial = initial }, new WorkLimit(60), cancellation: TestContext.Current.CancellationToken);
            var violations = Checker.Check(problem, solution, objective);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Take(5))}");
            foreach (var each in problem.Locks.Where(each => each is not TourLock.Stays))
                Assert.True(each.Requests.All(r => solution.Unassigned.All(left => left.Request != r)), $"seed {seed}: a locked request was left out");
            inherited += solution.Inherited.Count;
        }
        Assert.True(inherited > 100, $"only {inherited} violations were inherited: the cases are too tame");
    }

    [Fact]
    public void A_wholly_locked_tour_comes_back_with_its_violations_to_the_second()
    {
        // Km 5 is reached at 500, 200 after its window; 12 crates in room for 10.
        var problem = Day(Van, FromZero, Move(At(5, 0, 300), At(8), crates: 12), Move(At(1), null)).With(locks: [new TourLock.Whole(0, [Collect[0], Drop[0]])]);
        var solution = Solve(problem);
        Assert.Equal("pickup 0, delivery 0", Steps(solution.Tours.Single()));
        Assert.Equivalent(new Violation[] { new Violation.Late(0, 1, 0, 200), new Violation.Overload(0, 1, null, 0, 2) }, solution.Inherited, strict: true);
        Assert.Equal(1, solution.Unassigned.Single().Request);
    }

    [Fact]
    public void A_locked_beginning_stays_first_though_it_is_a_detour_and_late()
    {
        // Km 8 first is locked and late (by 300 at 800). Kilometres 2 and 4 follow on the way back, though going out would be as good.
        var problem = Day(Van, FromZero, Move(At(2), null), Move(At(4), null), Move(At(8, 0, 300), null)).With(locks: [new TourLock.First(0, [Collect[2]])]);
        var solution = Solve(problem);
        Assert.Equal("pickup 2, pickup 1, pickup 0", Steps(solution.Tours.Single()));
        Assert.Equal([new Violation.Late(0, 1, 2, 500)], solution.Inherited);
    }

    [Fact]
    public void Nothing_comes_between_consecutive_steps_nor_turns_them_round()
    {
        // 6 before 2 is locked; km 4 lies between them but must come before or after.
        var problem = Day(Van, FromZero, Move(At(6), null), Move(At(2), null), Move(At(4), null)).With(locks: [new TourLock.Consecutive(0, [Collect[0], Collect[1]])]);
        var solution = Solve(problem);
        Assert.Equal("pickup 2, pickup 0, pickup 1", Steps(solution.Tours.Single()));
        Assert.Empty(solution.Inherited);
    }

    [Fact]
    public void A_locked_stop_stays_on_its_vehicle_but_may_change_places()
    {
        var cheap = new Problem([Road(11)], [Van, Van with { CostPerKilometre = Cost.FromEuros(5) }], [FromZero, FromZero with { Type = 1 }], [Move(At(2), null), Move(At(9), null)]);
        Assert.Single(Solve(cheap).Tours);
        var problem = cheap.With(locks: [new TourLock.Stays(1, 1)]);
        var solution = Solve(problem);
        Assert.Equal(1, Assert.Single(solution.Tours).Vehicle);
        // On the board it comes first, though km 2 now closes before the way back: it is served after.
        var early = problem.With(requests: [Move(At(2, 0, 200), null), Move(At(9), null)]);
        var turned = Solver.Solve(early, new() { Initial = [new(1, [Collect[1], Collect[0]])] }, new WorkLimit(200), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("pickup 0, pickup 1", Steps(turned.Tours.Single()));
    }

    [Fact]
    public void A_locked_stop_is_kept_for_no_higher_priority()
    {
        // Only one of the two can be reached at 500 sharp.
        var problem = Day(Van, FromZero, Move(At(1, 500, 500), null) with { Priority = 1 }, Move(At(5, 500, 500), null));
        Assert.Equal("pickup 1", Steps(Solve(problem).Tours.Single()));
        var locked = problem.With(locks: [new TourLock.Stays(0, 0)]);
        var solution = Solver.Solve(locked, new() { Initial = [new(0, [Collect[0]])] }, new WorkLimit(200), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("pickup 0", Steps(solution.Tours.Single()));
        Assert.Empty(Checker.Check(locked, solution, Objective.Cost));
    }

    [Fact]
    public void A_vehicle_that_must_not_leave_does_not()
    {
        var problem = new Problem([Road(11)], [Van], [FromZero, FromZero], [Move(At(2), null)], locks: [new TourLock.Whole(0, [])]);
        Assert.Equal(1, Solve(problem).Tours.Single().Vehicle);
        Assert.Single(Solve(problem.With(locks: [new TourLock.Whole(0, []), new TourLock.Whole(1, [])])).Unassigned);
    }

    [Fact]
    public void A_vehicle_under_way_with_goods_on_board_goes_on_from_where_it_is()
    {
        // Ten o'clock is second 1,000. The van has left km 0 long ago, has picked up 6 crates for km 9 (due by 1,600), and has just finished at km 4.
        // So: it starts at km 4 at 1,000, and the crates are a request without a pickup for this van alone. A call comes in: 5 crates at km 5, to km 7.
        // With 6 on board there is room for 4: it must deliver first, at 1,500, then go back to km 5 (1,900) and deliver at km 7 (2,100); home at 2,800.
        var van = FromZero with { Start = 4, Shift = new(1_000, 10_000) };
        var onBoard = Move(null, At(9, 0, 1_600), crates: 6) with { AllowedVehicles = [0] };
        var problem = new Problem([Road(11)], [Van], [van], [onBoard, Move(At(5), At(7), crates: 5)]);
        var tour = Solve(problem).Tours.Single();
        Assert.Equal("delivery 0, pickup 1, delivery 1", Steps(tour));
        Assert.Equal([6L, 0L, 5L, 0L, 0L], tour.Visits.Select(visit => visit.Load[0]));
        Assert.Equal((1_000, 1_500, 1_900, 2_100, 2_800), (tour.Departure, tour.Visits[1].Begin, tour.Visits[2].Begin, tour.Visits[3].Begin, tour.Return));
        // Another van at the depot may not take what is on board; without the van under way the goods are stranded.
        var other = new Problem([Road(11)], [Van], [van, FromZero], [onBoard, Move(At(5), At(7), crates: 5)], locks: [new TourLock.Whole(0, [])]);
        Assert.Equal(0, Solve(other).Unassigned.Single().Request);
    }

    [Fact]
    public void A_warm_start_is_kept_where_nothing_better_is_found()
    {
        var problem = RandomProblems.Mixed(7, 40, 5, richness: 0.2);
        var good = Solve(problem, work: 3_000);
        var again = Solver.Solve(problem, new() { Initial = TourOrder.Of(good) }, new WorkLimit(0), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(good.Objective, again.Objective);
        Assert.Equal(0, PlanChanges.Between(TourOrder.Of(good), TourOrder.Of(again)).Count);
        Assert.True(Solver.Solve(problem, new(), new WorkLimit(0), cancellation: TestContext.Current.CancellationToken).Objective > good.Objective, "the first plan is as good already");
    }

    [Fact]
    public void Only_what_breaks_a_rule_is_taken_out_of_a_warm_start()
    {
        // Km 9 now opens at 5,000: after it km 3 (by 2,000) and km 2 (by 2,000) would be late. Taking it out alone mends the tour.
        var problem = Day(Van, FromZero, Move(At(9, 5_000, 6_000), null), Move(At(3, 0, 2_000), null), Move(At(2, 0, 2_000), null));
        var start = StartingTours.Of(problem, Objective.Cost, [new(0, [Collect[0], Collect[1], Collect[2]])]);
        var model = new Model(problem, Objective.Cost);
        Assert.Equal([model.StartOf(0), 2, 4, model.EndOf(0)], start.Snapshot(model).NodesOf(0).ToArray());
    }

    [Fact]
    public void A_partial_start_with_doubles_is_no_fault_and_one_with_strangers_is()
    {
        var problem = Day(Van, FromZero, Move(At(2), At(4)), Move(At(5), null));
        foreach (var initial in (TourStep[][])[[Collect[0]], [Drop[0], Collect[0]], [Collect[1], Collect[1]], []])
        {
            var solution = Solver.Solve(problem, new() { Initial = [new(0, initial)] }, new WorkLimit(50), cancellation: TestContext.Current.CancellationToken);
            Assert.Empty(solution.Unassigned);
            Assert.Empty(Checker.Check(problem, solution, Objective.Cost));
        }
        Assert.Throws<ArgumentException>(() => Solver.Solve(problem, new() { Initial = [new(0, [Drop[1]])] }, new WorkLimit(1), cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => Solver.Solve(problem, new() { Initial = [new(3, [Collect[1]])] }, new WorkLimit(1), cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Same_seed_same_locks_same_plan()
    {
        var (problem, initial) = RandomLocks.Of(RandomProblems.Mixed(11, 30, 4), 11);
        var options = new SolverOptions(3) { Initial = initial };
        var first = Solver.Solve(problem, options, new WorkLimit(300), cancellation: TestContext.Current.CancellationToken);
        var second = Solver.Solve(problem, options, new WorkLimit(300), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(first.Tours.SelectMany(tour => tour.Visits.Select(visit => (tour.Vehicle, visit.Kind, visit.Index, visit.Begin))),
            second.Tours.SelectMany(tour => tour.Visits.Select(visit => (tour.Vehicle, visit.Kind, visit.Index, visit.Begin))));
    }
}
