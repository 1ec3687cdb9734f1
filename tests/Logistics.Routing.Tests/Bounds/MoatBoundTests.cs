using Logistics.Routing.Bounds;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Bounds;

public sealed class MoatBoundTests
{
    /// <summary>A route of random order, whether it can be driven or not, costs no less from any of its stops on than the moats say: they know no time.</summary>
    [Fact]
    public void No_way_on_costs_less_than_its_moats()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var model = new Model(RandomProblems.Mixed(seed, requests: 2 + seed % 9, vehicles: 1 + seed % 3, richness: seed % 5 / 10.0), Objective.Cost);
            var rules = BoundGround.Of(model).Rules[0];
            int[] nodes = [.. Enumerable.Range(0, 2 * model.Requests)
                .Where(node => model.HoldsFor(node >> 1, rules.Vehicle) != 0 && ((node & 1) == 0 ? model.HasPickup : model.HasDelivery)[node >> 1])];
            var duals = new long[2 * model.Requests];
            foreach (var node in nodes)
                duals[node] = (long)(random.NextDouble() * 20e6 * Model.Share);
            var shared = (long[])duals.Clone();
            var moats = new MoatBound(rules, nodes, shared);
            for (var r = 0; r < model.Requests; r++)
                Assert.Equal(duals[2 * r] + duals[2 * r + 1], shared[2 * r] + shared[2 * r + 1]);
            for (var draw = 0; draw < 10; draw++)
                Walk(model, rules, nodes, shared, moats, random, seed);
        }
    }

    static void Walk(Model model, RouteRules rules, int[] nodes, long[] duals, MoatBound moats, Random random, int seed)
    {
        var chosen = nodes.Select(node => node >> 1).Distinct().Where(_ => random.Next(3) > 0).ToHashSet();
        var order = nodes.Where(node => chosen.Contains(node >> 1)).ToArray();
        random.Shuffle(order);
        // The pickup of a pair first.
        for (var i = 0; i < order.Length; i++)
            if ((order[i] & 1) == 1 && Array.IndexOf(order, order[i] - 1, i) is var later and >= 0)
                (order[i], order[later]) = (order[later], order[i]);
        int[] route = [model.StartOf(rules.Vehicle), .. order, model.EndOf(rules.Vehicle)];
        for (var at = 0; at < route.Length - 1; at++)
        {
            var done = order[..at];
            var picked = done.Aggregate(0UL, (set, node) => set | 1UL << (node >> 1));
            var open = done.Where((node, i) => (node & 1) == 0 || !model.HasPickup[node >> 1]).Aggregate(0UL, (set, node) => set | 1UL << (node >> 1))
                & ~done.Where(node => (node & 1) == 1 && model.HasPickup[node >> 1]).Aggregate(0UL, (set, node) => set | 1UL << (node >> 1));
            var cost = 0L;
            for (var i = at; i < route.Length - 1; i++)
            {
                var arc = rules.Arc(route[i], route[i + 1]);
                cost += arc.Distance * rules.DistanceRate + arc.Time * rules.TimeRate;
                if (i + 1 < route.Length - 1)
                    cost += model.Service[route[i + 1]] * rules.TimeRate - duals[route[i + 1]];
            }
            Assert.True(moats.From(route[at], picked, open) <= cost, $"seed {seed}, stop {at} of {string.Join(' ', route)}");
        }
    }
}
