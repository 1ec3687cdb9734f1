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
    public void Whatever_the_duals_the_bound_is_never_above_the_optimum() => Assert.True(Prove(seeds: 250, largest: 6) > 300);

    /// <summary>Minutes: run with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public void Ten_thousand_bounds_are_never_above_the_optimum() => Assert.True(Prove(seeds: 6_000, largest: 8) > 10_000);

    /// <summary>How many duals were tried, four to a problem.</summary>
    static int Prove(int seeds, int largest)
    {
        var proven = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            if (Small(seed, largest) is not var (model, best))
                continue;
            var random = new Random(seed);
            var served = Enumerable.Range(0, model.Requests).Where(r => Carriage.IsPossible(model, r)).ToList();
            var rules = RulesOf(model);
            for (var draw = 0; draw < 4; draw++)
            {
                // From timid to greedy: the mean share of a request in the optimum, times up to 3.
                var duals = new long[2 * model.Requests];
                foreach (var r in served)
                    (duals[2 * r], duals[2 * r + 1]) = (model.HasPickup[r] ? Draw() : 0, model.HasDelivery[r] ? Draw() : 0);
                var least = rules.Select((own, kind) =>
                {
                    var pricing = new Pricing(model, kind, own, duals, Pricing.Care.Proof, mostLabels: 200_000);
                    Assert.True(pricing.Run(Cancellation), $"seed {seed}: cut short");
                    return pricing.Least!.Value;
                }).ToList();
                var value = LagrangianValue.Of(model, served, duals, least);
                Assert.True(value <= best.Cost, $"seed {seed}, draw {draw}: bound {value}, optimum {best.Cost}");
                proven++;
            }

            long Draw() => (long)(random.NextDouble() * 3 * best.Cost / (2 * model.Requests));
        }
        return proven;
    }

    [Fact]
    public async Task The_engines_duals_give_a_bound_below_the_optimum_and_near_it()
    {
        var solver = companions.Require();
        var gaps = new List<double>();
        for (var seed = 0; seed < 40; seed++)
        {
            if (Small(seed) is not var (model, best))
                continue;
            var bound = await ColumnGeneration.BoundAsync(model, null, best, solver, Limits, Cancellation);
            Assert.True(bound <= best.Cost, $"seed {seed}: bound {bound}, optimum {best.Cost}");
            gaps.Add(best.Cost == 0 ? 0 : 1 - (double)bound!.Value / best.Cost);
        }
        gaps.Sort();
        Assert.True(gaps[gaps.Count / 2] < 0.005, $"median gap {gaps[gaps.Count / 2]:P2} of {gaps.Count}");
    }

    [Fact]
    public async Task Without_the_engine_no_bound_is_known()
    {
        var (model, best) = Enumerable.Range(0, 50).Select(seed => Small(seed)).First(x => x is not null)!.Value;
        Assert.Null(await ColumnGeneration.BoundAsync(model, null, best, new NoSolver(), Limits, Cancellation));
    }

    [Fact]
    public async Task A_small_day_is_proven_best_without_the_engine_and_says_so()
    {
        var (model, best) = Enumerable.Range(0, 50).Select(seed => Small(seed)).First(x => x is not null)!.Value;
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

    /// <summary>A problem of few requests that all can be served, with its optimum; null where the enumeration proves none or something is left out.</summary>
    static (Model Model, Snapshot Best)? Small(int seed, int largest = 6)
    {
        var problem = RandomProblems.Mixed(seed, requests: 1 + seed % largest, vehicles: 1 + seed % 3, richness: seed % 5 / 10.0);
        var model = new Model(problem, seed % 2 == 0 ? Objective.Cost : Objective.Distance);
        return ExactSmall.Solve(model, null, Cancellation) is { Plan: { } best } && best.LeftOut == Carriage.LeftOutByAll(model) ? (model, best) : null;
    }

    static List<RouteRules> RulesOf(Model model) =>
        [.. model.VehiclesOfKind.Select(vehicles => new RouteRules(model, vehicles[0], ShortestArcs.Of(model, model.ProfileOf[vehicles[0]])))];
}
