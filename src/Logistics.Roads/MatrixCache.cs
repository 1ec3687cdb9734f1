using Logistics.Measures;
using Logistics.Roads.Graph;
using Logistics.Roads.Hierarchy;

namespace Logistics.Roads;

/// <summary>
/// A network that remembers what it was asked: the table of the same places costs nothing, and one place more costs two climbs, one onwards
/// and one back, instead of a new table.
/// </summary>
/// <remarks>
/// One cache serves one generation of one network, and so one profile: who opens a new graph file makes a new cache, and the old one goes with
/// its network. Safe to call from several threads; tables are made one at a time. Answers equal the network's own.
/// </remarks>
/// <param name="roads">What is asked when the cache does not know.</param>
/// <param name="mostPlaces">Places whose climbs are kept, the least recently asked for going first; about 2 to 10 kB each.</param>
public sealed class MatrixCache(RoadNetwork roads, int mostPlaces = 4_096) : IRoads
{
    const int MostTables = 4;

    readonly Lock gate = new();
    readonly Dictionary<Anchor, Known> known = [];
    readonly List<Table> tables = []; // the most recently asked for last
    long asked;

    /// <summary>One place's climbs, and when it was last asked for.</summary>
    sealed record Known(Stand[] Onwards, Stand[] Backwards)
    {
        public long AskedAt { get; set; }
    }

    sealed record Table(Anchor?[] Places, long[] Weights)
    {
        public Dictionary<Anchor, int> IndexOf { get; } = Index(Places);

        static Dictionary<Anchor, int> Index(Anchor?[] places)
        {
            var index = new Dictionary<Anchor, int>();
            for (var i = 0; i < places.Length; i++)
                if (places[i] is { } place)
                    index.TryAdd(place, i);
            return index;
        }
    }

    public RoadSource Source => roads.Source;

    /// <summary>The generation of the network behind it.</summary>
    public string Generation => roads.Generation;

    public Snap? Snap(Position position) => roads.Snap(position);

    public RoadPath? Path(Position from, Position to) => roads.Path(from, to);

    public RoadPath? Path(RoadStop from, RoadStop to) => roads.Path(from, to);

    public RoadCapabilities Capabilities => roads.Capabilities & ~RoadCapabilities.Hours;

    public TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Matrix([.. places.Select(roads.AnchorOf)], cancellation);
    }

    public TravelMatrix Matrix(IReadOnlyList<RoadStop> stops, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stops);
        return Matrix([.. stops.Select(roads.AnchorOf)], cancellation);
    }

    TravelMatrix Matrix(Anchor?[] anchors, CancellationToken cancellation)
    {
        lock (gate)
        {
            var table = tables.Find(table => table.Places.AsSpan().SequenceEqual(anchors));
            if (table is null)
                table = Make(anchors, cancellation);
            else
                tables.Remove(table);
            tables.Add(table);
            if (tables.Count > MostTables)
                tables.RemoveAt(0);
            GC.KeepAlive(roads);
            return new(anchors.Length, table.Weights);
        }
    }

    Table Make(Anchor?[] places, CancellationToken cancellation)
    {
        Climb(places, cancellation);
        var onwards = Array.ConvertAll(places, place => place is { } at ? known[at].Onwards : []);
        var backwards = Array.ConvertAll(places, place => place is { } at ? known[at].Backwards : []);
        var like = tables.MaxBy(table => places.Count(place => place is { } at && table.IndexOf.ContainsKey(at)));
        var isNew = Array.ConvertAll(places, place => place is { } at && like?.IndexOf.ContainsKey(at) != true);
        // Beside a table that is mostly known, the rest is small change; else the whole is quicker made at once.
        var weights = like is null || 4 * isNew.Count(x => x) > places.Length
            ? roads.Trips.Table(places, onwards, backwards, roads.Threads, cancellation)
            : roads.Trips.Extend(places, onwards, backwards, isNew, (from, to) => like.Weights[like.IndexOf[from] * like.Places.Length + like.IndexOf[to]], cancellation);
        Forget();
        return new(places, weights);
    }

    /// <summary>Sees to it that all climbs are known; the only place where climbs are made.</summary>
    void Climb(Anchor?[] places, CancellationToken cancellation)
    {
        Anchor?[] missing = [.. places.Where(place => place is { } at && !known.ContainsKey(at)).Distinct()];
        var (onwards, backwards) = roads.Trips.Climb(missing, roads.Threads, cancellation);
        for (var i = 0; i < missing.Length; i++)
            known[missing[i]!.Value] = new(onwards[i], backwards[i]);
        asked++;
        foreach (var place in places)
            if (place is { } at)
                known[at].AskedAt = asked;
    }

    void Forget()
    {
        if (known.Count <= mostPlaces)
            return;
        foreach (var (place, _) in known.OrderBy(pair => pair.Value.AskedAt).Take(known.Count - mostPlaces).ToList())
            known.Remove(place);
    }
}
