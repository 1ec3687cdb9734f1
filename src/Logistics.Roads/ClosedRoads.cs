using Logistics.Measures;
using Logistics.Roads.Graph;
using Logistics.Roads.Guidance;
using Logistics.Roads.Search;

namespace Logistics.Roads;

/// <summary>A network with some stretches shut, asked by plain searches: the hierarchy knows the open network only.</summary>
/// <remarks>Some hundred times slower than the network itself, and there at once. Immutable, safe to share between threads.</remarks>
sealed class ClosedRoads : IRoads
{
    readonly RoadNetwork network; // keeps the ground under the searches
    readonly bool[] isClosed; // per edge
    readonly PlainTrips trips;

    /// <exception cref="ArgumentException">Some closures name no road; says which, all of them.</exception>
    public ClosedRoads(RoadNetwork network, IReadOnlyCollection<Closure> closures)
    {
        this.network = network;
        var roads = network.Roads;
        isClosed = new bool[roads.EdgeCount];
        var edgesOfWay = Enumerable.Range(0, roads.EdgeCount).ToLookup(edge => roads.Edges[edge].Way);
        var nowhere = new List<Closure>();
        foreach (var closure in closures)
        {
            int[] edges = closure switch
            {
                Closure.Way way => [.. edgesOfWay[way.Id]],
                Closure.At at => Nearest(roads, at.Position) is var edge and >= 0 ? [edge] : [],
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            foreach (var edge in edges)
                isClosed[edge] = true;
            if (edges.Length == 0)
                nowhere.Add(closure);
        }
        if (nowhere.Count > 0)
            throw new ArgumentException($"On this network no road is meant by {string.Join(", ", nowhere)}.", nameof(closures));
        trips = new(roads, isClosed);
        GC.KeepAlive(network);
    }

    public RoadSource Source => network.Source;

    public Snap? Snap(Position position) =>
        AnchorOf(position) is { } anchor ? new(anchor.Position, Distance.FromMetres(anchor.WalkMetres)) : null;

    public RoadCapabilities Capabilities => network.Capabilities & ~RoadCapabilities.Hours;

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Matrix([.. places.Select(AnchorOf)], cancellation);
    }

    public TravelMatrix Matrix(IReadOnlyList<RoadStop> stops, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stops);
        return Matrix([.. stops.Select(stop => network.AnchorOf(stop, isClosed))], cancellation);
    }

    TravelMatrix Matrix(Anchor?[] anchors, CancellationToken cancellation)
    {
        var count = anchors.Length;
        var weights = new long[count * count];
        Array.Fill(weights, Weight.Unreachable);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = network.Threads, CancellationToken = cancellation }, from =>
        {
            if (anchors[from] is { } anchor)
                trips.Weigh(anchor, anchors, weights.AsSpan(from * count, count));
            weights[from * count + from] = 0;
        });
        GC.KeepAlive(network);
        return new(count, weights);
    }

    public RoadPath? Path(Position from, Position to) => Path(new RoadStop(from, ApproachSide.Any), new(to, ApproachSide.Any));

    public RoadPath? Path(RoadStop from, RoadStop to)
    {
        if (network.AnchorOf(from, isClosed) is not { } start || network.AnchorOf(to, isClosed) is not { } end || trips.Find(start, [end])[0] is not { } trip)
            return null;
        return Itinerary.Path(network, network.Roads, trip, start, end, to.Position);
    }

    // A stop on a closed stretch is served from the nearest open one.
    Anchor? AnchorOf(Position position) => network.AnchorOf(position, isClosed);

    /// <summary>By a look at every stretch: closures may lie where nobody may stop, which the tree for stops does not know.</summary>
    static int Nearest(CompiledRoads roads, Position position)
    {
        var shrink = Spherical.Shrink(position.LatitudeE7);
        var (best, reach) = (-1, Closure.At.Reach.Metres * Closure.At.Reach.Metres);
        for (var edge = 0; edge < roads.EdgeCount; edge++)
        {
            var points = roads.PointsOf(edge);
            for (var i = 1; i < points.Length; i++)
                if (SegmentTree.Squared(points[i - 1], points[i], position.LongitudeE7, position.LatitudeE7, shrink, out _) is var squared && squared < reach)
                    (best, reach) = (edge, squared);
        }
        return best;
    }
}
