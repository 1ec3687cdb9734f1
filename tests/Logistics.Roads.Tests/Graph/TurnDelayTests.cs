using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Graph;

public sealed class TurnDelayTests
{
    /// <summary>
    /// A crossing of four arms, 10 from the west, 11 to the north, 12 to the east, 13 to the south.
    /// <code>
    ///        3
    ///        |
    ///  1 --- 2 --- 4
    ///        |
    ///        5
    /// </code>
    /// </summary>
    static RoadGraph Crossing() => new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 0, 300).Node(4, 300, 0).Node(5, 0, -300)
        .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [2, 4]).Street(13, [2, 5]).Read().Graph;

    static int Arc(RoadGraph graph, long way, bool isBackward) =>
        Enumerable.Range(0, graph.ArcCount).Single(arc => graph.EdgeWay[graph.ArcEdge[arc]] == way && graph.ArcIsBackward[arc] == isBackward);

    [Fact]
    public void An_arc_knows_where_it_points_at_both_ends()
    {
        // East 100 m, then north 100 m: forward it begins at 64 (a quarter turn from north) and ends at 0, backward it begins at 128 and ends at 192.
        var graph = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 100, 100).Street(10, [1, 2, 3]).Read().Graph;
        int forward = Arc(graph, 10, false), backward = Arc(graph, 10, true);
        Assert.Equal((64, 0), (graph.ArcStartBearing[forward], graph.ArcEndBearing[forward]));
        Assert.Equal((128, 192), (graph.ArcStartBearing[backward], graph.ArcEndBearing[backward]));
        Assert.All(graph.NodeTurns, turns => Assert.Equal(TurnKind.None, turns));
    }

    [Fact]
    public void A_turn_takes_what_its_angle_says_and_the_mirrored_angle_where_one_drives_on_the_left()
    {
        var graph = Crossing();
        (graph.TurnDelays[192], graph.TurnDelays[64]) = (7_000, 3_000);
        int fromWest = Arc(graph, 10, false), north = Arc(graph, 11, false), east = Arc(graph, 12, false), south = Arc(graph, 13, false);
        Assert.Equal((7_000, 0, 3_000), (graph.TurnDelay(fromWest, north), graph.TurnDelay(fromWest, east), graph.TurnDelay(fromWest, south)));
        Array.Fill(graph.NodeTurns, TurnKind.LeftHand);
        Assert.Equal((3_000, 0, 7_000), (graph.TurnDelay(fromWest, north), graph.TurnDelay(fromWest, east), graph.TurnDelay(fromWest, south)));
        Array.Fill(graph.NodeTurns, TurnKind.None);
        Assert.Equal(0, graph.TurnDelay(fromWest, north));
    }

    [Fact]
    public void Turning_round_can_be_forbidden_by_itself()
    {
        var graph = Crossing();
        int there = Arc(graph, 10, false), back = Arc(graph, 10, true);
        Assert.Equal(60_000, graph.TurnDelay(there, back));
        graph.ArcTurningRound[there] = -1;
        Assert.Equal(-1, graph.TurnDelay(there, back));
    }
}
