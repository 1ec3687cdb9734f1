using Logistics.Matching.Flows;

namespace Logistics.Matching.Tests.Flows;

public sealed class NetworkSimplexTests
{
    [Fact]
    public void Agrees_with_cancelling_cycles_on_random_networks()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var (network, costs) = Random(seed);
            var potential = NetworkSimplex.Solve(network, costs, TestContext.Current.CancellationToken);
            Assert.NotNull(potential);
            Assert.True(Cost(network.Flow, costs) == ByCancellingCycles(network, costs), $"seed {seed}");
        }
    }

    [Fact]
    public void Its_potentials_prove_that_no_flow_is_cheaper()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (network, costs) = Random(seed, lowerBounds: true);
            if (NetworkSimplex.Solve(network, costs, TestContext.Current.CancellationToken) is not { } potential)
                continue;
            var balance = new long[network.NodeCount];
            for (var e = 0; e < network.ArcCount; e++)
            {
                Assert.InRange(network.Flow[e], network.Lower[e], network.Upper[e]);
                balance[network.Tail[e]] -= network.Flow[e];
                balance[network.Head[e]] += network.Flow[e];
                var reduced = costs[e] + potential[network.Tail[e]] - potential[network.Head[e]];
                Assert.True(reduced <= 0 || network.Flow[e] == network.Lower[e], $"seed {seed}, arc {e}");
                Assert.True(reduced >= 0 || network.Flow[e] == network.Upper[e], $"seed {seed}, arc {e}");
            }
            Assert.All(balance, x => Assert.Equal(0, x));
        }
    }

    [Fact]
    public void Asked_again_with_other_costs_it_finds_what_a_fresh_start_finds()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (network, costs) = Random(seed, lowerBounds: true);
            var warm = new NetworkSimplex(network);
            if (warm.Solve(costs, TestContext.Current.CancellationToken) is null)
                continue;
            var random = new Random(seed);
            for (var round = 0; round < 4; round++)
            {
                long[] others = [.. costs.Select(_ => random.NextInt64(-20, 20))];
                Assert.NotNull(warm.Solve(others, TestContext.Current.CancellationToken));
                var again = Cost(network.Flow, others);
                NetworkSimplex.Solve(network, others, TestContext.Current.CancellationToken);
                Assert.True(again == Cost(network.Flow, others), $"seed {seed}, round {round}");
            }
        }
    }

    [Fact]
    public void Says_when_no_flow_meets_the_bounds()
    {
        // 3 must enter the middle, but only 2 can leave it.
        var network = new FlowNetwork();
        int a = network.AddNode(), b = network.AddNode();
        network.AddArc(a, b, most: 5, least: 3);
        network.AddArc(b, a, most: 2);
        Assert.Null(NetworkSimplex.Solve(network, new long[2], TestContext.Current.CancellationToken));
    }

    static (FlowNetwork, long[]) Random(int seed, bool lowerBounds = false)
    {
        var random = new Random(seed);
        var network = new FlowNetwork();
        var nodes = random.Next(2, 9);
        for (var v = 0; v < nodes; v++)
            network.AddNode();
        var arcs = random.Next(1, 25);
        for (var e = 0; e < arcs; e++)
        {
            var least = lowerBounds && random.Next(6) == 0 ? random.Next(3) : 0;
            network.AddArc(random.Next(nodes), random.Next(nodes), least + random.Next(10), least);
        }
        return (network, [.. Enumerable.Range(0, arcs).Select(_ => (long)random.Next(-10, 11))]);
    }

    /// <summary>The plain method: from no flow at all, send flow around a cycle that pays until there is none (Bellman and Ford find it).</summary>
    static long ByCancellingCycles(FlowNetwork network, long[] costs)
    {
        var flow = new long[network.ArcCount];
        while (true)
        {
            var distance = new long[network.NodeCount];
            var by = new int[network.NodeCount];
            Array.Fill(by, int.MinValue);
            var changed = -1;
            for (var round = 0; round <= network.NodeCount; round++)
            {
                changed = -1;
                for (var e = 0; e < network.ArcCount; e++)
                {
                    if (flow[e] < network.Upper[e])
                        Relax(network.Tail[e], network.Head[e], costs[e], e);
                    if (flow[e] > 0)
                        Relax(network.Head[e], network.Tail[e], -costs[e], ~e);
                }
            }
            if (changed < 0)
                return Cost(flow, costs);
            for (var i = 0; i < network.NodeCount; i++)
                changed = From(by[changed]);
            var cycle = new List<int>();
            var v = changed;
            do
            {
                cycle.Add(by[v]);
                v = From(by[v]);
            }
            while (v != changed);
            var amount = cycle.Min(arc => arc >= 0 ? network.Upper[arc] - flow[arc] : flow[~arc]);
            foreach (var arc in cycle)
                if (arc >= 0)
                    flow[arc] += amount;
                else
                    flow[~arc] -= amount;

            void Relax(int from, int to, long cost, int arc)
            {
                if (distance[from] + cost >= distance[to])
                    return;
                (distance[to], by[to], changed) = (distance[from] + cost, arc, to);
            }
        }

        int From(int arc) => arc >= 0 ? network.Tail[arc] : network.Head[~arc];
    }

    static long Cost(long[] flow, long[] costs) => flow.Zip(costs, (f, c) => f * c).Sum();
}
