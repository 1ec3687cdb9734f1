using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>A link of the graph that remains while nodes are contracted.</summary>
/// <param name="Middle">The node a shortcut bridges, or -1.</param>
/// <param name="Hops">How many links of the search graph it stands for.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // no gap of four bytes in each of some millions
record struct RemainingLink(long Weight, int Node, int Middle, int Hops);

/// <summary>A list of links per node, all in one pool: a list that outgrows its block moves to one twice as large, and blocks left behind are used again.</summary>
/// <remarks>Several threads may read as long as none writes.</remarks>
sealed class LinkLists
{
    readonly int[] starts;
    readonly int[] counts;
    readonly byte[] sizes; // a block holds 1 << size links
    readonly List<int>[] free = new List<int>[31];
    RemainingLink[] pool;
    int used;

    /// <param name="capacities">How many links each node begins with.</param>
    public LinkLists(ReadOnlySpan<int> capacities)
    {
        (starts, counts, sizes) = (new int[capacities.Length], new int[capacities.Length], new byte[capacities.Length]);
        for (var node = 0; node < capacities.Length; node++)
        {
            starts[node] = used;
            sizes[node] = SizeFor(capacities[node]);
            used += 1 << sizes[node];
        }
        pool = new RemainingLink[used + used / 4];
        for (var size = 0; size < free.Length; size++)
            free[size] = [];
    }

    public Span<RemainingLink> this[int node] => pool.AsSpan(starts[node], counts[node]);

    public int CountOf(int node) => counts[node];

    /// <summary>Adds a link, or makes the one that leads to the same node cheaper.</summary>
    public void Put(int node, in RemainingLink link)
    {
        foreach (ref var known in this[node])
            if (known.Node == link.Node)
            {
                if (link.Weight < known.Weight)
                    known = link;
                return;
            }
        if (counts[node] == 1 << sizes[node])
            Grow(node);
        pool[starts[node] + counts[node]++] = link;
    }

    public void Remove(int node, int other)
    {
        var links = this[node];
        for (var i = 0; i < links.Length; i++)
            if (links[i].Node == other)
            {
                links[i] = links[^1];
                counts[node]--;
                return;
            }
    }

    public void Clear(int node)
    {
        free[sizes[node]].Add(starts[node]);
        counts[node] = 0;
    }

    void Grow(int node)
    {
        var (from, size) = (starts[node], sizes[node]);
        var blocks = free[size + 1];
        int to;
        if (blocks.Count > 0)
        {
            to = blocks[^1];
            blocks.RemoveAt(blocks.Count - 1);
        }
        else
        {
            to = used;
            used += 2 << size;
            if (used > pool.Length)
                Array.Resize(ref pool, used + used / 4);
        }
        pool.AsSpan(from, counts[node]).CopyTo(pool.AsSpan(to));
        free[size].Add(from);
        (starts[node], sizes[node]) = (to, (byte)(size + 1));
    }

    static byte SizeFor(int capacity)
    {
        byte size = 0;
        while (1 << size < capacity)
            size++;
        return size;
    }
}
