using System.Globalization;
using Logistics.Measures;
using Logistics.Roads.Files;
using Logistics.Roads.Graph;
using Logistics.Roads.Guidance;
using Logistics.Roads.Profiles;
using Logistics.Roads.Search;
using Logistics.Roads.Terrain;

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

    /// <summary>
    /// The profile's slices of the week to compile, by name; the first answers where none is named. Empty: <c>day</c> alone. A graph file has those it
    /// was built with.
    /// </summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary>Heights of the land, for slopes; null: it is level.</summary>
    public Elevation? Elevation { get; init; }

    /// <summary>Low-emission zones, for profiles with an emission class; null: none.</summary>
    public EmissionZones? Zones { get; init; }

    /// <summary>Farther than this from any road, a position does not snap.</summary>
    public Distance SnapLimit { get; init; } = Distance.FromMetres(2_000);
}

/// <summary>The road network of a map, for one vehicle profile at one slice of the week. Every place on it can be reached from every other.</summary>
/// <remarks>Immutable and safe to share between threads. Ties between paths of equal duration are broken by distance.</remarks>
public sealed class RoadNetwork : IRoads
{
    readonly Ground ground;
    readonly SliceMeta slice;
    readonly CompiledRoads roads;
    readonly RoadGraph? graph; // as the map told it; unknown when opened from a graph file
    readonly SegmentTree segments;
    readonly Trips trips;

    /// <summary>What all slices of one network stand on. Who reads roads of a mapped file keeps this object alive.</summary>
    sealed class Ground(RoadFileMeta meta, ReadOptions options, MappedRoadFile? file)
    {
        public RoadFileMeta Meta => meta;

        public ReadOptions Options => options;

        public MappedRoadFile? File => file;

        public Lazy<RoadNetwork>[] Slices { get; set; } = [];

        /// <summary>When each slice holds; null where its hours are not understood.</summary>
        public OpeningHours?[] Holds { get; } = [.. meta.Slices.Select(slice => OpeningHours.Parse(slice.Holds))];

        public Lazy<uint> Generation { get; set; } = null!;
    }

    RoadNetwork(Ground ground, int slice, CompiledRoads roads, RoadGraph? graph)
    {
        (this.ground, this.slice, this.roads, this.graph) = (ground, ground.Meta.Slices[slice], roads, graph);
        (segments, trips) = (new(roads), new(roads));
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
        var ground = new Ground(file.Meta, options ?? new(), file) { Generation = new(file.Generation) };
        ground.Slices = [.. file.Meta.Slices.Select((_, slice) => new Lazy<RoadNetwork>(() => new(ground, slice, file.Slice(slice), null)))];
        return ground.Slices[0].Value;
    }

    /// <summary>Writes the graph file that <see cref="Open"/> maps. The same map gives the same bytes, whatever the number of threads.</summary>
    /// <remarks>All slices are in it. Goes to a temporary file beside it, which is flushed and renamed: an interrupted build leaves the old file, and whoever has that one open keeps it.</remarks>
    /// <exception cref="IOException">The disk is full, or the folder is missing.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        RoadFile.Write(path, ground.Slices.Select(slice => slice.Value.roads), () => ground.Meta);
        GC.KeepAlive(this);
    }

    /// <summary>Reads OpenStreetMap data: .osm.pbf, .osm or .osm.gz, told apart by their content.</summary>
    /// <param name="map">Read several times when it can seek, else copied to memory first; it stays open.</param>
    /// <exception cref="MapDataException">The data is empty, cut short, corrupt, of an unknown form, or holds no road for the vehicle.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RoadNetwork Read(Stream map, Profile profile, ReadOptions? options = null, CancellationToken cancellation = default)
    {
        var build = new NetworkBuild(map, profile, options ?? new(), cancellation);
        var graphs = new List<RoadGraph>();
        var slices = build.Slices(graphs.Add).ToList();
        var ground = new Ground(build.Meta, (options ?? new()) with { Elevation = null, Zones = null }, null) { Generation = new(() => RoadFile.Generation(slices, build.Meta)) };
        ground.Slices = [.. slices.Select((roads, i) => new Lazy<RoadNetwork>(new RoadNetwork(ground, i, roads, graphs[i])))];
        return ground.Slices[0].Value;
    }

    /// <summary>Reads a map straight into a graph file: the same file as <see cref="Read"/> and <see cref="Save"/> give, in the memory of two slices instead of all.</summary>
    /// <exception cref="MapDataException">The data is empty, cut short, corrupt, of an unknown form, or holds no road for the vehicle.</exception>
    /// <exception cref="IOException">The map cannot be read or the file not written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the old file stays.</exception>
    public static void Build(Stream map, Profile profile, string path, ReadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var build = new NetworkBuild(map, profile, options ?? new(), cancellation);
        RoadFile.Write(path, build.Slices(), () => build.Meta);
    }

    public RoadSource Source => ground.Meta.Source;

    /// <summary>What came of reading the map, for this slice.</summary>
    public ImportReport Report => slice.Report;

    /// <summary>The slice of the week whose hour and traffic count here.</summary>
    public string Slice => slice.Name;

    /// <summary>All slices that the network was made for.</summary>
    public IReadOnlyList<string> Slices => [.. ground.Meta.Slices.Select(slice => slice.Name)];

    /// <summary>The same network at another slice of the week.</summary>
    /// <exception cref="ArgumentException">It was not made for that slice; says for which it was.</exception>
    /// <exception cref="MapDataException">The graph file's part for the slice is corrupt.</exception>
    public RoadNetwork At(string slice)
    {
        for (var i = 0; i < ground.Slices.Length; i++)
            if (ground.Meta.Slices[i].Name == slice)
                return ground.Slices[i].Value;
        throw new ArgumentException($"The network has no slice {slice}; it has {string.Join(", ", Slices)}.", nameof(slice));
    }

    /// <summary>The network as traffic is at a moment: the first slice that holds then, else the one that answers where none is named.</summary>
    /// <exception cref="MapDataException">The graph file's part for the slice is corrupt.</exception>
    public RoadNetwork At(Moment moment)
    {
        for (var i = 0; i < ground.Slices.Length; i++)
            if (ground.Holds[i]?.Holds(moment) == true)
                return ground.Slices[i].Value;
        return ground.Slices[0].Value;
    }

    /// <summary>Goes through every part of every slice of a graph file, as nothing else does: for who wants to know whether the file is whole.</summary>
    /// <exception cref="MapDataException">It is not; says where.</exception>
    public void Verify()
    {
        foreach (var slice in ground.Slices)
            ground.File?.Prove(slice.Value.roads);
        GC.KeepAlive(this);
    }

    /// <summary>One span after the other from midnight to midnight, each with the slice that holds.</summary>
    public IReadOnlyList<RoadSpan> Day(DateOnly date)
    {
        var spans = new List<RoadSpan>();
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            var time = new TimeOnly(minute / 60, minute % 60);
            var roads = At(new Moment(date, time));
            if (spans.Count == 0 || !ReferenceEquals(spans[^1].Roads, roads))
                spans.Add(new(time, roads));
        }
        return spans;
    }

    /// <summary>The name of the vehicle profile that the network was made for.</summary>
    public string ProfileName => ground.Meta.Profile;

    /// <summary>Eight hexadecimal digits that tell this network from any other: equal when every arc and every word about it are equal.</summary>
    public string Generation => ground.Generation.Value.ToString("x8", CultureInfo.InvariantCulture);

    public Bounds Bounds => new(new(ground.Meta.Bounds.West, ground.Meta.Bounds.South), new(ground.Meta.Bounds.East, ground.Meta.Bounds.North));

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

    internal int Threads => ground.Options.Threads;

    /// <summary>Whether a vehicle can come within walking reach of the position.</summary>
    public bool Covers(Position position) => AnchorOf(position) is not null;

    public Snap? Snap(Position position)
    {
        if (AnchorOf(position) is not { } anchor)
            return null;
        var island = IslandLines.Nearest(roads.Islands.Span, roads.IslandPoints.Span, position.LongitudeE7, position.LatitudeE7, anchor.WalkMetres);
        GC.KeepAlive(this);
        return new(anchor.Position, Distance.FromMetres(anchor.WalkMetres), island is { } nearer ? Distance.FromMetres(nearer.Metres) : null);
    }

    /// <summary>The stretches of road within reach on which a vehicle may stop, the nearest first; each stretch between two junctions once.</summary>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<NearRoad> Nearest(Position position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        List<NearRoad> near =
        [
            .. segments.Nearest(position.LongitudeE7, position.LatitudeE7, ground.Options.SnapLimit.Metres, count).Select(anchor => new NearRoad(
                new(anchor.Position, Distance.FromMetres(anchor.WalkMetres)), (RoadClass)roads.Edges[anchor.Edge].Class, roads.Edges[anchor.Edge].Way, roads.LabelOf(anchor.Edge).Name))
        ];
        GC.KeepAlive(this);
        return near;
    }

    public RoadCapabilities Capabilities => RoadCapabilities.Streets | RoadCapabilities.Sides | (ground.Slices.Length > 1 ? RoadCapabilities.Hours : RoadCapabilities.None);

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Matrix([.. places.Select(AnchorOf)], cancellation);
    }

    public TravelMatrix Matrix(IReadOnlyList<RoadStop> stops, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stops);
        return Matrix([.. stops.Select(AnchorOf)], cancellation);
    }

    TravelMatrix Matrix(Anchor?[] anchors, CancellationToken cancellation)
    {
        var matrix = new TravelMatrix(anchors.Length, trips.Table(anchors, Threads, cancellation));
        GC.KeepAlive(this);
        return matrix;
    }

    public RoadPath? Path(Position from, Position to) => Path(new RoadStop(from, ApproachSide.Any), new(to, ApproachSide.Any));

    public RoadPath? Path(RoadStop from, RoadStop to)
    {
        if (AnchorOf(from) is not { } start || AnchorOf(to) is not { } end || trips.Find(start, end) is not { } trip)
            return null;
        return Itinerary.Path(this, roads, trip, start, end, to.Position);
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

    internal Anchor? AnchorOf(RoadStop stop) => AnchorOf(stop, []);

    /// <param name="isClosed">Per edge; empty when all are open.</param>
    internal Anchor? AnchorOf(RoadStop stop, bool[] isClosed) =>
        AnchorOf(stop.Position, isClosed) is { } anchor ? anchor.Approached(stop.Side, roads) : null;

    /// <param name="isClosed">Per edge; empty when all are open.</param>
    internal Anchor? AnchorOf(Position position, bool[] isClosed)
    {
        var anchor = segments.Nearest(position.LongitudeE7, position.LatitudeE7, ground.Options.SnapLimit.Metres, isClosed);
        GC.KeepAlive(this);
        return anchor;
    }
}
