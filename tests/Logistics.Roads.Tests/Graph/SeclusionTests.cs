using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Graph;

public sealed class SeclusionTests(ITestOutputHelper output)
{
    static Dictionary<long, bool> Restricted(RoadGraph graph) =>
        graph.ArcEdge.Select((edge, arc) => (Way: graph.EdgeWay[edge], IsRestricted: graph.ArcIsRestricted[arc]))
            .GroupBy(pair => pair.Way).ToDictionary(group => group.Key, group => group.All(pair => pair.IsRestricted));

    [Fact]
    public void A_courtyard_behind_a_road_for_customers_is_kept_and_closed_in_passing_too()
    {
        //  1 -- 2 ~~ 4 -- 5     10, 11, 12: a block of streets; 13: for customers; 14: the courtyard behind it
        //  3 --/
        var network = new TinyMap().Node(1, 0, 0).Node(2, 500, 0).Node(3, 0, -500).Node(4, 900, 0).Node(5, 1000, 0)
            .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [3, 1]).Street(13, [2, 4], "access", "customers").Street(14, [4, 5]).Read();
        var restricted = Restricted(network.Graph);
        Assert.Equal([10, 11, 12], restricted.Where(pair => !pair.Value).Select(pair => pair.Key).Order());
        Assert.Equal([13, 14], restricted.Where(pair => pair.Value).Select(pair => pair.Key).Order());
        Assert.Equal(0.5, network.Report.RestrictedKilometres, 0.001);
        Assert.Equal(0, network.Report.IslandsRemoved);
    }

    [Fact]
    public void Where_every_road_is_restricted_all_stay()
    {
        var network = new TinyMap().Node(1, 0, 0).Node(2, 500, 0).Street(10, [1, 2], "access", "destination").Read();
        Assert.Equal([true, true], network.Graph.ArcIsRestricted);
    }

    [Fact]
    public void Every_arc_is_reached_from_every_other_by_restricted_then_free_then_restricted_arcs()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var kept = 0;
        for (var round = 0; round < 60; round++)
        {
            var map = new TinyMap();
            var nodes = random.Next(5, 12);
            for (var node = 1; node <= nodes; node++)
                map.Node(node, random.Next(1000), random.Next(1000));
            for (var way = 0; way < 2 * nodes; way++)
            {
                string[] tags = random.Next(3) == 0 ? ["access", "destination"] : [];
                if (random.Next(2) == 0)
                    tags = [.. tags, "oneway", "yes"];
                map.Street(100 + way, [1 + random.Next(nodes), 1 + random.Next(nodes)], tags);
            }
            var graph = map.Read().Graph;
            for (var from = 0; from < graph.ArcCount; from++)
                Assert.Equal(graph.ArcCount, Reach(graph, from).Count);
            kept += graph.ArcIsRestricted.Distinct().Count() - 1;
        }
        Assert.True(kept > 20, "too few maps had both kinds of road");
    }

    /// <summary>The arcs reached by trips of the form restricted, free, restricted: a state is an arc and how far along that form the trip is.</summary>
    static HashSet<int> Reach(RoadGraph graph, int from)
    {
        var seen = new HashSet<(int, int)>();
        var queue = new Queue<(int Arc, int Part)>([(from, graph.ArcIsRestricted[from] ? 0 : 1)]);
        while (queue.TryDequeue(out var state))
        {
            if (!seen.Add(state))
                continue;
            var head = graph.ArcHead[state.Arc];
            for (var next = graph.FirstOut[head]; next < graph.FirstOut[head + 1]; next++)
            {
                var part = (state.Part, graph.ArcIsRestricted[next]) switch { (0, true) => 0, (0 or 1, false) => 1, (_, true) => 2, _ => 3 };
                if (part < 3 && graph.TurnDelay(state.Arc, next) >= 0)
                    queue.Enqueue((next, part));
            }
        }
        return [.. seen.Select(state => state.Item1)];
    }
}
