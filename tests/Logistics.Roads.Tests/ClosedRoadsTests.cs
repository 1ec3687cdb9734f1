using Logistics.Measures;

namespace Logistics.Roads.Tests;

public sealed class ClosedRoadsTests
{
    // Two banks and two bridges; the way round by the second is 2 km longer.
    //   3 --20-- 4
    //   |        |
    //  11       12 (the bridge)
    //   |        |
    //   1 --10-- 2
    static RoadNetwork Banks() => new TinyMap().Node(1, 0, 0).Node(2, 1000, 0).Node(3, 0, 300).Node(4, 1000, 300)
        .Street(10, [1, 2]).Street(11, [1, 3]).Street(12, [2, 4], "bridge", "yes").Street(20, [3, 4]).Read();

    static readonly Position south = TinyMap.At(990, 0), north = TinyMap.At(990, 300);

    [Fact]
    public void A_closed_bridge_sends_everybody_round_and_the_network_itself_stays_open()
    {
        var network = Banks();
        var closed = network.Without([new Closure.At(TinyMap.At(1010, 150))]);
        Assert.Equal(320, network.Path(south, north)!.Distance.Metres, 2.0);
        Assert.Equal(2 * 990 + 300, closed.Path(south, north)!.Distance.Metres, 3.0);
        var matrix = closed.Matrix([south, north], TestContext.Current.CancellationToken);
        Assert.Equal(closed.Path(south, north)!.Duration, matrix.Duration(0, 1));
        Assert.Equal(Duration.Zero, matrix.Duration(1, 1));
        Assert.Equal(closed.Path(south, north)!.Distance, network.Without([new Closure.Way(12)]).Path(south, north)!.Distance);
        Assert.Equal(network.Source, closed.Source);
    }

    [Fact]
    public void A_stop_on_a_closed_street_is_served_from_the_nearest_open_one()
    {
        var closed = Banks().Without([new Closure.Way(12)]);
        Assert.Equal(110, closed.Snap(TinyMap.At(1000, 110))!.Walk.Metres, 1.0);
    }

    [Fact]
    public void What_cannot_be_reached_any_more_is_said()
    {
        var closed = Banks().Without([new Closure.Way(12), new Closure.Way(11)]);
        Assert.Null(closed.Path(south, north));
        Assert.False(closed.Matrix([south, north], TestContext.Current.CancellationToken).IsReachable(0, 1));
    }

    [Fact]
    public void Closures_that_name_no_road_are_refused_all_at_once()
    {
        var refused = Assert.Throws<ArgumentException>(() => Banks().Without([new Closure.Way(99), new Closure.Way(12), new Closure.At(TinyMap.At(500, 150))]));
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        Assert.Contains("At", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12", refused.Message, StringComparison.Ordinal);
        Assert.Same(typeof(RoadNetwork), Banks().Without([]).GetType());
    }

    [Fact]
    public void On_the_sketch_no_path_uses_a_closed_stretch_and_none_is_quicker_than_without_closures()
    {
        var (network, seed) = (Sketch.Network, Environment.TickCount);
        var random = new Random(seed);
        var roads = network.Roads;
        var shut = Enumerable.Range(0, 200).Select(_ => roads.Edges[random.Next(roads.EdgeCount)].Way).Distinct().ToList();
        var closed = network.Without([.. shut.Select(way => new Closure.Way(way))]);
        // Some streets of the sketch are drawn twice: only what no open one shares can be told from a line.
        var closedLines = Lines(edge => shut.Contains(roads.Edges[edge].Way)).ToHashSet();
        closedLines.ExceptWith(Lines(edge => !shut.Contains(roads.Edges[edge].Way)));
        var found = 0;
        foreach (var (from, to) in Extracts.Places(network, 60, random).Chunk(2).Select(pair => (pair[0], pair[1])))
        {
            if (closed.Path(from, to) is not { } path)
                continue;
            found++;
            Assert.False(Pairs(path.Geometry).Any(closedLines.Contains), $"seed {seed}");
            if (closed.Snap(from) == network.Snap(from) && closed.Snap(to) == network.Snap(to))
                Assert.True(path.Duration >= network.Path(from, to)!.Duration, $"seed {seed}");
        }
        Assert.True(found > 0, $"seed {seed}");

        IEnumerable<(Position, Position)> Lines(Func<int, bool> counts) => Enumerable.Range(0, roads.EdgeCount).Where(counts)
            .SelectMany(edge => Pairs([.. roads.PointsOf(edge).ToArray().Select(point => new Position(point.Longitude, point.Latitude))]));
    }

    static IEnumerable<(Position, Position)> Pairs(IReadOnlyList<Position> line) =>
        Enumerable.Range(1, line.Count - 1).SelectMany(i => new[] { (line[i - 1], line[i]), (line[i], line[i - 1]) });
}
