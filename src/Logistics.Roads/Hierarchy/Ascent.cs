using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>One side of a search: climbs from a few nodes, settling them in the order of their cost. One object serves one thread and is reused.</summary>
/// <remarks>
/// Stall-on-demand (Geisberger et al. 2008, section 4): a node that some higher node reaches more cheaply lies on no shortest path by this
/// climb; it is passed over. This is the innermost loop of every question.
/// </remarks>
sealed class Ascent
{
    readonly Marks marks = new();
    readonly List<int> gates = [];
    readonly List<Stand> settled = [];
    (long Key, int Rank)[] heap = new (long, int)[256];
    int heapCount;
    int ceiling;

    public bool IsDone => heapCount == 0;

    /// <summary>The least cost of any node still to settle. There must be one.</summary>
    public long LeastKey => heap[0].Key;

    /// <summary>The ranks from the ceiling up that were reached, each once, in the order they were found.</summary>
    public IReadOnlyList<int> Gates => gates;

    /// <param name="under">The ceiling: nodes of this rank and above are reached and not climbed from.</param>
    public void Begin(int under)
    {
        ceiling = under;
        heapCount = 0;
        gates.Clear();
        marks.Clear();
    }

    /// <summary>Begins at a node of this rank, unless it is known at a lesser cost.</summary>
    public void Start(int rank, long label) => Reach(ref marks.Find(rank), rank, label, -1);

    /// <summary>Whether a node was seen, and its cost.</summary>
    public bool HasSeen(int rank, out long label)
    {
        ref var mark = ref marks.Find(rank);
        label = mark.Label;
        return mark.SeenIn == marks.Search;
    }

    /// <summary>The cost of a node that was seen.</summary>
    public long LabelOf(int rank) => marks.Find(rank).Label;

    /// <summary>The lower node that a node was reached from; -1 where the search began.</summary>
    public int ParentOf(int rank) => marks.Find(rank).Parent;

    /// <summary>Settles the next node and climbs on from it. False when the node is of no use: reached more cheaply meanwhile, or stalled.</summary>
    public bool Settle(in Slope slope, out int rank, out long label)
    {
        (label, rank) = Pop();
        if (label > marks.Find(rank).Label)
            return false;
        var running = marks.Search;
        unchecked
        {
            foreach (ref readonly var link in slope.Against(rank))
            {
                ref var higher = ref marks.Find(link.To);
                if (higher.SeenIn == running && higher.Label + link.Weight < label)
                    return false;
            }
            foreach (ref readonly var link in slope.Of(rank))
            {
                ref var mark = ref marks.Find(link.To);
                var reached = label + link.Weight;
                if (mark.SeenIn != running || reached < mark.Label)
                    Reach(ref mark, link.To, reached, rank);
            }
        }
        return true;
    }

    /// <summary>Settles all there is; <see cref="Settled"/> then has every node of use.</summary>
    public void SettleAll(in Slope slope)
    {
        settled.Clear();
        while (heapCount > 0)
            if (Settle(slope, out var rank, out var label))
                settled.Add(new(rank, label));
    }

    /// <summary>The nodes that <see cref="SettleAll"/> settled to some use, in that order; gates are not among them.</summary>
    public ReadOnlySpan<Stand> Settled => CollectionsMarshal.AsSpan(settled);

    void Reach(ref Mark mark, int rank, long label, int parent)
    {
        var isNew = mark.SeenIn != marks.Search;
        if (!isNew && mark.Label <= label)
            return;
        mark = new(label, rank, parent, marks.Search);
        if (isNew)
            marks.Added();
        if (rank >= ceiling)
        {
            if (isNew)
                gates.Add(rank);
            return;
        }

        // Entries made obsolete by a cheaper one stay in the heap: cheaper than looking for them.
        if (heapCount == heap.Length)
            Array.Resize(ref heap, 2 * heapCount);
        var entries = heap;
        var place = heapCount++;
        while (place > 0)
        {
            var above = (place - 1) >> 2;
            if (entries[above].Key <= label)
                break;
            entries[place] = entries[above];
            place = above;
        }
        entries[place] = (label, rank);
    }

    (long Key, int Rank) Pop()
    {
        var entries = heap;
        var top = entries[0];
        var last = entries[--heapCount];
        var (place, end) = (0, heapCount);
        while (4 * place + 1 is var child && child < end)
        {
            var least = child;
            var key = entries[child].Key;
            for (var stop = Math.Min(child + 4, end); ++child < stop;)
                if (entries[child].Key < key)
                    (least, key) = (child, entries[child].Key);
            if (key >= last.Key)
                break;
            entries[place] = entries[least];
            place = least;
        }
        entries[place] = last;
        return top;
    }
}
