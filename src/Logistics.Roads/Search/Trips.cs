using Logistics.Roads.Graph;
using Logistics.Roads.Hierarchy;

namespace Logistics.Roads.Search;

/// <summary>Travel between places, over the hierarchy.</summary>
/// <remarks>
/// A climb that starts on an arc cannot tell a trip that comes back to this arc from one that never left it. So trips within one edge are
/// found apart: straight along it, or round from the nodes that follow it, whichever is less.
/// </remarks>
sealed class Trips(CompiledRoads roads)
{
    readonly Approaches approaches = new(roads);
    long sweeps;
    readonly Pool<int[]> slots = new(() =>
    {
        var empty = new int[roads.Hierarchy.Count];
        Array.Fill(empty, -1);
        return empty;
    });
    readonly Pool<HierarchySearch> searches = new(() => new(roads.Hierarchy, roads.Hubs));

    /// <summary>All weights, row by row; unreachable from and to a null place, zero from each place to itself.</summary>
    public long[] Table(IReadOnlyList<Anchor?> places, int threads, CancellationToken cancellation)
    {
        var (onwards, backwards) = Climb(places, threads, cancellation);
        return Table(places, onwards, backwards, threads, cancellation);
    }

    /// <summary>What each place's climbs settle, both onwards and backwards: nothing for a null place.</summary>
    public (Stand[][] Onwards, Stand[][] Backwards) Climb(IReadOnlyList<Anchor?> places, int threads, CancellationToken cancellation)
    {
        var (onwards, backwards) = (new Stand[places.Count][], new Stand[places.Count][]);
        InBlocks(places.Count, threads, (search, i) =>
        {
            onwards[i] = places[i] is { } start ? search.SweepOnwards(approaches.Starts(start)) : [];
            backwards[i] = places[i] is { } end ? search.SweepBackwards(approaches.Ends(end)) : [];
        }, cancellation);
        Interlocked.Add(ref sweeps, 2 * places.Count(place => place is not null));
        return (onwards, backwards);
    }

    /// <summary>The table of places whose climbs are known.</summary>
    public long[] Table(IReadOnlyList<Anchor?> places, Stand[][] onwards, Stand[][] backwards, int threads, CancellationToken cancellation)
    {
        var count = places.Count;
        var taken = slots.Rent();
        var buckets = new Buckets(backwards, taken);
        var sameEdge = Enumerable.Range(0, count).Where(i => places[i] is not null).ToLookup(i => places[i]!.Value.Edge);
        var weights = new long[count * count];
        InBlocks(count, threads, (search, from) =>
        {
            var row = weights.AsSpan(from * count, count);
            buckets.Meet(onwards[from], row);
            if (places[from] is { } start)
                foreach (var to in sameEdge[start.Edge])
                    row[to] = Weigh(search, start, places[to]!.Value);
            row[from] = 0;
        }, cancellation);
        // Not after a cancellation: slots that may still be read are left to the collector.
        buckets.Release();
        slots.GiveBack(taken);
        return weights;
    }

    /// <summary>A table of which most is known: only the rows and columns of new places are made, from climbs alone.</summary>
    /// <param name="old">The weight between two places of which neither is new.</param>
    public long[] Extend(
        IReadOnlyList<Anchor?> places, Stand[][] onwards, Stand[][] backwards, bool[] isNew, Func<Anchor, Anchor, long> old, CancellationToken cancellation)
    {
        var count = places.Count;
        var weights = new long[count * count];
        Array.Fill(weights, Weight.Unreachable);
        for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                if (places[from] is { } a && places[to] is { } b && !isNew[from] && !isNew[to])
                    weights[from * count + to] = old(a, b);
        var labels = new long[roads.Hierarchy.Count];
        Array.Fill(labels, Weight.Unreachable);
        var search = searches.Rent();
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (isNew[i])
            {
                Meet(onwards[i], backwards, labels, (to, weight) => weights[i * count + to] = weight);
                Meet(backwards[i], onwards, labels, (from, weight) => weights[from * count + i] = weight);
            }
        }
        for (var from = 0; from < count; from++)
            for (var to = 0; to < count; to++)
                if (from == to)
                    weights[from * count + to] = 0;
                else if ((isNew[from] || isNew[to]) && places[from] is { } a && places[to] is { } b && a.Edge == b.Edge)
                    weights[from * count + to] = Weigh(search, a, b);
        searches.GiveBack(search);
        return weights;
    }

    /// <summary>Where one climb meets each of the others, by what it knows of each rank.</summary>
    /// <param name="labels">Per rank, all unreachable; left as found.</param>
    static void Meet(Stand[] climb, Stand[][] others, long[] labels, Action<int, long> tell)
    {
        foreach (var (rank, label) in climb)
            labels[rank] = label;
        for (var i = 0; i < others.Length; i++)
        {
            var best = Weight.Unreachable;
            foreach (var (rank, label) in others[i])
                if (labels[rank] != Weight.Unreachable)
                    best = Math.Min(best, labels[rank] + label);
            tell(i, best);
        }
        foreach (var (rank, _) in climb)
            labels[rank] = Weight.Unreachable;
    }

    /// <summary>How many climbs were made for tables so far.</summary>
    public long Sweeps => Interlocked.Read(ref sweeps);

    /// <summary>The least weight, or <see cref="Weight.Unreachable"/>.</summary>
    public long Weigh(Anchor from, Anchor to)
    {
        var search = searches.Rent();
        var weight = Weigh(search, from, to);
        searches.GiveBack(search);
        return weight;
    }

    /// <summary>Null when no path leads there.</summary>
    public Trip? Find(Anchor from, Anchor to)
    {
        var search = searches.Rent();
        var trip = Find(search, from, to);
        searches.GiveBack(search);
        return trip;
    }

    Trip? Find(HierarchySearch search, Anchor from, Anchor to)
    {
        var isOneEdge = from.Edge == to.Edge;
        var weight = search.Run(isOneEdge ? approaches.Followers(from) : approaches.Starts(from), approaches.Ends(to));
        if (isOneEdge && approaches.Direct(from, to) is { } direct && direct.Weight <= weight)
            return direct;
        if (weight == Weight.Unreachable)
            return null;
        var nodes = search.Path();
        var arcs = nodes.ConvertAll(roads.Search.ArcOf);
        return new(weight, isOneEdge ? [approaches.LeftBy(from, nodes[0]), .. arcs] : arcs);
    }

    long Weigh(HierarchySearch search, Anchor from, Anchor to)
    {
        if (from.Edge != to.Edge)
            return search.Weigh(approaches.Starts(from), approaches.Ends(to));
        var round = search.Weigh(approaches.Followers(from), approaches.Ends(to));
        return Math.Min(round, approaches.Direct(from, to)?.Weight ?? Weight.Unreachable);
    }

    /// <summary>Rows are independent; a block of them is enough work to be worth handing out.</summary>
    void InBlocks(int count, int threads, Action<HierarchySearch, int> work, CancellationToken cancellation)
    {
        const int Block = 16;
        Parallel.For(0, (count + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            searches.Rent,
            (block, _, search) =>
            {
                for (var i = block * Block; i < Math.Min(count, (block + 1) * Block); i++)
                    work(search, i);
                return search;
            },
            searches.GiveBack);
    }
}
