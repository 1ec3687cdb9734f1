using Logistics.Roads.Profiles;

namespace Logistics.Roads.Graph;

/// <summary>A stretch of road before it is known whether it stays. Half 2e is edge e along its way, half 2e+1 against it.</summary>
/// <param name="ForwardWeight">-1 when closed in that direction.</param>
/// <param name="FirstPoint">Into the draft's points; both ends of the stretch are included.</param>
readonly record struct DraftEdge(
    int From, int To, long Way, RoadClass Class, bool IsStoppable, long ForwardWeight, long BackwardWeight, int ForwardEndDelay, int BackwardEndDelay,
    bool ForwardIsRestricted, bool BackwardIsRestricted, int FirstPoint, int PointCount);

/// <summary>All stretches and forbidden turns read from a map, islands included.</summary>
sealed class Draft
{
    public List<DraftEdge> Edges { get; } = [];

    public List<int> Longitudes { get; } = [];

    public List<int> Latitudes { get; } = [];

    public int NodeCount { get; set; }

    /// <summary>Pairs of halves, packed by <see cref="RoadGraph.Turn"/>.</summary>
    public HashSet<long> ForbiddenTurns { get; } = [];

    /// <summary>What turning round takes, in milliseconds; -1: not allowed.</summary>
    public required (int AtDeadEnd, int InTraffic) TurningRound { get; init; }

    public required TurnRules Turns { get; init; }

    public bool IsOpen(int half) => (half & 1) == 0 ? Edges[half / 2].ForwardWeight >= 0 : Edges[half / 2].BackwardWeight >= 0;

    public int TailOf(int half) => (half & 1) == 0 ? Edges[half / 2].From : Edges[half / 2].To;

    public int HeadOf(int half) => TailOf(half ^ 1);

    /// <summary>Packs the kept halves into arrays. Order is that of the map, so the same map gives the same graph.</summary>
    /// <param name="arcOfHalf">The arc each half became, or -1.</param>
    public RoadGraph Assemble(Func<int, bool> keeps, out int[] arcOfHalf)
    {
        var kept = Enumerable.Range(0, 2 * Edges.Count).Where(half => IsOpen(half) && keeps(half)).ToArray();
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
        arcOfHalf = new int[2 * Edges.Count];
        Array.Fill(arcOfHalf, -1);
        foreach (var half in kept)
            arcOfHalf[half] = next[nodes[TailOf(half)]]++;

        // A junction is where three or more stretches meet, whether or not the vehicle may enter them all.
        var (ends, pointOf) = (new int[NodeCount], new int[NodeCount]);
        foreach (var edge in Edges)
        {
            ends[edge.From]++;
            ends[edge.To]++;
            (pointOf[edge.From], pointOf[edge.To]) = (edge.FirstPoint, edge.FirstPoint + edge.PointCount - 1);
        }
        var nodeTurns = new TurnKind[nodeCount];
        for (var node = 0; node < NodeCount; node++)
            if (nodes[node] >= 0 && ends[node] > 2)
                nodeTurns[nodes[node]] = Turns.IsOnLeft(Longitudes[pointOf[node]], Latitudes[pointOf[node]]) ? TurnKind.LeftHand : TurnKind.RightHand;

        // A dead end is one on the ground: a side road that is left out still brings traffic.
        var exits = new int[NodeCount];
        for (var half = 0; half < 2 * Edges.Count; half++)
            if (IsOpen(half))
                exits[TailOf(half)]++;

        var edges = kept.Select(half => half / 2).Distinct().ToArray();
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
            ArcStartBearing = new byte[kept.Length],
            ArcEndBearing = new byte[kept.Length],
            NodeTurns = nodeTurns,
            TurnDelays = [.. Turns.Delays],
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
            EdgeWay = new long[edges.Length],
            ForbiddenTurns = [],
        };
        for (var e = 0; e < edges.Length; e++)
        {
            var edge = Edges[edges[e]];
            Longitudes.CopyTo(edge.FirstPoint, graph.Longitudes, edgeFirstPoint[e], edge.PointCount);
            Latitudes.CopyTo(edge.FirstPoint, graph.Latitudes, edgeFirstPoint[e], edge.PointCount);
            (graph.EdgeClass[e], graph.EdgeIsStoppable[e], graph.EdgeWay[e]) = (edge.Class, edge.IsStoppable, edge.Way);
            graph.EdgeForward[e] = arcOfHalf[2 * edges[e]];
            graph.EdgeBackward[e] = arcOfHalf[2 * edges[e] + 1];
            Fill(graph, e, 2 * edges[e], graph.EdgeForward[e], graph.EdgeBackward[e]);
            Fill(graph, e, 2 * edges[e] + 1, graph.EdgeBackward[e], graph.EdgeForward[e]);
        }
        foreach (var turn in ForbiddenTurns)
            if (arcOfHalf[(int)(turn >> 32)] is var from and >= 0 && arcOfHalf[(int)(turn & 0xFFFF_FFFF)] is var to and >= 0)
                graph.ForbiddenTurns.Add(RoadGraph.Turn(from, to));
        return graph;

        byte Bearing(int point) => Spherical.Bearing(Longitudes[point], Latitudes[point], Longitudes[point + 1], Latitudes[point + 1]);

        void Fill(RoadGraph graph, int e, int half, int arc, int opposite)
        {
            if (arc < 0)
                return;
            var edge = Edges[half / 2];
            graph.ArcTail[arc] = nodes[TailOf(half)];
            graph.ArcHead[arc] = nodes[HeadOf(half)];
            graph.ArcOpposite[arc] = opposite;
            graph.ArcNextTwin[arc] = -1;
            graph.ArcTurningRound[arc] = exits[HeadOf(half)] == 1 ? TurningRound.AtDeadEnd : TurningRound.InTraffic;
            graph.ArcEdge[arc] = e;
            graph.ArcIsBackward[arc] = (half & 1) == 1;
            var (along, against) = (Bearing(edge.FirstPoint), unchecked((byte)(Bearing(edge.FirstPoint + edge.PointCount - 2) + 128)));
            (graph.ArcStartBearing[arc], graph.ArcEndBearing[arc]) = (half & 1) == 0
                ? (along, unchecked((byte)(against + 128))) : (against, unchecked((byte)(along + 128)));
            graph.ArcWeight[arc] = (half & 1) == 0 ? edge.ForwardWeight : edge.BackwardWeight;
            graph.ArcEndDelay[arc] = (half & 1) == 0 ? edge.ForwardEndDelay : edge.BackwardEndDelay;
            graph.ArcIsRestricted[arc] = (half & 1) == 0 ? edge.ForwardIsRestricted : edge.BackwardIsRestricted;
        }
    }
}
