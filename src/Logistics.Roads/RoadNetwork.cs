using Logistics.Measures;
using Logistics.Roads.Graph;
using Logistics.Roads.Hierarchy;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Roads.Search;

namespace Logistics.Roads;

/// <summary>How to read a map.</summary>
public sealed record ReadOptions
{
    /// <summary>What to call the network in front of people, for instance the file's name.</summary>
    public string Name { get; init; } = "map";

    /// <summary>Threads for reading and for matrices; the answers do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Hears what part of the file is read, 0 to 1, from the calling thread.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Farther than this from any road, a position does not snap.</summary>
    public Distance SnapLimit { get; init; } = Distance.FromMetres(2_000);
}

/// <summary>The road network of a map, for one vehicle profile. Every place on it can be reached from every other.</summary>
/// <remarks>Immutable and safe to share between threads. Ties between paths of equal duration are broken by distance.</remarks>
public sealed class RoadNetwork : IRoads
{
    readonly RoadGraph graph;
    readonly SegmentTree segments;
    readonly Trips trips;
    readonly ReadOptions options;

    RoadNetwork(RoadGraph graph, SearchGraph searchGraph, ContractionHierarchy hierarchy, ImportReport report, RoadSource source, ReadOptions options)
    {
        this.graph = graph;
        this.options = options;
        segments = new(graph);
        trips = new(graph, searchGraph, hierarchy);
        (SearchGraph, Hierarchy, Report, Source) = (searchGraph, hierarchy, report, source);
        Bounds = new(new(graph.Longitudes.Min(), graph.Latitudes.Min()), new(graph.Longitudes.Max(), graph.Latitudes.Max()));
    }

    /// <summary>Reads OpenStreetMap data: .osm.pbf, .osm or .osm.gz, told apart by their content.</summary>
    /// <param name="map">Read several times when it can seek, else copied to memory first; it stays open.</param>
    /// <exception cref="MapDataException">The data is empty, cut short, corrupt, of an unknown form, or holds no road for the vehicle.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RoadNetwork Read(Stream map, Profile profile, ReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(profile);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, nameof(options));
        var reader = MapFile.Open(map, options.Threads);
        var header = reader.ReadHeader();
        var (graph, report) = Importer.Import(reader, profile, options.Progress, cancellation);
        var searchGraph = SearchGraph.Of(graph);
        var hierarchy = Contraction.Of(searchGraph, options.Threads, progress: null, cancellation);
        return new(graph, searchGraph, hierarchy, report, SourceOf(header, options.Name), options);
    }

    public RoadSource Source { get; }

    /// <summary>What came of reading the map.</summary>
    public ImportReport Report { get; }

    public Bounds Bounds { get; }

    internal RoadGraph Graph => graph;

    internal SearchGraph SearchGraph { get; }

    internal ContractionHierarchy Hierarchy { get; }

    /// <summary>Whether a vehicle can come within walking reach of the position.</summary>
    public bool Covers(Position position) => AnchorOf(position) is not null;

    public Snap? Snap(Position position) =>
        AnchorOf(position) is { } anchor ? new(anchor.Position, Distance.FromMetres(anchor.WalkMetres)) : null;

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        var anchors = places.Select(AnchorOf).ToArray();
        return new(places.Count, trips.Table(anchors, options.Threads, cancellation));
    }

    public RoadPath? Path(Position from, Position to)
    {
        if (AnchorOf(from) is not { } start || AnchorOf(to) is not { } end || trips.Find(start, end) is not { } trip)
            return null;
        return new(Weight.Duration(trip.Weight), Weight.Distance(trip.Weight), Shape.Of(graph, trip.Arcs, start, end));
    }

    /// <summary>Every stretch of the network once, for drawing.</summary>
    public IEnumerable<RoadLine> Lines()
    {
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            var first = graph.EdgeFirstPoint[edge];
            var line = new Position[graph.EdgeFirstPoint[edge + 1] - first];
            for (var i = 0; i < line.Length; i++)
                line[i] = graph.PointAt(first + i);
            yield return new(graph.EdgeClass[edge], line);
        }
    }

    internal Anchor? AnchorOf(Position position) => segments.Nearest(position.LongitudeE7, position.LatitudeE7, options.SnapLimit.Metres);

    static RoadSource SourceOf(MapHeader header, string name) => header.Generator == SketchMap.Generator
        ? new(name, RoadSourceKind.Sketch, "Sketch network drawn for demonstration, not a map", header.AsOf)
        : new(name, RoadSourceKind.OpenStreetMap, "© OpenStreetMap contributors, ODbL 1.0", header.AsOf);
}
