using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>Travel between places by plain searches: the second opinion on <see cref="Trips"/>, and the way when the network changes from one question to the next.</summary>
sealed class PlainTrips(CompiledRoads roads)
{
    readonly Approaches approaches = new(roads);
    readonly Pool<Dijkstra> searches = new(() => new(roads.Search));

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
