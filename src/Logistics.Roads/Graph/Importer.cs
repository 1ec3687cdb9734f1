using Logistics.Measures;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Graph;

/// <summary>
/// Map to graph, in two passes: first the ways (the profile decides, the nodes they name are collected), then the coordinates of those
/// nodes only. Memory grows with the roads, not with the map nor with the size of its ids.
/// </summary>
/// <remarks>
/// Ways are cut where they meet, where they end, at obstacles and signals, and where a node is missing. Between two cuts the road is one
/// stretch with its shape. A node that blocks becomes a dead end for every stretch that touches it.
/// </remarks>
sealed class Importer
{
    readonly IMapReader map;
    readonly Profile profile;
    readonly IProgress<double>? progress;
    readonly CancellationToken cancellation;
    readonly Oddities oddities = new();
    readonly List<(long Id, int[] Nodes, WayUse Use)> ways = []; // Nodes are places in `ids` once these are known
    readonly List<MapRelation> restrictions = [];
    long[] ids = [];
    int[] longitudes = [], latitudes = [];
    bool[] isFound = [];
    readonly Dictionary<int, NodeUse> uses = [];
    int waysRead;

    Importer(IMapReader map, Profile profile, IProgress<double>? progress, CancellationToken cancellation) =>
        (this.map, this.profile, this.progress, this.cancellation) = (map, profile, progress, cancellation);

    public static (RoadGraph Graph, ImportReport Report) Import(IMapReader map, Profile profile, IProgress<double>? progress, CancellationToken cancellation)
    {
        var importer = new Importer(map, profile, progress, cancellation);
        importer.ReadWays();
        importer.ReadNodes();
        return importer.Build();
    }

    void ReadWays()
    {
        var query = new MapQuery(WayKeys: Profile.WayKeys, RelationKeys: ["restriction", "restriction:motorcar", "restriction:motor_vehicle", "restriction:goods", "restriction:conditional"]);
        var kept = new List<(MapWay Way, WayUse Use)>();
        foreach (var block in map.Read(query, cancellation))
        {
            progress?.Report(map.Progress / 2);
            waysRead += block.Ways.Count;
            restrictions.AddRange(block.Relations);
            foreach (var way in block.Ways)
                if (profile.Judge(new Element("way", way.Id, way.Tags, oddities)) is { IsOpen: true } use)
                    kept.Add((way, use));
        }

        ids = [.. kept.SelectMany(way => way.Way.Nodes)];
        Array.Sort(ids);
        ids = Unique(ids);
        foreach (var (way, use) in kept)
            ways.Add((way.Id, Array.ConvertAll(way.Nodes, node => Array.BinarySearch(ids, node)), use));
    }

    static long[] Unique(long[] sorted)
    {
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        return sorted[..count];
    }

    void ReadNodes()
    {
        (longitudes, latitudes, isFound) = (new int[ids.Length], new int[ids.Length], new bool[ids.Length]);
        var cursor = 0; // nodes mostly come sorted, so the next one wanted is most often the next one found
        foreach (var block in map.Read(new(NodeKeys: profile.NodeKeys), cancellation))
        {
            progress?.Report((1 + map.Progress) / 2);
            var tagged = 0;
            for (var i = 0; i < block.NodeIds.Count; i++)
            {
                var hasTags = tagged < block.TaggedNodes.Count && block.TaggedNodes[tagged].Index == i;
                if (Find(block.NodeIds[i], ref cursor) is var node and >= 0)
                {
                    (longitudes[node], latitudes[node], isFound[node]) = (block.Longitudes[i], block.Latitudes[i], true);
                    if (hasTags && profile.JudgeNode(new Element("node", ids[node], block.TaggedNodes[tagged].Tags, oddities)) is { IsPlain: false } use)
                        uses[node] = use;
                }
                if (hasTags)
                    tagged++;
            }
        }
    }

    /// <summary>The place of an id among those wanted, or negative.</summary>
    int Find(long id, ref int cursor)
    {
        if (cursor < ids.Length && ids[cursor] == id)
            return cursor++;
        if (cursor < ids.Length && (cursor == 0 || ids[cursor - 1] < id) && id < ids[cursor])
            return -1;
        var place = Array.BinarySearch(ids, id);
        cursor = place >= 0 ? place + 1 : ~place;
        return place;
    }

    (RoadGraph, ImportReport) Build()
    {
        var draft = new Draft { TurningRound = (Milliseconds(profile.TurningRound), Milliseconds(profile.TurningRoundInTraffic)), Turns = profile.Rules.Turns };
        var nodes = Cut(draft);
        Restrictions.Apply(restrictions, draft, id => Array.BinarySearch(ids, id) is var place and >= 0 ? nodes[place] : -1, oddities);

        var whole = draft.Assemble(_ => true, out var arcOfHalf);
        if (whole.ArcCount == 0)
            throw new MapDataException("The map holds no road that the vehicle may use.");
        var islands = Components.Of(whole, new bool[whole.ArcCount], out var componentOfArc);
        var main = Components.Largest(islands, componentOfArc);
        var graph = draft.Assemble(half => componentOfArc[arcOfHalf[half]] == main, out _);
        Seclusion.Mark(graph);
        var lengths = new double[islands.Count];
        for (var arc = 0; arc < whole.ArcCount; arc++)
            // A road open both ways counts once, as long as both its arcs are on the same island.
            if (whole.ArcOpposite[arc] is var opposite && (opposite < arc || componentOfArc[opposite] != componentOfArc[arc]))
                lengths[componentOfArc[arc]] += Weight.Decimetres(whole.ArcWeight[arc]) / 10_000.0;
        var kilometres = lengths[main];
        lengths[main] = 0;
        return (graph, new()
        {
            WaysRead = waysRead,
            WaysKept = ways.Count,
            NodesMissing = isFound.Count(found => !found),
            Junctions = graph.NodeCount,
            Arcs = graph.ArcCount,
            Kilometres = kilometres,
            RestrictedKilometres = Kilometres(graph, arc => graph.ArcIsRestricted[arc]),
            RestrictionsRead = restrictions.Count,
            TurnsForbidden = graph.ForbiddenTurns.Count,
            IslandsRemoved = islands.Count - 1,
            IslandKilometres = lengths.Sum(),
            LargestIslandKilometres = lengths.Max(),
            Oddities = oddities.ToList(),
        });
    }

    static int Milliseconds(Duration? delay) => (int?)delay?.Milliseconds ?? -1;

    static double Kilometres(RoadGraph graph, Func<int, bool> counts) =>
        Enumerable.Range(0, graph.EdgeCount)
            .Select(edge => Math.Max(graph.EdgeForward[edge], graph.EdgeBackward[edge]))
            .Where(counts)
            .Sum(arc => Weight.Decimetres(graph.ArcWeight[arc]) / 10_000.0);

    /// <returns>The graph node each map node became, or -1: those in the middle of a stretch, and those that block.</returns>
    int[] Cut(Draft draft)
    {
        var visits = new byte[ids.Length];
        foreach (var (_, nodes, _) in ways)
            for (var i = 0; i < nodes.Length; i++)
            {
                var isEnd = i == 0 || i == nodes.Length - 1 || !isFound[nodes[i - 1]] || !isFound[nodes[i + 1]];
                visits[nodes[i]] = (byte)Math.Min(2, visits[nodes[i]] + (isEnd ? 2 : 1));
            }
        foreach (var (node, _) in uses)
            visits[node] = 2;

        var graphNodes = new int[ids.Length];
        Array.Fill(graphNodes, -1);
        foreach (var (id, nodes, use) in ways)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = -1;
            for (var i = 0; i < nodes.Length; i++)
            {
                if (!isFound[nodes[i]])
                    start = -1;
                else if (start < 0)
                    start = i;
                else if (nodes[i] == nodes[start] && i == start + 1)
                    start = i; // one node written twice
                else if (visits[nodes[i]] >= 2)
                {
                    AddEdge(draft, id, nodes.AsSpan(start, i - start + 1), use, graphNodes);
                    start = i;
                }
            }
        }
        return graphNodes;
    }

    void AddEdge(Draft draft, long way, ReadOnlySpan<int> nodes, WayUse use, int[] graphNodes)
    {
        var firstPoint = draft.Longitudes.Count;
        var metres = 0.0;
        foreach (var node in nodes)
        {
            var count = draft.Longitudes.Count;
            if (count > firstPoint)
            {
                if (draft.Longitudes[^1] == longitudes[node] && draft.Latitudes[^1] == latitudes[node] && node != nodes[^1])
                    continue; // two nodes on one spot
                metres += Spherical.Metres(draft.Longitudes[^1], draft.Latitudes[^1], longitudes[node], latitudes[node]);
            }
            draft.Longitudes.Add(longitudes[node]);
            draft.Latitudes.Add(latitudes[node]);
        }
        uses.TryGetValue(nodes[0], out var first);
        uses.TryGetValue(nodes[^1], out var last);
        draft.Edges.Add(new(
            NodeOf(nodes[0], draft, graphNodes), NodeOf(nodes[^1], draft, graphNodes), way, use.Class, use.IsStoppable,
            TimeAndLength(metres, use.ForwardSpeed), TimeAndLength(metres, use.BackwardSpeed),
            last.ForwardDelay, first.BackwardDelay,
            use.ForwardIsRestricted, use.BackwardIsRestricted, firstPoint, draft.Longitudes.Count - firstPoint));
    }

    int NodeOf(int node, Draft draft, int[] graphNodes)
    {
        if (uses.TryGetValue(node, out var use) && use.IsBlocked)
            return draft.NodeCount++; // a dead end of its own for each stretch
        return graphNodes[node] >= 0 ? graphNodes[node] : graphNodes[node] = draft.NodeCount++;
    }

    static long TimeAndLength(double metres, double kilometresPerHour) =>
        kilometresPerHour > 0 ? Weight.Of((long)Math.Round(metres * 3600 / kilometresPerHour), Distance.FromMetres(metres).Decimetres) : -1;
}
