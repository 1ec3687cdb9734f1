namespace Logistics.Matching.Flows;

/// <summary>
/// Moves flow between recipients along residual paths: each arc may gain up to its upper and lose down to its lower bound, while every
/// node but the recipients passes on what it receives. A maximum flow by Dinic's method on the residual graph as it stands.
/// </summary>
/// <remarks>Dinic, Soviet Mathematics Doklady 11 (1970).</remarks>
sealed class Exchange
{
    readonly FlowNetwork network;
    readonly int[] firstSlot, slotArc;
    readonly int[] level, current, queue, path, part;
    int visited, parts;

    /// <param name="frozen">Arcs that carry no part of an exchange.</param>
    public Exchange(FlowNetwork network, bool[] frozen)
    {
        this.network = network;
        var nodes = network.NodeCount;
        firstSlot = new int[nodes + 1];
        for (var e = 0; e < network.ArcCount; e++)
            if (!frozen[e])
            {
                firstSlot[network.Tail[e] + 1]++;
                firstSlot[network.Head[e] + 1]++;
            }
        for (var v = 0; v < nodes; v++)
            firstSlot[v + 1] += firstSlot[v];
        slotArc = new int[firstSlot[nodes]];
        var next = firstSlot.ToArray();
        for (var e = 0; e < network.ArcCount; e++)
            if (!frozen[e])
            {
                slotArc[next[network.Tail[e]]++] = e;
                slotArc[next[network.Head[e]]++] = ~e;
            }
        (level, current, queue, path, part) = (new int[nodes], new int[nodes], new int[nodes], new int[nodes], new int[nodes]);
        Array.Fill(level, -1);
    }

    /// <summary>
    /// Takes from nodes with a positive surplus and gives to nodes with a negative one, as much as the network lets through; what could
    /// not be moved stays in <paramref name="surplus"/>.
    /// </summary>
    /// <param name="surplus">By node; most are zero.</param>
    /// <param name="givers">Nodes whose surplus is positive at first, in the order they are asked; all of one part (<see cref="Part"/>).</param>
    public void Move(long[] surplus, ReadOnlySpan<int> givers)
    {
        while (Layer(surplus, givers))
            foreach (var giver in givers)
                while (surplus[giver] > 0 && Augment(giver, surplus))
                {
                }
    }

    /// <summary>
    /// After <see cref="Move"/>: what was reached is a part of its own from now on. Nothing leads out of it, so neither it nor the rest need ever
    /// look at the other again.
    /// </summary>
    public void Part()
    {
        parts++;
        foreach (var v in queue.AsSpan(0, visited))
            part[v] = parts;
    }

    /// <summary>After <see cref="Move"/>: true for nodes that a giver with surplus left can still reach. They form the minimum cut.</summary>
    public bool IsReached(int node) => level[node] >= 0;

    bool Layer(long[] surplus, ReadOnlySpan<int> givers)
    {
        // Only what was looked at last time is wiped: most questions are small beside the network.
        foreach (var v in queue.AsSpan(0, visited))
            level[v] = -1;
        int read = 0, written = 0;
        foreach (var giver in givers)
            if (surplus[giver] > 0)
            {
                level[giver] = 0;
                current[giver] = firstSlot[giver];
                queue[written++] = giver;
            }
        var found = false;
        while (read < written)
        {
            var v = queue[read++];
            if (surplus[v] < 0)
                found = true;
            for (var slot = firstSlot[v]; slot < firstSlot[v + 1]; slot++)
                if (Room(slotArc[slot]) > 0 && End(slotArc[slot]) is var to && level[to] < 0 && part[to] == part[v])
                {
                    level[to] = level[v] + 1;
                    current[to] = firstSlot[to];
                    queue[written++] = to;
                }
        }
        visited = written;
        return found;
    }

    /// <summary>One path of the layered graph, found by depth-first search without recursion.</summary>
    bool Augment(int giver, long[] surplus)
    {
        var length = 0;
        var v = giver;
        while (true)
        {
            if (surplus[v] < 0)
            {
                var amount = Math.Min(surplus[giver], -surplus[v]);
                for (var i = 0; i < length; i++)
                    amount = Math.Min(amount, Room(path[i]));
                for (var i = 0; i < length; i++)
                    if (path[i] >= 0)
                        network.Flow[path[i]] += amount;
                    else
                        network.Flow[~path[i]] -= amount;
                surplus[giver] -= amount;
                surplus[v] += amount;
                return true;
            }
            if (current[v] < firstSlot[v + 1])
            {
                var arc = slotArc[current[v]];
                var to = End(arc);
                if (Room(arc) > 0 && level[to] == level[v] + 1)
                {
                    path[length++] = arc;
                    v = to;
                }
                else
                    current[v]++;
            }
            else if (length > 0)
            {
                level[v] = -2;
                v = Start(path[--length]);
                current[v]++;
            }
            else
                return false;
        }
    }

    long Room(int arc) => arc >= 0 ? network.Upper[arc] - network.Flow[arc] : network.Flow[~arc] - network.Lower[~arc];

    int End(int arc) => arc >= 0 ? network.Head[arc] : network.Tail[~arc];

    int Start(int arc) => arc >= 0 ? network.Tail[arc] : network.Head[~arc];
}
