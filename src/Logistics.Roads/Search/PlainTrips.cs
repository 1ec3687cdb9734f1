using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>Travel between places by plain searches: the second opinion on <see cref="Trips"/>, and the way when the network changes from one question to the next.</summary>
/// <param name="isClosed">Per edge: nobody drives it. Empty when all are open; places must lie on open ones.</param>
sealed class PlainTrips(CompiledRoads roads, bool[] isClosed)
{
    readonly Approaches approaches = new(roads);
    readonly Pool<Dijkstra> searches = new(() => new(roads.Search, ClosedNodes(roads, isClosed)));

    public PlainTrips(CompiledRoads roads) : this(roads, [])
    {
    }

    /// <summary>The weights from one place to all, in their order; unreachable where no path leads, and for a null place.</summary>
    public void Weigh(Anchor from, IReadOnlyList<Anchor?> places, Span<long> weights)
    {
        var search = searches.Rent();
        var ends = Array.ConvertAll(places.ToArray(), place => place is { } known ? approaches.Ends(known) : []);
        search.Run(approaches.Followers(from), [.. ends.SelectMany(seeds => seeds).Select(seed => seed.Node)]);
        for (var to = 0; to < ends.Length; to++)
        {
            weights[to] = places[to] is { } place && approaches.Direct(from, place) is { } direct ? direct.Weight : Weight.Unreachable;
            foreach (var (node, label) in ends[to])
                if (search.LabelOf(node) is var reached and not Weight.Unreachable)
                    weights[to] = Math.Min(weights[to], reached + label);
        }
        searches.GiveBack(search);
    }

    /// <summary>From one place to all, in their order; null where no path leads, and for a null place.</summary>
    public Trip?[] Find(Anchor from, IReadOnlyList<Anchor?> places)
    {
        var search = searches.Rent();
        var ends = Array.ConvertAll(places.ToArray(), place => place is { } known ? approaches.Ends(known) : []);
        search.Run(approaches.Followers(from), [.. ends.SelectMany(seeds => seeds).Select(seed => seed.Node)]);
        var trips = new Trip?[ends.Length];
        for (var to = 0; to < ends.Length; to++)
            trips[to] = places[to] is { } place ? Best(search, from, place, ends[to]) : null;
        searches.GiveBack(search);
        return trips;
    }

    static bool[] ClosedNodes(CompiledRoads roads, bool[] isClosed)
    {
        if (isClosed.Length == 0)
            return [];
        var nodes = new bool[roads.Search.Count];
        for (var node = 0; node < nodes.Length; node++)
            nodes[node] = isClosed[roads.Arcs[roads.Search.ArcOf(node)].Edge];
        return nodes;
    }

    Trip? Best(Dijkstra search, Anchor from, Anchor to, Seed[] ends)
    {
        var best = approaches.Direct(from, to);
        var last = -1;
        var weight = best?.Weight ?? Weight.Unreachable;
        foreach (var (node, label) in ends)
            if (search.LabelOf(node) is var reached and not Weight.Unreachable && reached + label < weight)
                (last, weight) = (node, reached + label);
        if (last < 0)
            return best;
        var nodes = new List<int>();
        for (var node = last; node >= 0; node = search.ParentOf(node))
            nodes.Add(node);
        nodes.Reverse();
        return new(weight, [approaches.LeftBy(from, nodes[0]), .. nodes.Select(roads.Search.ArcOf)]);
    }
}
