using Logistics.Routing.Bounds;
using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Bounds;

public sealed class ExactSmallTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Its_plan_is_the_one_found_by_trying_everything_and_its_bound_never_above_it()
    {
        var proven = 0;
        for (var seed = 0; seed < 90; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 1 + seed % 3, vehicles: 1 + seed % 2, richness: seed % 8 / 10.0);
            var objective = (Objective)(seed % 3);
            var model = new Model(problem, objective);
            var answer = ExactSmall.Solve(model, null, Cancellation);
            if (RelaxedRules.WhyNone(problem) is not null)
            {
                Assert.Null(answer);
                continue;
            }
            Assert.NotNull(answer);
            var best = BruteForce.Best(problem, objective);
            // The labels know every rule but ride limits and how long goods keep one compartment; with breaks the scheduler may cost more than need be.
            if (answer.Plan is null)
                Assert.True(AtMost(answer.Bound, best, model), $"seed {seed}, {objective}: bound {answer.Bound}, best {best}");
            else
                Assert.True(Written(model, answer.Plan) == best, $"seed {seed}, {objective}: {Written(model, answer.Plan)}, best {best}");
            proven += answer.Plan is null ? 0 : 1;
        }
        Assert.True(proven > 40, $"only {proven} proven");
    }

    [Fact]
    public void A_plan_to_better_spares_work_and_changes_nothing()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var model = new Model(RandomProblems.Mixed(seed, requests: 5, vehicles: 2, richness: seed % 5 / 10.0), seed % 2 == 0 ? Objective.Cost : Objective.Distance);
            if (ExactSmall.Solve(model, null, Cancellation) is not { Plan: { } best } answer)
                continue;
            Assert.Equal(answer.Bound, ExactSmall.Solve(model, best, Cancellation)?.Bound);
        }
    }

    [Fact]
    public void Ten_pairs_are_solved_and_agree_with_a_long_search()
    {
        var problem = RandomProblems.Mixed(3, requests: 10, vehicles: 3, richness: 0);
        var model = new Model(problem, Objective.Cost);
        var answer = ExactSmall.Solve(model, null, Cancellation);
        Assert.NotNull(answer?.Plan);
        var searched = Solver.Solve(problem, new(1) { MostWeighed = 0 }, new WorkLimit(3_000), cancellation: Cancellation);
        Assert.Equal(searched.Objective, Written(model, answer.Plan));
    }

    [Fact]
    public void More_than_ten_requests_are_not_its_business()
    {
        var model = new Model(RandomProblems.Mixed(3, requests: 11, vehicles: 1, richness: 0), Objective.Cost);
        Assert.Null(ExactSmall.Solve(model, null, Cancellation));
    }

    static ObjectiveValue Written(Model model, Snapshot plan)
    {
        var served = Enumerable.Range(0, model.Vehicles).Where(v => plan.CountOf(v) > 0).SelectMany(v => plan.NodesOf(v)[1..^1].ToArray()).Select(node => node >> 1).ToHashSet();
        var left = Enumerable.Range(0, model.Requests).Where(r => !served.Contains(r)).Select(r => new Unassigned(r, new UnassignedReason.NotPlanned()));
        return SolutionWriter.Write(model, plan, [.. left]).Objective;
    }

    /// <summary>The bound's cost is exact; a plan's is rounded for each tour.</summary>
    static bool AtMost(PlanValue bound, ObjectiveValue best, Model model)
    {
        var anyLeftOut = bound.LeftOut > 0 || best.Levels.Take(model.Objective == Objective.Cost ? 10 : 11).Any(count => count > 0);
        var cost = model.Objective == Objective.Cost ? bound.Cost / Model.Share - model.Vehicles : bound.Cost;
        return anyLeftOut || bound.Vehicles < best.Levels[^2] || cost <= best.Levels[^1];
    }

    [Fact]
    public void The_solver_weighs_a_small_day_and_says_so()
    {
        var plan = Solver.Solve(RandomProblems.Mixed(3, 6, 2, richness: 0), new(1), new WorkLimit(1_000), cancellation: Cancellation);
        Assert.Equal(new Bound.Proven(plan.Objective, BoundMethod.Enumeration), plan.Bound);
        Assert.Equal((0, 0.0), (plan.Iterations, plan.Gap));
    }
}
