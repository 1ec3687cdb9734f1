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
    readonly Pool<HierarchySearch> searches = new(() => new(roads.Hierarchy));

    /// <summary>All weights, row by row; unreachable from and to a null place, zero from each place to itself.</summary>
    public long[] Table(IReadOnlyList<Anchor?> places, int threads, CancellationToken cancellation)
    {
        var count = places.Count;
        var climbs = new (int, long)[count][];
        InBlocks(count, threads, (search, settled, to) =>
        {
            if (places[to] is not { } place)
            {
                climbs[to] = [];
                return;
            }
            search.SweepBackwards(approaches.Ends(place), settled);
            climbs[to] = [.. settled];
        }, cancellation);
        var buckets = Buckets.Of(roads.Hierarchy.Count, climbs);
        var sameEdge = Enumerable.Range(0, count).Where(i => places[i] is not null).ToLookup(i => places[i]!.Value.Edge);
        var weights = new long[count * count];
        InBlocks(count, threads, (search, settled, from) =>
        {
            var row = weights.AsSpan(from * count, count);
            row.Fill(Weight.Unreachable);
            if (places[from] is { } start)
            {
                search.SweepOnwards(approaches.Starts(start), settled);
                buckets.Meet(settled, row);
                foreach (var to in sameEdge[start.Edge])
                    if (to != from)
                        row[to] = Weigh(search, start, places[to]!.Value);
            }
            row[from] = 0;
        }, cancellation);
        return weights;
    }

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
        var weight = Weigh(search, from, to);
        if (weight == Weight.Unreachable)
            return null;
        if (approaches.Direct(from, to) is { } direct && direct.Weight == weight)
            return direct;
        var nodes = search.Path();
        var arcs = nodes.ConvertAll(roads.Search.ArcOf);
        return new(weight, from.Edge == to.Edge ? [approaches.LeftBy(from, nodes[0]), .. arcs] : arcs);
    }

    long Weigh(HierarchySearch search, Anchor from, Anchor to)
    {
        if (from.Edge != to.Edge)
            return search.Run(approaches.Starts(from), approaches.Ends(to));
        var round = search.Run(approaches.Followers(from), approaches.Ends(to));
        return Math.Min(round, approaches.Direct(from, to)?.Weight ?? Weight.Unreachable);
    }

    /// <summary>Rows are independent; a block of them is enough work to be worth handing out.</summary>
    void InBlocks(int count, int threads, Action<HierarchySearch, List<(int, long)>, int> work, CancellationToken cancellation)
    {
        const int Block = 16;
        Parallel.For(0, (count + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => (Search: searches.Rent(), Settled: new List<(int, long)>()),
            (block, _, local) =>
            {
                for (var i = block * Block; i < Math.Min(count, (block + 1) * Block); i++)
                    work(local.Search, local.Settled, i);
                return local;
            },
            local => searches.GiveBack(local.Search));
    }
}
