using Logistics.OrTools;
using Logistics.Routing.Bounds;
using Logistics.Routing.Search;
using Logistics.Testing;

namespace Logistics.Routing.Tests.Bounds;

public sealed class ColumnGenerationTests(WarmPool companions)
{
    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromSeconds(60) };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_engines_duals_give_a_bound_below_the_optimum_and_near_it()
    {
        var solver = companions.Require();
        var gaps = new List<double>();
        for (var seed = 0; seed < 40; seed++)
        {
            if (SmallDays.Of(seed) is not var (model, best))
                continue;
            var bound = await ColumnGeneration.BoundAsync(model, null, best, solver, Limits, Cancellation);
            Assert.True(bound <= best.Cost, $"seed {seed}: bound {bound}, optimum {best.Cost}");
            gaps.Add(best.Cost == 0 ? 0 : 1 - (double)bound!.Value / best.Cost);
        }
        gaps.Sort();
        Assert.True(gaps[gaps.Count / 2] < 0.005, $"median gap {gaps[gaps.Count / 2]:P2} of {gaps.Count}");
    }

    [Fact]
    public async Task Where_the_engine_does_not_answer_the_plans_own_duals_still_prove_something()
    {
        var (model, best) = Enumerable.Range(0, 50).Select(seed => SmallDays.Of(seed)).First(x => x is not null)!.Value;
        var bound = await ColumnGeneration.BoundAsync(model, null, best, new NoSolver(), Limits, Cancellation);
        Assert.InRange(bound!.Value, 0, best.Cost);
    }

    [Fact]
    public async Task A_small_day_is_proven_best_without_the_engine_and_says_so()
    {
        var (model, best) = Enumerable.Range(0, 50).Select(seed => SmallDays.Of(seed)).First(x => x is not null)!.Value;
        var written = new ObjectiveValue(1, 2, 3);
        var bound = await Proof.OfAsync(model, best, written, null, null, Limits, Cancellation);
        Assert.Equal(new Bound.Proven(written, BoundMethod.Enumeration), bound);
    }

    [Fact]
    public async Task Vehicles_first_has_no_bound_and_says_why()
    {
        var model = new Model(RandomProblems.Mixed(1, requests: 12, vehicles: 2, richness: 0), Objective.Hierarchical);
        var bound = await Proof.OfAsync(model, new Snapshot(2), new ObjectiveValue(0), null, null, Limits, Cancellation);
        Assert.Contains("Vehicles come first", Assert.IsType<Bound.Unknown>(bound).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_too_large_to_weigh_every_plan_is_proven_too()
    {
        var solver = companions.Require();
        var problem = GeneratedDays.Of(requests: 11, seed: 1);
        var solution = Solver.Solve(problem, new(1, Objective.Cost, 1) { Engine = solver }, new WorkLimit(5_000), null, Cancellation);
        var (bound, cost) = (Assert.IsType<Bound.Proven>(solution.Bound).Value.Levels[^1], solution.Objective.Levels[^1]);
        Assert.InRange(bound, cost * 9 / 10, cost);
    }
}
