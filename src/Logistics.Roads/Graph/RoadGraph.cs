using Logistics.Measures;

namespace Logistics.Roads.Graph;

/// <summary>How turns at a node are weighed.</summary>
enum TurnKind : byte
{
    /// <summary>No junction: the road goes on, and only its bends count.</summary>
    None,
    RightHand,
    LeftHand,
}

/// <summary>What a stretch of road is besides its class.</summary>
[Flags]
enum RoadTraits : ushort
{
    None = 0,
    Roundabout = 1,

    /// <summary>A slip road (<c>highway=*_link</c>).</summary>
    Link = 2,
    Tunnel = 4,
    Bridge = 8,
    LeftHandTraffic = 16,
    Toll = 32,
    Unpaved = 64,
}

/// <summary>
/// The road network as flat arrays: edges are stretches of road with their shape, arcs are edges in one direction of travel.
/// </summary>
/// <remarks>Immutable once built. Arcs are sorted by their tail: those that leave node v are <c>FirstOut[v]..FirstOut[v+1]</c>.</remarks>
sealed class RoadGraph
{
    public required int[] FirstOut { get; init; }

    public required int[] ArcTail { get; init; }

    public required int[] ArcHead { get; init; }

    /// <summary>Travel along the whole arc, see <see cref="Weight"/>.</summary>
    public required long[] ArcWeight { get; init; }

    /// <summary>Milliseconds lost at the arc's head before any other arc is entered: a gate, a signal.</summary>
    public required int[] ArcEndDelay { get; init; }

    /// <summary>What the delay is for.</summary>
    public required SignKind[] ArcSign { get; init; }

    /// <summary>Milliseconds of the arc's weight that are due to bends, at most the largest value; likewise <see cref="ArcSlope"/>.</summary>
    public required ushort[] ArcBends { get; init; }

    public required ushort[] ArcSlope { get; init; }

    /// <summary>
    /// Milliseconds that turning round onto the opposite arc takes at the arc's head: less at a dead end than where others pass;
    /// -1 where it is not allowed.
    /// </summary>
    public required int[] ArcTurningRound { get; init; }

    /// <summary>The same edge driven the other way (the first of its twins), or -1.</summary>
    public required int[] ArcOpposite { get; init; }

    /// <summary>The way the arc points where it begins and where it ends, clockwise from north, 256 to the full circle.</summary>
    public required byte[] ArcStartBearing { get; init; }

    public required byte[] ArcEndBearing { get; init; }

    /// <summary>Which of <see cref="TurnDelays"/> counts at a node; none where two stretches merely continue each other.</summary>
    public required TurnKind[] NodeTurns { get; init; }

    /// <summary>
    /// Milliseconds that a turn takes where one drives on the right, by its angle: clockwise, 256 to the full circle, so 64 is a right
    /// angle to the right and 192 one to the left. Where one drives on the left, the mirrored angle counts.
    /// </summary>
    public required int[] TurnDelays { get; init; }

    public required int[] ArcEdge { get; init; }

    public required bool[] ArcIsBackward { get; init; }

    /// <summary>
    /// Open to those who start or stop there, closed in passing: a trip drives such arcs only before its first arc that is not restricted
    /// and after its last. Every arc can so be reached from every other, see <see cref="Seclusion"/>.
    /// </summary>
    public required bool[] ArcIsRestricted { get; init; }

    /// <summary>
    /// Another arc for the same edge in the same direction, or -1: a chain that begins at <see cref="EdgeForward"/> and
    /// <see cref="EdgeBackward"/>. A trip starts on the first of the chain and may end on any.
    /// </summary>
    /// <remarks>A turn that is forbidden after certain other turns makes twins, one for each past that matters.</remarks>
    public required int[] ArcNextTwin { get; init; }

    /// <summary>Per edge: its forward and its backward arc, or -1. Where arcs have twins, the one on which trips start.</summary>
    public required int[] EdgeForward { get; init; }

    public required int[] EdgeBackward { get; init; }

    /// <summary>The points of edge e are <c>EdgeFirstPoint[e]..EdgeFirstPoint[e+1]</c>, both ends included.</summary>
    public required int[] EdgeFirstPoint { get; init; }

    public required int[] Longitudes { get; init; }

    public required int[] Latitudes { get; init; }

    public required RoadClass[] EdgeClass { get; init; }

    public required bool[] EdgeIsStoppable { get; init; }

    public required RoadTraits[] EdgeTraits { get; init; }

    /// <summary>What the road is called, into <see cref="Labels"/>.</summary>
    public required int[] EdgeLabel { get; init; }

    /// <summary>Texts of <see cref="RoadLabel"/>; the first is empty.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    public required long[] EdgeWay { get; init; }

    /// <summary>Pairs of arcs, packed by <see cref="Turn"/>, that no vehicle may drive one after the other.</summary>
    public required HashSet<long> ForbiddenTurns { get; init; }

    /// <summary>What the map names, with no tie to the roads.</summary>
    public required IReadOnlyList<NamedPlace> Places { get; init; }

    /// <summary>What was left out.</summary>
    public IslandLines Islands { get; set; } = new([new(0, 0, 0)], []);

    public int NodeCount => FirstOut.Length - 1;

    public int ArcCount => ArcHead.Length;

    public int EdgeCount => EdgeClass.Length;

    public static long Turn(int from, int to) => (long)from << 32 | (uint)to;

    /// <summary>Milliseconds between the end of an arc and the start of the next, or -1 when the turn is forbidden.</summary>
    public int TurnDelay(int from, int to)
    {
        if (ForbiddenTurns.Count > 0 && ForbiddenTurns.Contains(Turn(from, to)))
            return -1;
        if (IsTurningRound(from, to))
            return ArcTurningRound[from] < 0 ? -1 : ArcEndDelay[from] + ArcTurningRound[from];
        var angle = unchecked((byte)(ArcStartBearing[to] - ArcEndBearing[from]));
        return ArcEndDelay[from] + NodeTurns[ArcHead[from]] switch
        {
            TurnKind.RightHand => TurnDelays[angle],
            TurnKind.LeftHand => TurnDelays[unchecked((byte)-angle)],
            _ => 0,
        };
    }

    /// <summary>An arc and its twins; nothing for -1.</summary>
    public IEnumerable<int> Twins(int arc)
    {
        for (; arc >= 0; arc = ArcNextTwin[arc])
            yield return arc;
    }

    // By edges, not by opposites: the arc may be a twin.
    bool IsTurningRound(int from, int to) => ArcEdge[from] == ArcEdge[to] && ArcIsBackward[from] != ArcIsBackward[to];

    public Position PointAt(int point) => new(Longitudes[point], Latitudes[point]);

    public ReadOnlySpan<int> PointRange(int edge) => EdgeFirstPoint.AsSpan(edge, 2);
}
