using System.Diagnostics;
using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>
/// Good routes met on the way, each a column of the set partitioning: for a kind of vehicle and a set of requests the cheapest sequence seen.
/// (Rochat and Taillard 1995, "Probabilistic diversification and intensification in local search for vehicle routing", J. Heuristics 1:147.)
/// </summary>
/// <remarks>
/// Of one island, on one thread; pools meet in <see cref="MergeFrom"/>. When it is full the half not offered for longest goes. Nothing is allocated per offer but
/// the sequence of a route not seen before. Two sets whose marks collide (one chance in 2^64 a pair) share a place: one of the two routes is then lost, nothing worse.
/// </remarks>
sealed class RoutePool
{
    public const int DefaultCapacity = 20_000;

    readonly Model model;
    readonly ulong[] markOfRequest;
    readonly ulong[] markOfKind;
    readonly PooledRoute[] routes;
    readonly long[] stamps;
    readonly int[] table;
    readonly long[] seen;
    long clock;

    public RoutePool(Model model, int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        this.model = model;
        // Fixed: pools of several islands must mark alike.
        var rng = new Rng(0x706f6f6c);
        markOfRequest = [.. Enumerable.Range(0, model.Requests).Select(_ => rng.NextULong())];
        markOfKind = [.. model.VehiclesOfKind.Select(_ => rng.NextULong())];
        routes = new PooledRoute[capacity];
        stamps = new long[capacity];
        table = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * capacity))];
        Array.Fill(table, -1);
        seen = new long[model.Vehicles];
    }

    public int Count { get; private set; }

    /// <summary>In no order that means anything, yet always the same after the same offers.</summary>
    public ReadOnlySpan<PooledRoute> Routes => routes.AsSpan(0, Count);

    /// <summary>Every route of the plan that changed since this pool last saw its vehicle.</summary>
    public void Offer(State state)
    {
        for (var u = 0; u < state.UsedCount; u++)
            Offer(state.Routes[state.Used[u]]);
    }

    /// <summary>A route that can be driven; empty ones, and one whose version was the last offered of its vehicle, are passed over.</summary>
    public void Offer(Route route)
    {
        if (route.Count == 0 || seen[route.Vehicle] == route.Version)
            return;
        seen[route.Vehicle] = route.Version;
        Offer(model.KindOf[route.Vehicle], route.Nodes.AsSpan(1, route.Count), route.Hold.AsSpan(1, route.Count), route.Cost);
    }

    /// <summary>Takes over the other island's routes, so many of the most recent; at a barrier, while neither searches.</summary>
    public void MergeFrom(RoutePool other, int most = DefaultCapacity)
    {
        foreach (var at in other.MostRecent(most))
            Offer(other.routes[at].Kind, other.routes[at].Nodes, other.routes[at].Holds, other.routes[at].Cost);
    }

    /// <summary>Indices of the routes offered last, in the order of <see cref="Routes"/>.</summary>
    public IReadOnlyList<int> MostRecent(int most)
    {
        var after = Count <= most ? 0 : Nth(Count - most);
        return [.. Enumerable.Range(0, Count).Where(i => stamps[i] >= after)];
    }

    /// <summary>The stamp that so many are older than. Stamps are distinct.</summary>
    long Nth(int older)
    {
        var sorted = stamps.AsSpan(0, Count).ToArray();
        Array.Sort(sorted);
        return sorted[older];
    }

    void Offer(int kind, ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds, long cost)
    {
        var key = KeyOf(kind, nodes);
        var at = Find(key);
        if (table[at] < 0)
        {
            if (Count == routes.Length)
            {
                DropOlderHalf();
                at = Find(key);
            }
            table[at] = Count;
            ref var fresh = ref routes[Count];
            stamps[Count++] = ++clock;
            fresh.Key = key;
            fresh.Kind = kind;
            fresh.Keep(nodes, holds, cost);
            return;
        }
        stamps[table[at]] = ++clock;
        ref var known = ref routes[table[at]];
        if (cost < known.Cost)
            known.Keep(nodes, holds, cost);
    }

    /// <summary>The mark of a kind of vehicle and a set of requests.</summary>
    public ulong KeyOf(int kind, ReadOnlySpan<int> nodes)
    {
        var key = markOfKind[kind];
        foreach (var node in nodes)
            // Once for each request, at the activity that every such request has.
            if (node < 2 * model.Requests && ((node & 1) == 0 || !model.HasPickup[node >> 1]))
                key ^= markOfRequest[node >> 1];
        return key;
    }

    int Find(ulong key)
    {
        var mask = table.Length - 1;
        var at = (int)(key >> 33) & mask;
        while (table[at] >= 0 && routes[table[at]].Key != key)
            at = (at + 1) & mask;
        return at;
    }

    void DropOlderHalf()
    {
        var oldest = Nth(Count / 2);
        var kept = 0;
        for (var i = 0; i < Count; i++)
            if (stamps[i] >= oldest)
            {
                // Swapped, not copied: the sequences of dropped routes stay in the free places to be written over.
                (routes[kept], routes[i]) = (routes[i], routes[kept]);
                stamps[kept++] = stamps[i];
            }
        Count = kept;
        Array.Fill(table, -1);
        for (var i = 0; i < Count; i++)
        {
            var at = Find(routes[i].Key);
            Debug.Assert(table[at] < 0, "two routes of one key");
            table[at] = i;
        }
    }
}

/// <summary>A route without its vehicle: activities only, start and end left out.</summary>
struct PooledRoute
{
    int count;
    int[]? nodes;
    byte[]? holds;

    /// <summary>See <see cref="RoutePool.KeyOf"/>.</summary>
    public ulong Key { get; internal set; }

    /// <summary>Of vehicles, as in <see cref="Model.KindOf"/>.</summary>
    public int Kind { get; internal set; }

    /// <summary>In shares, fixed cost included.</summary>
    public long Cost { get; private set; }

    public readonly ReadOnlySpan<int> Nodes => nodes.AsSpan(0, count);

    public readonly ReadOnlySpan<byte> Holds => holds.AsSpan(0, count);

    internal void Keep(ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds, long cost)
    {
        if (this.nodes is null || this.nodes.Length < nodes.Length)
        {
            this.nodes = new int[nodes.Length];
            this.holds = new byte[nodes.Length];
        }
        count = nodes.Length;
        Cost = cost;
        nodes.CopyTo(this.nodes);
        holds.CopyTo(this.holds);
    }
}
