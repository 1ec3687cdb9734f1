using Logistics.Measures;
using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests;

/// <summary>Requests that stand or fall together, reckoned by hand and against trying everything.</summary>
public class GroupsTests
{
    [Fact]
    public void One_pickup_with_two_deliveries_is_one_visit_to_the_giver()
    {
        // 10 crates at km 2: service of 300 s said once, set-up of 60 s shared. Departure to return: 900 s of driving, 300 + 3 x 60, and 1,000 s of way: km 0, 2, 3, 5, 0.
        var problem = Group(
            Van, [FromZero], setUp: 60,
            Move(At(2, service: 300), At(3), crates: 4), Move(At(2), At(5), crates: 6));
        var tour = Solve(problem).Tours.Single();
        Assert.Equal(1_000 + 300 + 3 * 60, tour.Seconds);
        Assert.Equal([VisitKind.Pickup, VisitKind.Pickup, VisitKind.Delivery, VisitKind.Delivery], tour.Visits.Skip(1).SkipLast(1).Select(visit => visit.Kind));
    }

    [Fact]
    public void Two_vans_that_could_take_a_half_each_take_nothing()
    {
        // 12 crates all at once, 10 in a van: both pickups by 200 and both deliveries from 900 on.
        var problem = Group(
            Van, [FromZero, FromZero], setUp: 0,
            Move(At(2, 200, 200), At(9, 900, 900), crates: 6), Move(At(2, 200, 200), At(9, 900, 900), crates: 6));
        var solution = Solve(problem);
        Assert.Empty(solution.Tours);
        Assert.Equal([new Unassigned(0, new UnassignedReason.OutOfReach(0)), new Unassigned(1, new UnassignedReason.OutOfReach(0))], solution.Unassigned);
    }

    [Fact]
    public void What_one_member_cannot_do_the_group_does_not()
    {
        var solution = Solve(Group(Van, [FromZero], setUp: 0, Move(At(1), At(2)), Move(At(1), At(3), crates: 13)));
        Assert.All(solution.Unassigned, left => Assert.Equal(new UnassignedReason.TooLarge(0, 3), left.Reason));
        Assert.Equal(2, solution.Unassigned.Count);
    }

    [Fact]
    public void No_vehicle_may_carry_them_all()
    {
        var solution = Solve(Group(
            Van, [FromZero, FromZero], setUp: 0, Move(At(1), At(2)) with { AllowedVehicles = [0] }, Move(At(1), At(3)) with { AllowedVehicles = [1] }));
        Assert.All(solution.Unassigned, left => Assert.Equal(new UnassignedReason.NoVehicleAllowed(), left.Reason));
    }

    /// <summary>Both together: to km 6 and back, 12 km for 12 EUR and 1,200 s for 12 EUR. Prizes of 11 EUR each are 22, 2 less; of 13 EUR each are more.</summary>
    [Theory]
    [InlineData(11, false)]
    [InlineData(13, true)]
    public void A_group_is_worth_the_prizes_of_all(int prize, bool served)
    {
        var optional = (Activity to) => Move(null, to) with { Priority = 0, Prize = Cost.FromEuros(prize) };
        var solution = Solve(Group(Van, [FromZero], setUp: 0, optional(At(3)), optional(At(6))));
        Assert.Equal(served ? 0 : 2, solution.Unassigned.Count);
        if (!served)
            Assert.All(solution.Unassigned, left => Assert.Equal(new UnassignedReason.NotWorthIt(Cost.FromEuros(24)), left.Reason));
    }

    [Fact]
    public void The_checker_refuses_a_group_that_is_split()
    {
        var problem = Group(Van, [FromZero, FromZero], setUp: 0, Move(null, At(3)), Move(null, At(6)));
        var (first, second) = (new TourStep(VisitKind.Delivery, 0), new TourStep(VisitKind.Delivery, 1));
        Assert.Empty(Violations(problem, new TourOrder(0, [first, second])));
        Assert.Contains(new Violation.GroupSplit(0), Violations(problem, new(0, [first]), new(1, [second])));
        Assert.Contains(new Violation.GroupSplit(0), Violations(problem, new TourOrder(0, [first])));
    }

    [Fact]
    public void Groups_that_cannot_be()
    {
        var error = Assert.Throws<ArgumentException>(() => new Problem([Road(3)], [Van], [FromZero], [Move(null, At(1))], groups: [[0, 4], [0]]));
        Assert.Contains("Group 0: there is no request 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("Group 1: request 0 is in a group already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removal_takes_the_whole_group()
    {
        var problem = Group(Van, [FromZero], setUp: 0, Move(null, At(3)), Move(null, At(6)), Move(null, At(7)));
        var model = new Model(problem, Objective.Cost);
        var scheduler = new Scheduler();
        var state = new State(model, scheduler);
        var inserter = new Inserter(model, scheduler);
        new Recreate(model, new(model), inserter, new(model, scheduler, inserter, new Rng(1)), new Rng(1)).Apply(state, TestContext.Current.CancellationToken);
        state.Commit();
        Assert.Equal(0, state.AbsentCount);
        state.Begin();
        state.TakeOut(1);
        state.Settle(0);
        Assert.Equal(3, state.AbsentCount);
        Assert.Equal(0, state.Routes[0].Count);
        state.Rollback();
        Assert.Equal(3, state.Routes[0].Count);
        Assert.Equal([0, 0, 0], state.RouteOf[..3]);
    }

    [Fact]
    public void An_absent_group_is_searched_by_one_island()
    {
        var problem = new Problem([Road(3)], [Van], [FromZero, FromZero], [.. Enumerable.Repeat(Move(null, At(1)), 8)], groups: [[1, 3, 4], [2, 5, 6, 7]]);
        var model = new Model(problem, Objective.Cost);
        var state = new State(model, new()) { AbsentCount = 7 };
        state.Insert(0, new() { Pickup = -1 });
        var plan = new Snapshot(2);
        plan.Keep(state);
        var scopes = Scope.Cut(model, plan, 2, new Rng(1));
        Assert.All(model.Groups, group => Assert.All(scopes, scope => Assert.Single(group.Select(r => scope.Absent[r]).Distinct())));
        Assert.All(Enumerable.Range(1, 7), r => Assert.Single(scopes, scope => scope.Absent[r]));
    }

    [Fact]
    public void Whatever_the_mix_of_rules_the_checker_accepts_groups_too()
    {
        var served = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 4 + seed % 24, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0);
            problem = RandomProblems.WithGroups(seed % 2 == 0 ? problem : RandomProblems.WithTrips(problem, seed), seed);
            var objective = (Objective)(seed % 3);
            var solution = Solver.Solve(problem, new((ulong)seed, objective) { MostWeighed = 0 }, new WorkLimit(100), cancellation: TestContext.Current.CancellationToken);
            var violations = Checker.Check(problem, solution, objective);
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Take(5))}");
            served += problem.Groups.Count(group => solution.Unassigned.All(left => !group.Contains(left.Request)));
            Assert.All(problem.Groups, group => Assert.True(solution.Unassigned.Where(left => group.Contains(left.Request)).Select(left => left.Reason).Distinct().Count() <= 1));
        }
        Assert.True(served > 50, $"only {served} groups were served");
    }

    [Fact]
    public void Tiny_problems_with_groups_are_solved_to_the_optimum_found_by_trying_everything()
    {
        var different = new List<string>();
        for (var seed = 0; seed < 30; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 2 + seed % 2, vehicles: 1 + seed % 2, richness: seed % 8 / 10.0);
            problem = RandomProblems.WithGroups(seed % 2 == 0 ? problem : RandomProblems.WithTrips(problem, seed), seed);
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

    /// <summary>All requests in one group.</summary>
    static Problem Group(VehicleType type, Vehicle[] vehicles, int setUp, params Request[] requests) =>
        new([Road(11)], [type], vehicles, requests, [.. Enumerable.Repeat(setUp, 11)], groups: [[.. Enumerable.Range(0, requests.Length)]]);

    static IReadOnlyList<Violation> Violations(Problem problem, params TourOrder[] orders) =>
        Checker.Check(problem, Replay.Of(problem, orders, Objective.Cost), Objective.Cost);
}
