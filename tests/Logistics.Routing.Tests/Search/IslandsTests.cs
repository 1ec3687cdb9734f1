using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Search;

public sealed class IslandsTests
{
    /// <summary>Enough pairs that two islands cut the plan.</summary>
    static readonly Problem Wide = RandomProblems.Mixed(11, 160, 40, richness: 0);

    [Theory]
    [InlineData(Objective.Cost)]
    [InlineData(Objective.Hierarchical)]
    public void Two_islands_under_a_work_limit_repeat_themselves_and_keep_every_rule(Objective objective)
    {
        var first = Solve(objective, 2);
        Assert.Empty(Checker.Check(Wide, first, objective));
        Assert.Equal(Written(first), Written(Solve(objective, 2)));
    }

    [Fact]
    public void More_islands_than_tours_do_no_harm()
    {
        var problem = RandomProblems.Mixed(12, 3, 2, richness: 0);
        var plan = Solver.Solve(problem, new(1, Objective.Cost, Threads: 8) { MostWeighed = 0 }, new WorkLimit(400), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Checker.Check(problem, plan, Objective.Cost));
    }

    [Fact]
    public void No_island_at_all_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Solver.Solve(Wide, new(1, Objective.Cost, Threads: 0), new WorkLimit(1), cancellation: TestContext.Current.CancellationToken));

    [Fact]
    public void Parts_cover_every_vehicle_and_every_absent_request_once()
    {
        var model = new Model(Wide, Objective.Cost);
        var state = new State(model, new Scheduler());
        var plan = new Snapshot(model.Vehicles);
        var recreate = new RuinAndRecreate(model, new Neighbours(model), 1, new Budget(new WorkLimit(0), 1, default));
        recreate.Construct(StartingTours.Of(Wide, Objective.Cost, []));
        plan.Keep(recreate.Current);
        var scopes = Scope.Cut(model, plan, 3, new Rng(7));
        for (var v = 0; v < model.Vehicles; v++)
            Assert.Single(scopes, scope => scope.Vehicles[v]);

        // What each part sees is what the plan costs in all.
        var sum = 0L;
        foreach (var scope in scopes)
        {
            state.Restore(plan, scope);
            sum += state.Cost;
        }
        Assert.Equal(plan.Cost, sum);
    }

    static Solution Solve(Objective objective, int threads) =>
        Solver.Solve(Wide, new(5, objective, threads), new WorkLimit(800), cancellation: TestContext.Current.CancellationToken);

    static string Written(Solution plan) =>
        string.Join('\n', plan.Tours.Select(tour => $"{tour.Vehicle}: {string.Join(' ', tour.Visits.Select(visit => $"{visit.Kind}{visit.Index}@{visit.Begin}"))}"));
}
