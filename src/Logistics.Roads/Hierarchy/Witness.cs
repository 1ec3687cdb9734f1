namespace Logistics.Roads.Hierarchy;

/// <summary>A shortcut that contracting its middle would need.</summary>
readonly record struct Shortcut(int From, int To, long Weight, int Hops);

/// <summary>Finds which shortcuts the contraction of a node needs: those pairs of neighbours between which nothing is quicker than by the node itself.</summary>
/// <remarks>
/// The search for a quicker way (a witness) gives up after a while; then the shortcut is added though it may be superfluous, which costs
/// time but never truth. One object serves one thread.
/// <para>
/// Several nodes are contracted at once, none next to another. So only a <em>strictly</em> quicker path is a witness: an equal one might
/// run by a node that is going at the same moment and that counts on this one in turn. An equal direct link is a witness too, for no node
/// lies on it.
/// </para>
/// </remarks>
sealed class Witness(int nodeCount, LinkLists outs, LinkLists ins)
{
    readonly Mark[] marks = new Mark[nodeCount];
    (long Key, int Node)[] heap = new (long, int)[256];
    int heapCount;
    int search;

    record struct Mark(long Label, int SeenIn, int WantedIn);

    /// <summary>Appends the shortcuts and returns how many links of the search graph they stand for.</summary>
    /// <param name="settleLimit">How many nodes one search may settle.</param>
    public int Shortcuts(int node, int settleLimit, List<Shortcut> found)
    {
        var hops = 0;
        var leaving = outs[node];
        foreach (ref readonly var arriving in ins[node])
        {
            var from = arriving.Node;
            var (wanted, bound) = Want(leaving, from, arriving.Weight);
            if (wanted == 0)
                continue;
            Search(from, node, wanted, bound, settleLimit);
            foreach (ref readonly var link in leaving)
            {
                if (link.Node == from || marks[link.Node].WantedIn != search)
                    continue;
                var weight = arriving.Weight + link.Weight;
                if (marks[link.Node].SeenIn == search && marks[link.Node].Label < weight)
                    continue;
                found.Add(new(from, link.Node, weight, arriving.Hops + link.Hops));
                hops += arriving.Hops + link.Hops;
            }
        }
        return hops;
    }

    /// <summary>Marks the neighbours that need looking for, and says how far.</summary>
    (int Wanted, long Bound) Want(ReadOnlySpan<RemainingLink> leaving, int from, long arriving)
    {
        search++;
        var (wanted, bound) = (0, 0L);
        foreach (ref readonly var link in leaving)
            if (link.Node != from)
            {
                marks[link.Node].WantedIn = search;
                bound = Math.Max(bound, arriving + link.Weight);
                wanted++;
            }
        if (wanted == 0)
            return (0, 0);
        foreach (ref readonly var direct in outs[from])
            if (marks[direct.Node].WantedIn == search)
                foreach (ref readonly var link in leaving)
                    if (link.Node == direct.Node && direct.Weight <= arriving + link.Weight)
                    {
                        marks[direct.Node].WantedIn = 0;
                        wanted--;
                    }
        return (wanted, bound);
    }

    void Search(int from, int avoided, int wanted, long bound, int settleLimit)
    {
        heapCount = 0;
        marks[from].Label = 0;
        marks[from].SeenIn = search;
        Push(0, from);
        while (heapCount > 0)
        {
            var (key, node) = Pop();
            if (key > marks[node].Label)
                continue;
            if (marks[node].WantedIn == search && --wanted == 0 || --settleLimit < 0)
                return;
            foreach (ref readonly var link in outs[node])
            {
                var label = key + link.Weight;
                // Only what is strictly quicker than the bound can be of use.
                if (label >= bound || link.Node == avoided)
                    continue;
                ref var mark = ref marks[link.Node];
                if (mark.SeenIn == search && mark.Label <= label)
                    continue;
                mark.Label = label;
                mark.SeenIn = search;
                Push(label, link.Node);
            }
        }
    }

    void Push(long key, int node)
    {
        if (heapCount == heap.Length)
            Array.Resize(ref heap, 2 * heapCount);
        var place = heapCount++;
        while (place > 0)
        {
            var parent = (place - 1) >> 2;
            if (heap[parent].Key <= key)
                break;
            heap[place] = heap[parent];
            place = parent;
        }
        heap[place] = (key, node);
    }

    (long Key, int Node) Pop()
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
