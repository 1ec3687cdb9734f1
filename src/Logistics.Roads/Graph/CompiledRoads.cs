using System.Runtime.CompilerServices;
using Logistics.Measures;
using Logistics.Roads.Hierarchy;

namespace Logistics.Roads.Graph;

/// <summary>An arc as trips need it.</summary>
/// <param name="EdgeSide">Twice the edge, plus one when the arc runs against the edge's own direction.</param>
/// <param name="NextTwin">See <see cref="RoadGraph.ArcNextTwin"/>.</param>
/// <param name="Head">The junction it leads to.</param>
/// <param name="EndDelay">Milliseconds lost at its end to what <paramref name="Sign"/> says.</param>
/// <param name="Bends">Milliseconds of its weight that are due to bends; <paramref name="Slope"/> likewise. The largest value stands for more.</param>
/// <param name="StartBearing">Where it points where it begins and where it ends, clockwise from north, 256 to the full circle.</param>
/// <param name="Restricted">1: not to be driven in passing.</param>
/// <param name="Sign">A <see cref="SignKind"/>.</param>
/// <remarks>Records have no gaps, so that the same roads give the same bytes.</remarks>
readonly record struct ArcRecord(
    long Weight, int EdgeSide, int NextTwin, int Head, int EndDelay, ushort Bends, ushort Slope, byte StartBearing, byte EndBearing, byte Restricted, byte Sign)
{
    public int Edge => EdgeSide >> 1;

    public bool IsBackward => (EdgeSide & 1) != 0;
}

/// <summary>An edge as places, trips and lines need it.</summary>
/// <param name="Forward">The arc that trips along it start on, or -1; likewise <paramref name="Backward"/>.</param>
/// <param name="FirstPoint">Its points go on to the next edge's first; an edge that is none stands behind the last.</param>
/// <param name="Label">What the road is called, into the labels.</param>
/// <param name="Class">A <see cref="RoadClass"/>.</param>
/// <param name="Stoppable">1: a vehicle may stop there to load.</param>
/// <param name="Traits">A <see cref="RoadTraits"/>.</param>
/// <param name="Spare">Zero.</param>
readonly record struct EdgeRecord(long Way, int Forward, int Backward, int FirstPoint, int Label, byte Class, byte Stoppable, ushort Traits, int Spare);

readonly record struct PointRecord(int Longitude, int Latitude);

/// <summary>
/// The network as it is asked: flat records for places, trips and lines, the search graph and its hierarchy. All of it lies in this
/// process's memory or in a mapped file, and neither the searches nor the callers can tell which.
/// </summary>
/// <remarks>
/// Immutable. Made from a <see cref="RoadGraph"/>, which is the network as the map tells it, and which can then be forgotten. One object is one slice
/// of the week; what slices have in common they share.
/// </remarks>
sealed record CompiledRoads
{
    /// <summary>Sorted by their tail: those that leave node v are <c>FirstOut[v]..FirstOut[v+1]</c>.</summary>
    public required Flat<int> FirstOut { get; init; }

    public required Flat<ArcRecord> Arcs { get; init; }

    /// <summary>One more than there are edges.</summary>
    public required Flat<EdgeRecord> Edges { get; init; }

    public required Flat<PointRecord> Points { get; init; }

    /// <summary>Label i is the UTF-8 text <c>LabelText[FirstLabelText[i]..FirstLabelText[i+1]]</c>, see <see cref="RoadLabel"/>; label 0 is empty.</summary>
    public required Flat<int> FirstLabelText { get; init; }

    public required Flat<byte> LabelText { get; init; }

    /// <summary>One more than there are places, see <see cref="PlaceRecord"/>.</summary>
    public required Flat<PlaceRecord> Places { get; init; }

    public required Flat<byte> PlaceNames { get; init; }

    /// <summary>See <see cref="IslandLines"/>.</summary>
    public required Flat<IslandRecord> Islands { get; init; }

    public required Flat<PointRecord> IslandPoints { get; init; }

    public required Flat<Segment> Segments { get; init; }

    public required Flat<Box> Boxes { get; init; }

    public required Flat<int> BoxLevels { get; init; }

    public required SearchGraph Search { get; init; }

    public ContractionHierarchy Hierarchy { get; init; } = null!; // only while it is made

    public HubLabels Hubs { get; init; } = null!;

    const int LargeRegion = 200_000; // arcs

    public int EdgeCount => Edges.Length - 1;

    /// <param name="progress">Hears what part of the hierarchy is built, 0 to 1, from the calling thread.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="MapDataException">Some way is longer than a <see cref="Weight"/> can be.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // so that the graph can be forgotten before the contraction
    public static CompiledRoads Of(RoadGraph graph, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var points = new PointRecord[graph.Longitudes.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = new(graph.Longitudes[i], graph.Latitudes[i]);
        var edges = EdgesOf(graph);
        var (firstLabelText, labelText) = RoadLabel.Pack(graph.Labels);
        var (places, placeNames) = PlaceReader.Pack(graph.Places);
        var (segments, boxes, levels) = SegmentTree.Pack(edges, points);
        var search = SearchGraph.Of(graph);
        var roads = new CompiledRoads
        {
            FirstOut = graph.FirstOut,
            Arcs = ArcsOf(graph),
            Edges = edges,
            Points = points,
            FirstLabelText = firstLabelText,
            LabelText = labelText,
            Places = places,
            PlaceNames = placeNames,
            Islands = graph.Islands.Islands,
            IslandPoints = graph.Islands.Points,
            Segments = segments,
            Boxes = boxes,
            BoxLevels = levels,
            Search = search,
        };
        return roads.Contracted(() => Contraction.Of(search, threads, progress, cancellation));
    }

    CompiledRoads Contracted(Func<ContractionHierarchy> contract)
    {
        // The map has changed its form several times by now, and the collector sees no hurry on a machine with memory to spare. A large region's
        // leftovers are collected before its contraction, which takes many times as long and asks for as much again.
        if (Arcs.Length > LargeRegion)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var hierarchy = Contract(contract);
        return this with { Hierarchy = hierarchy, Hubs = HubLabels.Of(hierarchy) };
    }

    /// <summary>Another slice of the same network, contracted in this one's order. What is equal in both is shared.</summary>
    /// <param name="graph">Of the same map and profile: the same nodes, arcs, edges and points.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="MapDataException">Some way is longer than a <see cref="Weight"/> can be.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CompiledRoads Slice(RoadGraph graph, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var (edges, arcs, search) = (EdgesOf(graph), ArcsOf(graph), SearchGraph.Of(graph));
        var slice = edges.AsSpan().SequenceEqual(Edges.Span) ? this : WithEdges(edges);
        slice = slice with { Arcs = arcs.AsSpan().SequenceEqual(Arcs.Span) ? Arcs : arcs };
        if (search.IsSameAs(Search))
            return slice;
        var order = new long[search.Count];
        for (var node = 0; node < order.Length; node++)
        {
            // What is restricted at one hour only has no node of its own for endings at the other: it goes right after its arc.
            var arc = search.ArcOf(node);
            order[node] = node < search.ArcCount ? 2L * Hierarchy.RankOf[node]
                : Search.EndingOf(arc) is var ending and >= 0 ? 2L * Hierarchy.RankOf[ending] : 2L * Hierarchy.RankOf[arc] + 1;
        }
        return (slice with { Search = search }).Contracted(() => Contraction.InOrder(search, order, threads, progress, cancellation));
    }

    CompiledRoads WithEdges(EdgeRecord[] edges)
    {
        var (segments, boxes, levels) = SegmentTree.Pack(edges, Points.Span);
        return this with { Edges = edges, Segments = segments, Boxes = boxes, BoxLevels = levels };
    }

    static EdgeRecord[] EdgesOf(RoadGraph graph)
    {
        var edges = new EdgeRecord[graph.EdgeCount + 1];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
            edges[edge] = new(graph.EdgeWay[edge], graph.EdgeForward[edge], graph.EdgeBackward[edge], graph.EdgeFirstPoint[edge],
                graph.EdgeLabel[edge], (byte)graph.EdgeClass[edge], graph.EdgeIsStoppable[edge] ? (byte)1 : (byte)0, (ushort)graph.EdgeTraits[edge], 0);
        edges[^1] = new(0, -1, -1, graph.Longitudes.Length, 0, 0, 0, 0, 0);
        return edges;
    }

    static ArcRecord[] ArcsOf(RoadGraph graph)
    {
        var arcs = new ArcRecord[graph.ArcCount];
        for (var arc = 0; arc < arcs.Length; arc++)
            arcs[arc] = new(graph.ArcWeight[arc], 2 * graph.ArcEdge[arc] + (graph.ArcIsBackward[arc] ? 1 : 0), graph.ArcNextTwin[arc], graph.ArcHead[arc],
                graph.ArcEndDelay[arc], graph.ArcBends[arc], graph.ArcSlope[arc],
                graph.ArcStartBearing[arc], graph.ArcEndBearing[arc], graph.ArcIsRestricted[arc] ? (byte)1 : (byte)0, (byte)graph.ArcSign[arc]);
        return arcs;
    }

    /// <summary>No shortest path on the globe is too long for a weight; on a map whose coordinates are damaged one may be.</summary>
    static ContractionHierarchy Contract(Func<ContractionHierarchy> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is OverflowException || (failure is AggregateException several && several.InnerExceptions.All(each => each is OverflowException)))
        {
            throw new MapDataException("Some way between two places of the map is longer than any on the globe: its coordinates are damaged. Fetch the extract anew.", cause: failure);
        }
    }

    public Position PositionOf(int point) => new(Points[point].Longitude, Points[point].Latitude);

    /// <summary>What an edge's road is called.</summary>
    public RoadLabel LabelOf(int edge) => LabelAt(Edges[edge].Label);

    public RoadLabel LabelAt(int label) => RoadLabel.Parse(LabelText.Span[FirstLabelText[label]..FirstLabelText[label + 1]]);

    /// <summary>The points of an edge, both its ends included.</summary>
    public ReadOnlySpan<PointRecord> PointsOf(int edge) => Points.Span[Edges[edge].FirstPoint..Edges[edge + 1].FirstPoint];
}
