using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Roads.Terrain;

namespace Logistics.Roads.Graph;

/// <summary>
/// Map to graph, in two passes: first the ways (the profile decides, the nodes they name are collected), then the coordinates of those
/// nodes only. Memory grows with the roads, not with the map nor with the size of its ids.
/// </summary>
/// <remarks>
/// Ways are cut where they meet, where they end, at obstacles and signals, and where a node is missing. Between two cuts the road is one
/// stretch with its shape. A node that always blocks becomes a dead end for every stretch that touches it.
/// </remarks>
sealed class Importer
{
    readonly IMapReader map;
    readonly Profile profile;
    readonly Land land;
    readonly IProgress<double>? progress;
    readonly CancellationToken cancellation;
    readonly Conditions[] conditions; // per slice of the profile
    readonly Oddities oddities = new();
    readonly Draft draft;
    readonly List<int[]> wayNodes = []; // in step with the draft's ways; places in `ids`
    readonly List<MapRelation> restrictions = [];
    long[] ids = [];
    int[] longitudes = [], latitudes = [];
    bool[] isFound = [];
    int waysRead, nodesMissing;

    Importer(IMapReader map, Profile profile, Land? land, IProgress<double>? progress, CancellationToken cancellation)
    {
        (this.map, this.profile, this.land, this.progress, this.cancellation) = (map, profile, land ?? Land.Flat, progress, cancellation);
        conditions = [.. profile.Slices.Select(slice => new Conditions(profile, slice))];
        draft = new(profile);
    }

    /// <summary>The graph of the profile's slice by day.</summary>
    public static (RoadGraph Graph, ImportReport Report) Import(
        IMapReader map, Profile profile, IProgress<double>? progress, CancellationToken cancellation, Land? land = null) =>
        Import(map, profile, profile.Slice(), progress, cancellation, land);

    /// <summary>The graph of one slice.</summary>
    /// <param name="slice">One of the profile's.</param>
    public static (RoadGraph Graph, ImportReport Report) Import(
        IMapReader map, Profile profile, TimeSlice slice, IProgress<double>? progress, CancellationToken cancellation, Land? land = null) =>
        Import(map, profile, [slice], progress, cancellation, land).Dequeue()();

    /// <summary>
    /// The graphs of several slices, the map being read once. Nodes, arcs, edges and geometry are the same in each; times, delays, forbidden
    /// turns, restrictions and where one may stop may differ.
    /// </summary>
    /// <returns>What makes one graph after the other, in the slices' order: with the last one goes what was read, and who keeps none holds one at a time.</returns>
    /// <param name="slices">Of the profile's.</param>
    /// <param name="land">Null: level, and open to all.</param>
    /// <exception cref="MapDataException">The map is corrupt, or holds no road that the vehicle may use.</exception>
    public static Queue<Func<(RoadGraph Graph, ImportReport Report)>> Import(
        IMapReader map, Profile profile, IReadOnlyList<TimeSlice> slices, IProgress<double>? progress, CancellationToken cancellation, Land? land = null)
    {
        var importer = new Importer(map, profile, land, progress, cancellation);
        importer.ReadWays();
        importer.ReadNodes();
        return importer.Build(slices);
    }

    void ReadWays()
    {
        var query = new MapQuery(WayKeys: Profile.WayKeys, RelationKeys: Restrictions.KeysOf(profile));
        var kept = new List<long[]>();
        foreach (var block in map.Read(query, cancellation))
        {
            progress?.Report(map.Progress / 2);
            waysRead += block.Ways.Count;
            restrictions.AddRange(block.Relations);
            foreach (var way in block.Ways)
            {
                var uses = PerSlice("way", way.Id, way.Tags, element => profile.Judge(element));
                if (!Array.Exists(uses, use => use.IsOpen))
                    continue;
                new Element("way", way.Id, way.Tags, oddities, conditions[0]).ReportConditions(profile.Matters);
                var isOneWay = Array.TrueForAll(uses, use => use.ForwardSpeed <= 0) || Array.TrueForAll(uses, use => use.BackwardSpeed <= 0);
                draft.Ways.Add(new(way.Id, uses, draft.Label(Character.Label(way.Tags, isOneWay)), Character.Traits(way.Tags)));
                kept.Add(way.Nodes);
            }
        }

        ids = [.. kept.SelectMany(nodes => nodes)];
        Array.Sort(ids);
        ids = Unique(ids);
        foreach (var nodes in kept)
            wayNodes.Add(Array.ConvertAll(nodes, node => Array.BinarySearch(ids, node)));
    }

    /// <summary>What each slice makes of an element; once for all where nothing depends on the hour.</summary>
    T[] PerSlice<T>(string kind, long id, Tags tags, Func<Element, T> judge)
    {
        var first = new Element(kind, id, tags, oddities, conditions[0]);
        return !first.IsConditional
            ? [judge(first)]
            : [judge(first), .. conditions.Skip(1).Select(hour => judge(new Element(kind, id, tags, null, hour)))];
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
        foreach (var block in map.Read(new(NodeKeys: [.. profile.NodeKeys, PlaceReader.Key]), cancellation))
        {
            progress?.Report((1 + map.Progress) / 2);
            var tagged = 0;
            for (var i = 0; i < block.NodeIds.Count; i++)
            {
                var hasTags = tagged < block.TaggedNodes.Count && block.TaggedNodes[tagged].Index == i;
                if (Find(block.NodeIds[i], ref cursor) is var node and >= 0)
                {
                    (longitudes[node], latitudes[node], isFound[node]) = (block.Longitudes[i], block.Latitudes[i], true);
                    if (hasTags && PerSlice("node", ids[node], block.TaggedNodes[tagged].Tags, element => profile.JudgeNode(element)) is var uses
                        && !Array.TrueForAll(uses, use => use.IsPlain))
                        draft.NodeUses[node] = uses;
                }
                if (hasTags)
                    draft.Places.Add(block.Longitudes[i], block.Latitudes[i], block.TaggedNodes[tagged++].Tags);
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

    Queue<Func<(RoadGraph Graph, ImportReport Report)>> Build(IReadOnlyList<TimeSlice> slices)
    {
        var nodes = Cut();
        draft.Slowdowns = Slowdowns.Of(draft, profile, land.Elevation);
        var zones = land.Shut(draft, profile, oddities);
        var open = Enumerable.Range(0, 2 * draft.Edges.Count).Where(draft.IsEverOpen).ToList();
        var (entering, leaving) = (new Grouping(open, draft.HeadOf, draft.NodeCount), new Grouping(open, draft.TailOf, draft.NodeCount));
        new Restrictions(draft, profile, conditions, id => Array.BinarySearch(ids, id) is var place and >= 0 ? nodes[place] : -1, entering, leaving)
            .Apply(restrictions, oddities);
        draft.Expand(entering, leaving);
        nodesMissing = isFound.Count(found => !found);
        (ids, longitudes, latitudes, isFound) = ([], [], [], []);
        wayNodes.Clear();
        wayNodes.TrimExcess();
        var places = slices.Select(slice => IndexOf(slice)).ToList();
        return new(Islands.Split(draft, places).Zip(places, (make, slice) => (Func<(RoadGraph, ImportReport)>)(() =>
        {
            var part = make();
            return (part.Graph, Report(part) with { ZonesApplied = zones, ZonesShutKilometres = draft.ShutKilometres(slice) });
        })));
    }

    int IndexOf(TimeSlice slice)
    {
        for (var i = 0; i < profile.Slices.Count; i++)
            if (profile.Slices[i] == slice)
                return i;
        throw new ArgumentException($"Slice {slice.Name} is not one of profile {profile.Name}.", nameof(slice));
    }

    ImportReport Report(Islands.Part part) => new()
    {
        WaysRead = waysRead,
        WaysKept = draft.Ways.Count,
        NodesMissing = nodesMissing,
        Junctions = part.Graph.NodeCount,
        Arcs = part.Graph.ArcCount,
        Kilometres = part.Kilometres,
        RestrictedKilometres = part.RestrictedKilometres,
        ClosedKilometres = part.ClosedKilometres,
        RestrictionsRead = restrictions.Count,
        TurnsForbidden = part.TurnsForbidden,
        IslandsRemoved = part.IslandKilometres.Count,
        IslandKilometres = part.IslandKilometres.Sum(),
        LargestIslandKilometres = part.IslandKilometres.DefaultIfEmpty().Max(),
        HeightsUsed = draft.Slowdowns!.HeightsUsed,
        HeightsMissing = draft.Slowdowns.HeightsMissing,
        Oddities = oddities.ToList(),
    };

    /// <returns>The graph node each map node became, or -1: those in the middle of a stretch, and those that block.</returns>
    int[] Cut()
    {
        var visits = new byte[ids.Length];
        foreach (var nodes in wayNodes)
            for (var i = 0; i < nodes.Length; i++)
            {
                var isEnd = i == 0 || i == nodes.Length - 1 || !isFound[nodes[i - 1]] || !isFound[nodes[i + 1]];
                visits[nodes[i]] = (byte)Math.Min(2, visits[nodes[i]] + (isEnd ? 2 : 1));
            }
        foreach (var (node, _) in draft.NodeUses)
            visits[node] = 2;

        var graphNodes = new int[ids.Length];
        Array.Fill(graphNodes, -1);
        for (var way = 0; way < wayNodes.Count; way++)
        {
            cancellation.ThrowIfCancellationRequested();
            var nodes = wayNodes[way];
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
                    AddEdge(way, nodes.AsSpan(start, i - start + 1), graphNodes);
                    start = i;
                }
            }
        }
        return graphNodes;
    }

    void AddEdge(int way, ReadOnlySpan<int> nodes, int[] graphNodes)
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
        draft.Edges.Add(new(
            NodeOf(nodes[0], graphNodes), NodeOf(nodes[^1], graphNodes), way, nodes[0], nodes[^1], firstPoint, draft.Longitudes.Count - firstPoint, metres));
    }

    int NodeOf(int node, int[] graphNodes)
    {
        if (draft.NodeUses.TryGetValue(node, out var uses) && Array.TrueForAll(uses, use => use.IsBlocked))
            return draft.NodeCount++; // a dead end of its own for each stretch
        return graphNodes[node] >= 0 ? graphNodes[node] : graphNodes[node] = draft.NodeCount++;
    }
}
