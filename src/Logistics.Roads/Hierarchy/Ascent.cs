using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>One side of a search: climbs from a few nodes, settling them in the order of their cost. One object serves one thread and is reused.</summary>
/// <remarks>
/// Stall-on-demand (Geisberger et al. 2008, section 4): a node that some higher node reaches more cheaply lies on no shortest path by this
/// climb; it is passed over. This is the innermost loop of every question: marks are reached without bounds checks, as every
/// rank in a hierarchy is below its count (the file's checksums vouch for it).
/// </remarks>
/// <param name="count">Ranks in the hierarchy.</param>
sealed class Ascent(int count)
{
    readonly Mark[] marks = new Mark[count];
    readonly List<int> gates = [];
    readonly List<Stand> settled = [];
    (long Key, int Rank)[] heap = new (long, int)[256];
    int heapCount;
    int search;
    int ceiling;

    record struct Mark(long Label, int Parent, int SeenIn);

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
        search++;
    }

    /// <summary>Begins at a node of this rank, unless it is known at a lesser cost.</summary>
    public void Start(int rank, long label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rank, (uint)marks.Length, nameof(rank));
        Reach(ref MarkOf(rank), rank, label, -1);
    }

    public bool HasSeen(int rank) => marks[rank].SeenIn == search;

    /// <summary>The cost of a node that was seen.</summary>
    public long LabelOf(int rank) => marks[rank].Label;

    /// <summary>The lower node that a node was reached from; -1 where the search began.</summary>
    public int ParentOf(int rank) => marks[rank].Parent;

    /// <summary>Settles the next node and climbs on from it. False when the node is of no use: reached more cheaply meanwhile, or stalled.</summary>
    public bool Settle(in Slope slope, out int rank, out long label)
    {
        (label, rank) = Pop();
        if (label > MarkOf(rank).Label)
            return false;
        var running = search;
        unchecked
        {
            foreach (ref readonly var link in slope.Against(rank))
            {
                ref var higher = ref MarkOf(link.To);
                if (higher.SeenIn == running && higher.Label + link.Weight < label)
                    return false;
            }
            foreach (ref readonly var link in slope.Of(rank))
            {
                ref var mark = ref MarkOf(link.To);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    ref Mark MarkOf(int rank) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(marks), (uint)rank);

    void Reach(ref Mark mark, int rank, long label, int parent)
    {
        if (mark.SeenIn == search && mark.Label <= label)
            return;
        if (rank >= ceiling)
        {
            if (mark.SeenIn != search)
                gates.Add(rank);
            (mark.Label, mark.Parent, mark.SeenIn) = (label, parent, search);
            return;
        }
        (mark.Label, mark.Parent, mark.SeenIn) = (label, parent, search);

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
