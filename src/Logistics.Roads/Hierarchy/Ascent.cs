namespace Logistics.Roads.Hierarchy;

/// <summary>One side of a search: climbs from a few nodes, settling them in the order of their cost. One object serves one thread and is reused.</summary>
/// <remarks>
/// Stall-on-demand (Geisberger et al. 2008, section 4): a node that some higher node reaches more cheaply lies on no shortest path by this
/// climb; it is passed over.
/// </remarks>
/// <param name="count">Ranks in the hierarchy.</param>
sealed class Ascent(int count)
{
    readonly Mark[] marks = new Mark[count];
    (long Key, int Rank)[] heap = new (long, int)[256];
    int heapCount;
    int search;

    record struct Mark(long Label, int Parent, int SeenIn);

    public bool IsDone => heapCount == 0;

    /// <summary>The least cost of any node still to settle. There must be one.</summary>
    public long LeastKey => heap[0].Key;

    public void Begin()
    {
        heapCount = 0;
        search++;
    }

    /// <summary>Begins at a node of this rank, unless it is known at a lesser cost.</summary>
    public void Start(int rank, long label) => Reach(rank, label, -1);

    public bool HasSeen(int rank) => marks[rank].SeenIn == search;

    /// <summary>The cost of a node that was seen.</summary>
    public long LabelOf(int rank) => marks[rank].Label;

    /// <summary>The lower node that a node was reached from; -1 where the search began.</summary>
    public int ParentOf(int rank) => marks[rank].Parent;

    /// <summary>Settles the next node and climbs on from it. False when the node is of no use: reached more cheaply meanwhile, or stalled.</summary>
    public bool Settle(in Slope slope, out int rank, out long label)
    {
        (label, rank) = Pop();
        if (label > marks[rank].Label)
            return false;
        foreach (ref readonly var link in slope.Against(rank))
            if (marks[link.To].SeenIn == search && marks[link.To].Label + link.Weight < label)
                return false;
        foreach (ref readonly var link in slope.Of(rank))
            Reach(link.To, label + link.Weight, rank);
        return true;
    }

    void Reach(int rank, long label, int parent)
    {
        ref var mark = ref marks[rank];
        if (mark.SeenIn == search && mark.Label <= label)
            return;
        (mark.Label, mark.Parent, mark.SeenIn) = (label, parent, search);

        // Entries made obsolete by a cheaper one stay in the heap: cheaper than looking for them.
        if (heapCount == heap.Length)
            Array.Resize(ref heap, 2 * heapCount);
        var place = heapCount++;
        while (place > 0)
        {
            var above = (place - 1) >> 2;
            if (heap[above].Key <= label)
                break;
            heap[place] = heap[above];
            place = above;
        }
        heap[place] = (label, rank);
    }

    (long Key, int Rank) Pop()
    {
        var top = heap[0];
        var last = heap[--heapCount];
        var place = 0;
        while (4 * place + 1 is var child && child < heapCount)
        {
            var least = child;
            for (var end = Math.Min(child + 4, heapCount); ++child < end;)
                if (heap[child].Key < heap[least].Key)
                    least = child;
            if (heap[least].Key >= last.Key)
                break;
            heap[place] = heap[least];
            place = least;
        }
        heap[place] = last;
        return top;
    }
}
