using Logistics.Roads.Profiles;
using Logistics.Roads.Terrain;

namespace Logistics.Roads.Graph;

/// <summary>
/// A stretch of road before it is known whether it stays. Half 2e is edge e along its way, half 2e+1 against it; twins of halves
/// (<see cref="ForbiddenPaths"/>) are numbered after all of these.
/// </summary>
/// <param name="Way">Into the draft's ways.</param>
/// <param name="FirstNode">The map's node at its start, into the draft's node uses; likewise the last.</param>
/// <param name="FirstPoint">Into the draft's points; both ends of the stretch are included.</param>
readonly record struct DraftEdge(int From, int To, int Way, int FirstNode, int LastNode, int FirstPoint, int PointCount, double Metres);

/// <param name="Uses">One for all slices, or one for each.</param>
/// <param name="Label">What it is called, into the draft's labels.</param>
readonly record struct DraftWay(long Id, WayUse[] Uses, int Label = 0, RoadTraits Traits = RoadTraits.None)
{
    public WayUse Use(int slice) => Uses.Length == 1 ? Uses[0] : Uses[slice];
}

/// <summary>All stretches and forbidden paths read from a map, islands included, for all slices of a profile. Nodes and arcs are the same in all of them.</summary>
sealed class Draft(Profile profile)
{
    readonly Dictionary<long, ulong> forbiddenTurns = []; // packed by RoadGraph.Turn, a bit per slice
    readonly List<string> labels = [""];
    readonly Dictionary<RoadLabel, int> labelOf = new() { [RoadLabel.None] = 0 };
    List<int> twins = [];

    public List<DraftEdge> Edges { get; } = [];

    public List<DraftWay> Ways { get; } = [];

    /// <summary>By the map's node; one for all slices, or one for each.</summary>
    public Dictionary<int, NodeUse[]> NodeUses { get; } = [];

    public List<int> Longitudes { get; } = [];

    public List<int> Latitudes { get; } = [];

    public PlaceReader Places { get; } = new();

    /// <summary>By edge: the slices in which a low-emission zone shuts it, a bit for each.</summary>
    public Dictionary<int, ulong> ShutByZones { get; } = [];

    /// <summary>Null until measured: the road is straight and level.</summary>
    public Slowdowns? Slowdowns { get; set; }

    public int NodeCount { get; set; }

    /// <summary>The number of a label; the first one that is told gets the first, so that numbers follow the map's order.</summary>
    public int Label(in RoadLabel label)
    {
        if (!labelOf.TryGetValue(label, out var number))
        {
            labelOf[label] = number = labels.Count;
            labels.Add(label.Text);
        }
        return number;
    }

    public ForbiddenPaths Forbidden { get; } = new();

    /// <summary>Whether nothing but the traffic depends on the hour.</summary>
    public bool IsSameInAllSlices =>
        ShutByZones.Count == 0 && Ways.TrueForAll(way => way.Uses.Length == 1) && NodeUses.Values.All(uses => uses.Length == 1) && forbiddenTurns.Values.All(slices => ~slices << 64 - SliceCount == 0);

    public int SliceCount => profile.Slices.Count;

    /// <summary>With twins.</summary>
    public int HalfCount => 2 * Edges.Count + twins.Count;

    public int BaseOf(int half) => half < 2 * Edges.Count ? half : twins[half - 2 * Edges.Count];

    /// <summary>Whether the half is open in at least one slice.</summary>
    public bool IsEverOpen(int half)
    {
        if (ShutByZones.ContainsKey(BaseOf(half) / 2))
            return Enumerable.Range(0, SliceCount).Any(slice => IsOpen(half, slice));
        foreach (var use in Ways[Edges[BaseOf(half) / 2].Way].Uses)
            if (Speed(use, BaseOf(half)) > 0)
                return true;
        return false;
    }

    public bool IsOpen(int half, int slice) => IsOpenOutsideZones(half, slice) && !IsShut(BaseOf(half) / 2, slice);

    /// <summary>Kilometres of road that would be open in a slice without the low-emission zones.</summary>
    public double ShutKilometres(int slice) =>
        ShutByZones.Keys.Where(edge => IsShut(edge, slice) && (IsOpenOutsideZones(2 * edge, slice) || IsOpenOutsideZones(2 * edge + 1, slice))).Sum(edge => Edges[edge].Metres) / 1000;

    bool IsShut(int edge, int slice) => ShutByZones.TryGetValue(edge, out var slices) && (slices >> slice & 1) != 0;

    bool IsOpenOutsideZones(int half, int slice) => Speed(Ways[Edges[BaseOf(half) / 2].Way].Use(slice), BaseOf(half)) > 0;

    public int TailOf(int half) => (BaseOf(half) & 1) == 0 ? Edges[BaseOf(half) / 2].From : Edges[BaseOf(half) / 2].To;

    public int HeadOf(int half) => (BaseOf(half) & 1) == 0 ? Edges[BaseOf(half) / 2].To : Edges[BaseOf(half) / 2].From;

    public NodeUse UseOf(int mapNode, int slice) =>
        NodeUses.TryGetValue(mapNode, out var uses) ? uses.Length == 1 ? uses[0] : uses[slice] : default;

    /// <summary>Makes turns of the forbidden paths; to be called once, when all are known.</summary>
    /// <param name="entering">Halves by the node they end at; likewise <paramref name="leaving"/>.</param>
    public void Expand(Grouping entering, Grouping leaving) =>
        twins = Forbidden.Expand(2 * Edges.Count, half => entering[TailOf(half)], half => leaving[HeadOf(half)], (from, to, slices) =>
        {
            var turn = RoadGraph.Turn(from, to);
            forbiddenTurns[turn] = forbiddenTurns.GetValueOrDefault(turn) | slices;
        });

    /// <summary>Packs the kept halves into arrays. Order is that of the map, so the same map gives the same graph.</summary>
    /// <param name="keeps">Asked for halves that are open in some slice.</param>
    /// <param name="slice">Whose times count; what it closes is in the graph as if open.</param>
    /// <param name="isForbidden">Takes the slices in which a turn is forbidden, a bit for each.</param>
    /// <param name="arcOfHalf">The arc each half became, or -1.</param>
    public RoadGraph Assemble(Func<int, bool> keeps, int slice, Func<ulong, bool> isForbidden, out int[] arcOfHalf)
    {
        var kept = Enumerable.Range(0, HalfCount).Where(half => IsEverOpen(half) && keeps(half)).ToArray();
        var nodes = new int[NodeCount];
        Array.Fill(nodes, -1);
        var nodeCount = 0;
        foreach (var half in kept)
        {
            if (nodes[TailOf(half)] < 0)
                nodes[TailOf(half)] = nodeCount++;
            if (nodes[HeadOf(half)] < 0)
                nodes[HeadOf(half)] = nodeCount++;
        }

        var firstOut = new int[nodeCount + 1];
        foreach (var half in kept)
            firstOut[nodes[TailOf(half)] + 1]++;
        for (var v = 0; v < nodeCount; v++)
            firstOut[v + 1] += firstOut[v];
        var next = firstOut.ToArray();
        arcOfHalf = new int[HalfCount];
        Array.Fill(arcOfHalf, -1);
        foreach (var half in kept)
            arcOfHalf[half] = next[nodes[TailOf(half)]]++;

        // A dead end is one on the ground: a side road that is left out still brings traffic.
        var exits = new int[NodeCount];
        for (var half = 0; half < 2 * Edges.Count; half++)
            if (IsEverOpen(half))
                exits[TailOf(half)]++;

        var edges = kept.Select(half => BaseOf(half) / 2).Distinct().Order().ToArray();
        var edgeFirstPoint = new int[edges.Length + 1];
        for (var e = 0; e < edges.Length; e++)
            edgeFirstPoint[e + 1] = edgeFirstPoint[e] + Edges[edges[e]].PointCount;
        var graph = new RoadGraph
        {
            FirstOut = firstOut,
            ArcTail = new int[kept.Length],
            ArcHead = new int[kept.Length],
            ArcWeight = new long[kept.Length],
            ArcEndDelay = new int[kept.Length],
            ArcSign = new SignKind[kept.Length],
            ArcBends = new ushort[kept.Length],
            ArcSlope = new ushort[kept.Length],
            ArcStartBearing = new byte[kept.Length],
            ArcEndBearing = new byte[kept.Length],
            NodeTurns = NodeTurns(nodes, nodeCount),
            TurnDelays = [.. profile.Rules.Turns.Delays],
            ArcTurningRound = new int[kept.Length],
            ArcOpposite = new int[kept.Length],
            ArcEdge = new int[kept.Length],
            ArcIsBackward = new bool[kept.Length],
            ArcIsRestricted = new bool[kept.Length],
            ArcNextTwin = new int[kept.Length],
            EdgeForward = new int[edges.Length],
            EdgeBackward = new int[edges.Length],
            EdgeFirstPoint = edgeFirstPoint,
            Longitudes = new int[edgeFirstPoint[^1]],
            Latitudes = new int[edgeFirstPoint[^1]],
            EdgeClass = new RoadClass[edges.Length],
            EdgeIsStoppable = new bool[edges.Length],
            EdgeTraits = new RoadTraits[edges.Length],
            EdgeLabel = new int[edges.Length],
            Labels = labels,
            EdgeWay = new long[edges.Length],
            ForbiddenTurns = [],
            Places = Places.ToList(),
        };
        for (var e = 0; e < edges.Length; e++)
        {
            var edge = Edges[edges[e]];
            Longitudes.CopyTo(edge.FirstPoint, graph.Longitudes, edgeFirstPoint[e], edge.PointCount);
            Latitudes.CopyTo(edge.FirstPoint, graph.Latitudes, edgeFirstPoint[e], edge.PointCount);
            var way = Ways[edge.Way];
            (graph.EdgeClass[e], graph.EdgeWay[e], graph.EdgeLabel[e]) = (Array.Find(way.Uses, use => use.IsOpen).Class, way.Id, way.Label);
            var isOnLeft = profile.Rules.Turns.IsOnLeft(Longitudes[edge.FirstPoint], Latitudes[edge.FirstPoint]);
            graph.EdgeTraits[e] = way.Traits | (isOnLeft ? RoadTraits.LeftHandTraffic : RoadTraits.None);
            graph.EdgeIsStoppable[e] = Ways[edge.Way].Use(slice) is { IsOpen: true, IsStoppable: true };
            graph.EdgeForward[e] = arcOfHalf[2 * edges[e]];
            graph.EdgeBackward[e] = arcOfHalf[2 * edges[e] + 1];
            Fill(e, 2 * edges[e], graph.EdgeForward[e], graph.EdgeBackward[e], arcOfHalf);
            Fill(e, 2 * edges[e] + 1, graph.EdgeBackward[e], graph.EdgeForward[e], arcOfHalf);
        }
        for (var twin = twins.Count - 1; twin >= 0; twin--)
            if (arcOfHalf[2 * Edges.Count + twin] is var arc and >= 0)
            {
                Fill(Array.BinarySearch(edges, twins[twin] / 2), twins[twin], arc, arcOfHalf[twins[twin] ^ 1], arcOfHalf);
                if (arcOfHalf[twins[twin]] is var first and >= 0)
                    (graph.ArcNextTwin[arc], graph.ArcNextTwin[first]) = (graph.ArcNextTwin[first], arc);
            }
        foreach (var (turn, slices) in forbiddenTurns)
            if (isForbidden(slices) && arcOfHalf[(int)(turn >> 32)] is var from and >= 0 && arcOfHalf[(int)(turn & 0xFFFF_FFFF)] is var to and >= 0)
                graph.ForbiddenTurns.Add(RoadGraph.Turn(from, to));
        return graph;

        void Fill(int e, int half, int arc, int opposite, int[] arcOfHalf)
        {
            if (arc < 0)
                return;
            var (edge, isForward) = (Edges[half / 2], (half & 1) == 0);
            graph.ArcTail[arc] = nodes[TailOf(half)];
            graph.ArcHead[arc] = nodes[HeadOf(half)];
            graph.ArcOpposite[arc] = opposite;
            graph.ArcNextTwin[arc] = -1;
            graph.ArcTurningRound[arc] = Milliseconds(exits[HeadOf(half)] == 1 ? profile.TurningRound : profile.TurningRoundInTraffic);
            graph.ArcEdge[arc] = e;
            graph.ArcIsBackward[arc] = !isForward;
            var (along, against) = (Bearing(edge.FirstPoint), unchecked((byte)(Bearing(edge.FirstPoint + edge.PointCount - 2) + 128)));
            (graph.ArcStartBearing[arc], graph.ArcEndBearing[arc]) = isForward
                ? (along, unchecked((byte)(against + 128))) : (against, unchecked((byte)(along + 128)));
            (graph.ArcWeight[arc], graph.ArcBends[arc], graph.ArcSlope[arc]) = TravelOf(edge, half, slice);
            var end = UseOf(isForward ? edge.LastNode : edge.FirstNode, slice);
            (graph.ArcEndDelay[arc], graph.ArcSign[arc]) = isForward ? (end.ForwardDelay, end.ForwardSign) : (end.BackwardDelay, end.BackwardSign);
            var use = Ways[edge.Way].Use(slice);
            graph.ArcIsRestricted[arc] = isForward ? use.ForwardIsRestricted : use.BackwardIsRestricted;
        }
    }

    static double Speed(in WayUse use, int half) => (half & 1) == 0 ? use.ForwardSpeed : use.BackwardSpeed;

    static int Milliseconds(Measures.Duration? delay) => (int?)delay?.Milliseconds ?? -1;

    byte Bearing(int point) => Spherical.Bearing(Longitudes[point], Latitudes[point], Longitudes[point + 1], Latitudes[point + 1]);

    /// <summary>Whether the surface's height is not the road's.</summary>
    public bool IsOffGround(int way) => (Ways[way].Traits & (RoadTraits.Bridge | RoadTraits.Tunnel)) != 0;

    /// <summary>km/h in the quickest slice, in either direction.</summary>
    public double FastestOn(int way) =>
        Ways[way].Uses.Max(use => Math.Max(use.ForwardSpeed, use.BackwardSpeed)) * profile.Slices.Max(slice => slice.SpeedPercent) / 100.0;

    /// <summary>Where the slice closes the half, its weight in the first slice that does not: the arc must weigh something.</summary>
    (long Weight, ushort Bends, ushort Slope) TravelOf(in DraftEdge edge, int half, int slice)
    {
        var way = Ways[edge.Way];
        var speed = Speed(way.Use(slice), half);
        for (var other = 0; speed <= 0; other++)
            speed = Speed(way.Use(other), half);
        var driven = Math.Max(profile.Rules.Speed.Least, speed * (profile.Slices[slice].SpeedPercent / 100.0));
        var (total, bends, slope) = Slowdowns?.Along(half / 2, (half & 1) != 0, edge.Metres, driven) ?? ((long)Math.Round(edge.Metres * 3600 / driven), 0, 0);
        return (Weight.Of(total, Measures.Distance.FromMetres(edge.Metres).Decimetres), Saturated(bends), Saturated(slope));
    }

    static ushort Saturated(long milliseconds) => (ushort)Math.Min(ushort.MaxValue, milliseconds);

    /// <summary>A junction is where three or more stretches meet, whether or not the vehicle may enter them all.</summary>
    TurnKind[] NodeTurns(int[] nodes, int count)
    {
        var (ends, pointOf) = (new int[NodeCount], new int[NodeCount]);
        foreach (var edge in Edges)
        {
            ends[edge.From]++;
            ends[edge.To]++;
            (pointOf[edge.From], pointOf[edge.To]) = (edge.FirstPoint, edge.FirstPoint + edge.PointCount - 1);
        }
        var turns = new TurnKind[count];
        for (var node = 0; node < NodeCount; node++)
            if (nodes[node] >= 0 && ends[node] > 2)
                turns[nodes[node]] = profile.Rules.Turns.IsOnLeft(Longitudes[pointOf[node]], Latitudes[pointOf[node]]) ? TurnKind.LeftHand : TurnKind.RightHand;
        return turns;
    }
}
