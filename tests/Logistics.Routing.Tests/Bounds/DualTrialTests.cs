using Logistics.Routing.Bounds;

namespace Logistics.Routing.Tests.Bounds;

public sealed class DualTrialTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_the_duals_the_bound_is_never_above_the_optimum() => Assert.True(Prove(seeds: 250, largest: 6) > 300);

    /// <summary>Minutes: run with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public void Ten_thousand_bounds_are_never_above_the_optimum() => Assert.True(Prove(seeds: 6_000, largest: 8) > 10_000);

    [Fact]
    public void The_plans_own_duals_are_worth_its_tours_and_prove_most_of_it()
    {
        var gaps = new List<double>();
        for (var seed = 0; seed < 100; seed++)
        {
            if (SmallDays.Of(seed) is not var (model, best) || best.Cost == 0)
                continue;
            var ground = BoundGround.Of(model);
            var duals = PlanDuals.Of(model, best, ground.Rules);
            var tours = Enumerable.Range(0, model.Vehicles).Where(v => best.CountOf(v) > 0).Sum(best.CostOf);
            Assert.InRange(duals.Sum(), tours - 2 * model.Requests, tours + 2 * model.Requests);
            var trial = new DualTrial(ground, new(duals, new long[ground.Rules.Count]), Cancellation);
            gaps.Add(1 - (double)trial.Value / best.Cost);
        }
        gaps.Sort();
        Assert.True(gaps[gaps.Count / 2] < 0.2, $"median gap {gaps[gaps.Count / 2]:P2} of {gaps.Count}");
    }

    /// <summary>How many duals were tried, four to a problem; each pricing is cut short here and there, which proves less, yet never too much.</summary>
    static int Prove(int seeds, int largest)
    {
        var proven = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            if (SmallDays.Of(seed, largest) is not var (model, best))
                continue;
            var random = new Random(seed);
            var ground = BoundGround.Of(model);
            for (var draw = 0; draw < 4; draw++, proven++)
            {
                var duals = SmallDays.Draw(model, best, random);
                var pricings = ground.Rules.Select((rules, kind) => new Pricing(model, kind, rules, duals.OfNode, duals.OfKind[kind])).ToList();
                foreach (var labels in (int[])[0, random.Next(30), random.Next(300), 200_000])
                {
                    foreach (var pricing in pricings)
                        pricing.Run(labels, Cancellation);
                    var value = LagrangianValue.Of(model, ground.Served, duals.OfNode, [.. pricings.Select(pricing => pricing.Least)]);
                    Assert.True(value <= best.Cost, $"seed {seed}, draw {draw}, {labels} partial routes: bound {value}, optimum {best.Cost}");
                }
                Assert.All(pricings, pricing => Assert.True(pricing.IsDone, $"seed {seed}: cut short"));
                foreach (var pricing in pricings)
                    CheckFound(ground, duals, pricing, seed);
            }
        }
        return proven;
    }

    /// <summary>What is found first is what the pricing says is the least.</summary>
    static void CheckFound(BoundGround ground, RouteDuals duals, Pricing pricing, int seed)
    {
        foreach (var route in pricing.Found().Take(1))
            Assert.True(route.Cost - route.Nodes.Sum(node => duals.OfNode[node]) == pricing.Least, $"seed {seed}, {ground.Model.Requests} requests");
    }
}
