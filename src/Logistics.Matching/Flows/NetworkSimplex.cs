namespace Logistics.Matching.Flows;

/// <summary>
/// The cheapest circulation, by the primal network simplex method on a strongly feasible tree with block search of the entering arc.
/// </summary>
/// <remarks>
/// Cunningham, Mathematical Programming 11 (1976) for strongly feasible trees, which make the method finite; Király and Kovács, Acta
/// Universitatis Sapientiae 4 (2012) for block search. All whole numbers; deterministic: same arcs in the same order, same answer.
/// </remarks>
sealed class NetworkSimplex
{
    const int Root = -1;

    readonly FlowNetwork network;
    readonly int nodes, arcs;

    // Arc e < arcs is the network's, with its flow counted from its lower bound; arc arcs + v joins node v and the root.
    readonly int[] tail, head;
    readonly long[] cost, capacity, flow;
    readonly sbyte[] state;

    // The spanning tree: node -> parent, the arc between them and whether it points up; children as linked lists.
    readonly int[] parent, parentArc, depth, firstChild, nextSibling, previousSibling;
    readonly bool[] up;
    readonly long[] potential;
    readonly Stack<int> stack = new();
    int nextArc;
    bool started;

    /// <summary>A network whose bounds stay as they are, to be asked for one cheapest flow after another: each starts where the last one ended.</summary>
    public NetworkSimplex(FlowNetwork network)
    {
        this.network = network;
        nodes = network.NodeCount;
        arcs = network.ArcCount;
        var all = arcs + nodes;
        (tail, head, cost, capacity, flow, state) = (new int[all], new int[all], new long[all], new long[all], new long[all], new sbyte[all]);
        (parent, parentArc, depth) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
        (firstChild, nextSibling, previousSibling) = (new int[nodes + 1], new int[nodes + 1], new int[nodes + 1]);
        (up, potential) = (new bool[nodes + 1], new long[nodes + 1]);
    }

    /// <summary>
    /// Replaces the network's flow by a cheapest one and answers potentials that prove it: an arc whose reduced cost, cost + potential of
    /// its tail - potential of its head, is positive carries its lower bound, one whose reduced cost is negative its upper bound.
    /// </summary>
    /// <returns>Null when no flow meets the bounds; the network's flow is then left as it was.</returns>
    public static long[]? Solve(FlowNetwork network, ReadOnlySpan<long> costs, CancellationToken cancellation = default) =>
        new NetworkSimplex(network).Solve(costs, cancellation);

    /// <summary>As the static one, for these costs.</summary>
    public long[]? Solve(ReadOnlySpan<long> costs, CancellationToken cancellation)
    {
        if (started)
            Price(costs);
        else
            Start(costs);
        started = true;
        for (var pivots = 0; FindEntering() is var arc and >= 0; pivots++)
        {
            Pivot(arc);
            if ((pivots & 1023) == 1023)
                cancellation.ThrowIfCancellationRequested();
        }
        return Finish();
    }

    /// <summary>The tree stays a basis whatever arcs cost: only potentials are counted anew, from the root down.</summary>
    void Price(ReadOnlySpan<long> costs)
    {
        long dearest = 0;
        for (var e = 0; e < arcs; e++)
        {
            cost[e] = costs[e];
            dearest = Math.Max(dearest, Math.Abs(costs[e]));
        }
        for (var e = arcs; e < cost.Length; e++)
            cost[e] = cost[e] == 0 ? 0 : (dearest + 1) * (nodes + 1);
        for (var child = firstChild[nodes]; child != Root; child = nextSibling[child])
            stack.Push(child);
        while (stack.TryPop(out var v))
        {
            var above = parent[v] == nodes ? 0 : potential[parent[v]];
            potential[v] = up[v] ? above - cost[parentArc[v]] : above + cost[parentArc[v]];
            for (var child = firstChild[v]; child != Root; child = nextSibling[child])
                stack.Push(child);
        }
    }

    void Start(ReadOnlySpan<long> costs)
    {
        var supply = new long[nodes];
        long dearest = 0;
        for (var e = 0; e < arcs; e++)
        {
            (tail[e], head[e], cost[e]) = (network.Tail[e], network.Head[e], costs[e]);
            capacity[e] = network.Upper[e] - network.Lower[e];
            state[e] = 1;
            supply[tail[e]] -= network.Lower[e];
            supply[head[e]] += network.Lower[e];
            dearest = Math.Max(dearest, Math.Abs(costs[e]));
        }
        // Dearer than any path: an artificial arc is used only where no flow meets the bounds.
        var artificial = (dearest + 1) * (nodes + 1);
        var root = nodes;
        Array.Fill(firstChild, Root);
        parent[root] = Root;
        for (var v = 0; v < nodes; v++)
        {
            var e = arcs + v;
            (parent[v], parentArc[v], depth[v]) = (root, e, 1);
            capacity[e] = long.MaxValue;
            up[v] = supply[v] >= 0;
            (tail[e], head[e], flow[e]) = up[v] ? (v, root, supply[v]) : (root, v, -supply[v]);
            cost[e] = up[v] ? 0 : artificial;
            potential[v] = up[v] ? 0 : artificial;
            Attach(v, root);
        }
    }

    /// <summary>The best of the first block of arcs that holds one whose reduced cost invites flow.</summary>
    int FindEntering()
    {
        if (arcs == 0)
            return -1;
        var block = Math.Max(20, (int)Math.Sqrt(arcs));
        long best = 0;
        var entering = -1;
        var left = block;
        var e = nextArc;
        for (var scanned = 0; scanned < arcs; scanned++)
        {
            var reduced = state[e] * (cost[e] + potential[tail[e]] - potential[head[e]]);
            if (reduced < best)
                (best, entering) = (reduced, e);
            if (++e == arcs)
                e = 0;
            if (--left == 0)
            {
                if (entering >= 0)
                    break;
                left = block;
            }
        }
        nextArc = e;
        return entering;
    }

    void Pivot(int entering)
    {
        // Flow is sent from first to second through the entering arc, and back through the tree.
        var (first, second) = state[entering] > 0 ? (tail[entering], head[entering]) : (head[entering], tail[entering]);
        var join = Join(first, second);

        // The last arc to block, seen from the join along the cycle, keeps the tree strongly feasible.
        var delta = capacity[entering];
        var leaving = Root;
        var leavesOnFirst = false;
        for (var u = first; u != join; u = parent[u])
        {
            var room = up[u] ? flow[parentArc[u]] : Residual(parentArc[u]);
            if (room < delta)
                (delta, leaving, leavesOnFirst) = (room, u, true);
        }
        for (var u = second; u != join; u = parent[u])
        {
            var room = up[u] ? Residual(parentArc[u]) : flow[parentArc[u]];
            if (room <= delta)
                (delta, leaving, leavesOnFirst) = (room, u, false);
        }

        if (delta > 0)
        {
            flow[entering] += state[entering] * delta;
            for (var u = first; u != join; u = parent[u])
                flow[parentArc[u]] += up[u] ? -delta : delta;
            for (var u = second; u != join; u = parent[u])
                flow[parentArc[u]] += up[u] ? delta : -delta;
        }

        if (leaving == Root)
        {
            state[entering] = (sbyte)-state[entering];
            return;
        }
        state[parentArc[leaving]] = flow[parentArc[leaving]] == 0 ? (sbyte)1 : (sbyte)-1;
        state[entering] = 0;
        Rehang(entering, leaving, leavesOnFirst ? first : second, leavesOnFirst ? second : first);
    }

    long Residual(int arc) => capacity[arc] == long.MaxValue ? long.MaxValue : capacity[arc] - flow[arc];

    int Join(int u, int v)
    {
        while (u != v)
            if (depth[u] >= depth[v])
                u = parent[u];
            else
                v = parent[v];
        return u;
    }

    /// <summary>Cuts the tree above <paramref name="leaving"/> and hangs the part cut off by the entering arc: inside below outside.</summary>
    void Rehang(int entering, int leaving, int inside, int outside)
    {
        var (node, newParent, newArc) = (inside, outside, entering);
        while (true)
        {
            var (oldParent, oldArc) = (parent[node], parentArc[node]);
            Detach(node);
            (parent[node], parentArc[node], up[node]) = (newParent, newArc, tail[newArc] == node);
            Attach(node, newParent);
            if (node == leaving)
                break;
            (newParent, newArc, node) = (node, oldArc, oldParent);
        }

        var reduced = cost[entering] + potential[tail[entering]] - potential[head[entering]];
        var shift = tail[entering] == inside ? -reduced : reduced;
        stack.Push(inside);
        while (stack.TryPop(out var v))
        {
            potential[v] += shift;
            depth[v] = depth[parent[v]] + 1;
            for (var child = firstChild[v]; child != Root; child = nextSibling[child])
                stack.Push(child);
        }
    }

    void Attach(int node, int to)
    {
        (previousSibling[node], nextSibling[node]) = (Root, firstChild[to]);
        if (firstChild[to] != Root)
            previousSibling[firstChild[to]] = node;
        firstChild[to] = node;
    }

    void Detach(int node)
    {
        if (previousSibling[node] != Root)
            nextSibling[previousSibling[node]] = nextSibling[node];
        else
            firstChild[parent[node]] = nextSibling[node];
        if (nextSibling[node] != Root)
            previousSibling[nextSibling[node]] = previousSibling[node];
    }

    long[]? Finish()
    {
        for (var v = 0; v < nodes; v++)
            if (flow[arcs + v] != 0)
                return null;
        for (var e = 0; e < arcs; e++)
            network.Flow[e] = network.Lower[e] + flow[e];
        return potential[..nodes];
    }
}
