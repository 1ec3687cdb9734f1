using System.Globalization;
using Logistics.Measures;
using Logistics.Roads.Files;
using Logistics.Roads.Graph;
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

    /// <summary>Hears what part of the work is done, 0 to 1, from the calling thread.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Farther than this from any road, a position does not snap.</summary>
    public Distance SnapLimit { get; init; } = Distance.FromMetres(2_000);
}

/// <summary>The road network of a map, for one vehicle profile. Every place on it can be reached from every other.</summary>
/// <remarks>Immutable and safe to share between threads. Ties between paths of equal duration are broken by distance.</remarks>
public sealed class RoadNetwork : IRoads
{
    // Of the whole work; the rest is building the hierarchy.
    const double ReadingShare = 0.4;

    readonly CompiledRoads roads;
    readonly RoadGraph? graph; // as the map told it; unknown when opened from a graph file
    readonly RoadFileMeta meta;
    readonly SegmentTree segments;
    readonly Trips trips;
    readonly ReadOptions options;
    readonly Lazy<uint> generation;
    readonly MappedRoadFile? file; // the ground under `roads`: who reads these keeps this object alive

    RoadNetwork(CompiledRoads roads, RoadGraph? graph, MappedRoadFile? file, RoadFileMeta meta, ReadOptions options)
    {
        (this.roads, this.graph, this.file, this.meta, this.options) = (roads, graph, file, meta, options);
        (segments, trips) = (new(roads), new(roads));
        generation = new(() => file?.Generation ?? RoadFile.Generation(roads, meta));
        var all = Box.Empty;
        foreach (var point in roads.Points.Span)
            all = all.Plus(new(point.Longitude, point.Latitude, point.Longitude, point.Latitude));
        Bounds = new(new(all.West, all.South), new(all.East, all.North));
    }

    /// <summary>Opens a graph file as it is mapped, or reads a map, told apart by their content.</summary>
    /// <param name="profile">For a map; a graph file was made for one.</param>
    /// <exception cref="MapDataException">The file is empty, cut short, corrupt, of an unknown form or version, or holds no road for the vehicle.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static RoadNetwork Load(string path, Profile profile, ReadOptions? options = null, CancellationToken cancellation = default)
    {
        using var stream = File.OpenRead(path);
        return RoadFile.IsOne(stream) ? Open(path, options) : Read(stream, profile, options, cancellation);
    }

    /// <summary>
    /// Maps a graph file: nothing is copied, and processes that open one file share its pages. The network stays as it is when a new file
    /// takes the old one's name.
    /// </summary>
    /// <exception cref="MapDataException">The file is no graph file, of another version, cut short or corrupt; names the corrupt sections and what to do.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static RoadNetwork Open(string path, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = MappedRoadFile.Open(path);
        return new(file.Roads, null, file, file.Meta, options ?? new());
    }

    /// <summary>Writes the graph file that <see cref="Open"/> maps. The same map gives the same bytes, whatever the number of threads.</summary>
    /// <remarks>Goes to a temporary file beside it, which is flushed and renamed: an interrupted build leaves the old file, and whoever has that one open keeps it.</remarks>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RoadFile.Write(path, roads, meta);
        GC.KeepAlive(this);
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
        var (graph, report) = Importer.Import(reader, profile, options.Progress.Part(0, ReadingShare), cancellation);
        var roads = CompiledRoads.Of(graph, options.Threads, options.Progress.Part(ReadingShare, 1), cancellation);
        var meta = new RoadFileMeta { Source = SourceOf(header, options.Name), Profile = profile.Name, Report = report };
        return new(roads, graph, null, meta, options);
    }

    public RoadSource Source => meta.Source;

    /// <summary>What came of reading the map.</summary>
    public ImportReport Report => meta.Report;

    /// <summary>The name of the vehicle profile that the network was made for.</summary>
    public string ProfileName => meta.Profile;

    /// <summary>Eight hexadecimal digits that tell this network from any other: equal when every arc and every word about it are equal.</summary>
    public string Generation => generation.Value.ToString("x8", CultureInfo.InvariantCulture);

    public Bounds Bounds { get; }

    /// <summary>The places that the map names, cities first, each kind sorted by name. Read from the network anew at each call.</summary>
    public IReadOnlyList<NamedPlace> Places()
    {
        var places = PlaceReader.Unpack(roads.Places.Span, roads.PlaceNames.Span);
        GC.KeepAlive(this);
        return places;
    }

    internal RoadGraph Graph => graph ?? throw new InvalidOperationException("A network from a graph file has no map behind it.");

    internal CompiledRoads Roads => roads;

    internal Trips Trips => trips;

    internal int Threads => options.Threads;

    /// <summary>Whether a vehicle can come within walking reach of the position.</summary>
    public bool Covers(Position position) => AnchorOf(position) is not null;

    public Snap? Snap(Position position) =>
        AnchorOf(position) is { } anchor ? new(anchor.Position, Distance.FromMetres(anchor.WalkMetres)) : null;

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        var anchors = places.Select(AnchorOf).ToArray();
        var matrix = new TravelMatrix(places.Count, trips.Table(anchors, options.Threads, cancellation));
        GC.KeepAlive(this);
        return matrix;
    }

    public RoadPath? Path(Position from, Position to)
    {
        if (AnchorOf(from) is not { } start || AnchorOf(to) is not { } end || trips.Find(start, end) is not { } trip)
            return null;
        var path = new RoadPath(Weight.Duration(trip.Weight), Weight.Distance(trip.Weight), Shape.Of(roads, trip.Arcs, start, end));
        GC.KeepAlive(this);
        return path;
    }

    /// <summary>Every stretch of the network once, for drawing.</summary>
    public IEnumerable<RoadLine> Lines()
    {
        for (var edge = 0; edge < roads.EdgeCount; edge++)
        {
            var points = roads.PointsOf(edge);
            var line = new Position[points.Length];
            for (var i = 0; i < line.Length; i++)
                line[i] = new(points[i].Longitude, points[i].Latitude);
            yield return new((RoadClass)roads.Edges[edge].Class, line);
        }
        GC.KeepAlive(this);
    }

    /// <summary>The network with some stretches shut: this bridge is closed today. Asked by plain searches, so for a day's changes, not for every day.</summary>
    /// <exception cref="ArgumentException">Some closures name no road of this network; says which, all of them.</exception>
    public IRoads Without(IReadOnlyCollection<Closure> closures)
    {
        ArgumentNullException.ThrowIfNull(closures);
        return closures.Count == 0 ? this : new ClosedRoads(this, closures);
    }

    internal Anchor? AnchorOf(Position position) => AnchorOf(position, []);

    /// <param name="isClosed">Per edge; empty when all are open.</param>
    internal Anchor? AnchorOf(Position position, bool[] isClosed)
    {
        var anchor = segments.Nearest(position.LongitudeE7, position.LatitudeE7, options.SnapLimit.Metres, isClosed);
        GC.KeepAlive(this);
        return anchor;
    }

    static RoadSource SourceOf(MapHeader header, string name) => header.Generator == SketchMap.Generator
        ? new(name, RoadSourceKind.Sketch, "Sketch network drawn for demonstration, not a map", header.AsOf)
        : new(name, RoadSourceKind.OpenStreetMap, "© OpenStreetMap contributors, ODbL 1.0", header.AsOf);
}
