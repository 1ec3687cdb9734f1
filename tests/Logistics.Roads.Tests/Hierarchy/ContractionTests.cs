using Logistics.Roads.Graph;
using Logistics.Roads.Hierarchy;
using Logistics.Roads.Search;

namespace Logistics.Roads.Tests.Hierarchy;

/// <summary>The hierarchy against plain Dijkstra on small random graphs, where ties, zero weights, loops and parallel links abound.</summary>
public sealed class ContractionTests
{
    [Fact]
    public void Every_pair_of_a_random_graph_costs_what_dijkstra_says_and_its_path_adds_up()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 300; round++)
        {
            var random = new Random(seed + round);
            var graph = RandomGraph(random);
            var hierarchy = Contraction.Of(graph, 1 + round % 3, null, TestContext.Current.CancellationToken);
            var (search, plain) = (new HierarchySearch(hierarchy, HubLabels.Of(hierarchy, random.Next(4 * graph.Count))), new Dijkstra(graph));
            int[] all = [.. Enumerable.Range(0, graph.Count)];
            for (var from = 0; from < graph.Count; from++)
            {
                plain.Run([new(from, 0)], all);
                for (var to = 0; to < graph.Count; to++)
                {
                    Assert.True(plain.LabelOf(to) == search.Weigh([new(from, 0)], [new(to, 0)]), $"seed {seed + round}: {from} to {to}: by lists of hubs");
                    var weight = search.Run([new(from, 0)], [new(to, 0)]);
                    Assert.True(plain.LabelOf(to) == weight, $"seed {seed + round}: {from} to {to}: Dijkstra {plain.LabelOf(to)}, hierarchy {weight}");
                    if (weight != Weight.Unreachable)
                        Assert.True(Sum(graph, search.Path(), from, to) == weight, $"seed {seed + round}: path of {from} to {to}");
                }
            }
        }
    }

    [Fact]
    public void Lists_of_hubs_hold_true_distances_to_higher_nodes_and_nothing_that_a_higher_hub_already_tells()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 100; round++)
        {
            var random = new Random(seed + round);
            var graph = RandomGraph(random);
            var hierarchy = Contraction.Of(graph, 1, null, TestContext.Current.CancellationToken);
            var hubs = HubLabels.Of(hierarchy, long.MaxValue);
            Assert.Equal(0, hubs.Floor);
            Assert.True(hubs.IsSound());
            var plain = new Dijkstra(graph);
            for (var rank = 0; rank < graph.Count; rank++)
            {
                plain.Run([new(hierarchy.NodeOf[rank], 0)], [.. Enumerable.Range(0, graph.Count)]);
                var list = hubs.ListsOnwards.Of(rank).ToArray();
                foreach (var hub in list)
                    Assert.True(plain.LabelOf(hierarchy.NodeOf[hub.Rank]) == hub.Weight, $"seed {seed + round}: rank {rank} to {hub.Rank}");
                // Who is the highest on all shortest ways there must be listed, and nobody else.
                for (var other = rank + 1; other < graph.Count; other++)
                    Assert.True(list.Any(hub => hub.Rank == other) == IsHighest(rank, other), $"seed {seed + round}: rank {rank}, hub {other}");

                bool IsHighest(int from, int to)
                {
                    var weight = plain.LabelOf(hierarchy.NodeOf[to]);
                    return weight != Weight.Unreachable && !Enumerable.Range(to + 1, graph.Count - to - 1).Any(by =>
                        plain.LabelOf(hierarchy.NodeOf[by]) is var there and not Weight.Unreachable
                        && Between(hierarchy.NodeOf[by], hierarchy.NodeOf[to]) is var onwards and not Weight.Unreachable && there + onwards == weight);
                }
            }

            long Between(int from, int to)
            {
                var other = new Dijkstra(graph);
                other.Run([new(from, 0)], [to]);
                return other.LabelOf(to);
            }
        }
    }

    [Fact]
    public void In_an_order_that_is_given_whatever_it_is_every_pair_costs_what_dijkstra_says()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 300; round++)
        {
            var random = new Random(seed + round);
            var graph = RandomGraph(random);
            long[] order = [.. Enumerable.Range(0, graph.Count)];
            random.Shuffle(order);
            var hierarchy = Contraction.InOrder(graph, order, 1 + round % 3, null, TestContext.Current.CancellationToken);
            var (search, plain) = (new HierarchySearch(hierarchy, HubLabels.Of(hierarchy, random.Next(4 * graph.Count))), new Dijkstra(graph));
            for (var from = 0; from < graph.Count; from++)
            {
                plain.Run([new(from, 0)], [.. Enumerable.Range(0, graph.Count)]);
                for (var to = 0; to < graph.Count; to++)
                    Assert.True(plain.LabelOf(to) == search.Run([new(from, 0)], [new(to, 0)]), $"seed {seed + round}: {from} to {to}");
            }
        }
    }

    [Fact]
    public void Several_starts_and_ends_with_what_lies_before_and_behind_them_are_one_question()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 300; round++)
        {
            var random = new Random(seed + round);
            var graph = RandomGraph(random);
            var hierarchy = Contraction.Of(graph, 1, null, TestContext.Current.CancellationToken);
            var search = new HierarchySearch(hierarchy, HubLabels.Of(hierarchy, random.Next(4 * graph.Count)));
            // A start's label may be negative: the part of its arc that is already behind the vehicle.
            Seed[] starts = [.. Enumerable.Range(0, 3).Select(_ => new Seed(random.Next(graph.Count), -random.Next(20)))];
            Seed[] ends = [.. Enumerable.Range(0, 3).Select(_ => new Seed(random.Next(graph.Count), random.Next(20)))];
            var best = Weight.Unreachable;
            var plain = new Dijkstra(graph);
            foreach (var start in starts)
            {
                plain.Run([new(start.Node, 0)], [.. ends.Select(end => end.Node)]);
                foreach (var end in ends)
                    if (plain.LabelOf(end.Node) is var label and not Weight.Unreachable)
                        best = Math.Min(best, start.Label + label + end.Label);
            }
            Assert.True(best == search.Run(starts, ends), $"seed {seed + round}");
            Assert.True(best == search.Weigh(starts, ends), $"seed {seed + round}: by lists of hubs");
        }
    }

    [Fact]
    public void The_hierarchy_is_the_same_for_any_number_of_threads()
    {
        var graph = Sketch.Network.Roads.Search;
        var (one, many) = (Contraction.Of(graph, 1, null, TestContext.Current.CancellationToken), Contraction.Of(graph, 5, null, TestContext.Current.CancellationToken));
        Assert.Equal(one.NodeOf.ToArray(), many.NodeOf.ToArray());
        Assert.Equal(one.FirstUp.ToArray(), many.FirstUp.ToArray());
        Assert.Equal(one.Up.ToArray(), many.Up.ToArray());
        Assert.Equal(one.FirstDown.ToArray(), many.FirstDown.ToArray());
        Assert.Equal(one.Down.ToArray(), many.Down.ToArray());
    }

    [Fact]
    public void Building_can_be_cancelled_and_tells_how_far_it_is()
    {
        using var source = new CancellationTokenSource();
        var heard = new Heard(source);
        Assert.Throws<OperationCanceledException>(() => Contraction.Of(Sketch.Network.Roads.Search, 2, heard, source.Token));
        Assert.InRange(heard.Last, 0.0001, 0.999);
    }

    sealed class Heard(CancellationTokenSource source) : IProgress<double>
    {
        public double Last { get; private set; }

        public void Report(double value)
        {
            Last = value;
            source.Cancel();
        }
    }

    /// <summary>Some dozens of nodes; weights so few that equal paths are common, by time alone and by both.</summary>
    internal static SearchGraph RandomGraph(Random random)
    {
        var count = random.Next(1, 40);
        var links = new List<(int From, int To, long Weight)>();
        for (var i = random.Next(4 * count); i > 0; i--)
            links.Add((random.Next(count), random.Next(count), Weight.Of(random.Next(5), random.Next(3))));
        links.Sort((a, b) => a.From.CompareTo(b.From));
        var first = new int[count + 1];
        foreach (var link in links)
            first[link.From + 1]++;
        for (var node = 0; node < count; node++)
            first[node + 1] += first[node];
        return new() { FirstLink = first, LinkTo = links.Select(link => link.To).ToArray(), LinkWeight = links.Select(link => link.Weight).ToArray() };
    }

    static long Sum(SearchGraph graph, List<int> path, int from, int to)
    {
        Assert.Equal((from, to), (path[0], path[^1]));
        var sum = 0L;
        for (var i = 1; i < path.Count; i++)
            sum += Enumerable.Range(graph.FirstLink[path[i - 1]], graph.FirstLink[path[i - 1] + 1] - graph.FirstLink[path[i - 1]])
                .Where(link => graph.LinkTo[link] == path[i]).Min(link => graph.LinkWeight[link]);
        return sum;
    }
}
