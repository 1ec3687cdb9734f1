namespace Logistics.Roads.Search;

/// <summary>A queue of numbered items by key, smallest first, whose keys may go down. A heap of four children per node: fewer levels, better use of the cache.</summary>
/// <remarks>Johnson, Priority queues with update and finding minimum spanning trees, Inf. Process. Lett. 4(3), 1975 (d-ary heaps).</remarks>
sealed class IndexedHeap(int capacity)
{
    const int Arity = 4;

    readonly (long Key, int Item)[] heap = new (long, int)[capacity];
    readonly int[] places = new int[capacity]; // place + 1 of an item in the heap; 0: not there

    public int Count { get; private set; }

    /// <summary>The smallest key. The heap must not be empty.</summary>
    public long MinKey => heap[0].Key;

    public void Clear()
    {
        for (var i = 0; i < Count; i++)
            places[heap[i].Item] = 0;
        Count = 0;
    }

    /// <summary>Adds the item, or lowers its key.</summary>
    public void Push(int item, long key)
    {
        var place = places[item] - 1;
        if (place < 0)
            place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / Arity;
            if (heap[parent].Key <= key)
                break;
            Put(place, heap[parent]);
            place = parent;
        }
        Put(place, (key, item));
    }

    /// <summary>Takes out an item of the smallest key. The heap must not be empty.</summary>
    public int Pop()
    {
        var top = heap[0].Item;
        places[top] = 0;
        var last = heap[--Count];
        if (Count == 0)
            return top;
        var place = 0;
        while (true)
        {
            var child = Arity * place + 1;
            if (child >= Count)
                break;
            var least = child;
            for (var end = Math.Min(child + Arity, Count); ++child < end;)
                if (heap[child].Key < heap[least].Key)
                    least = child;
            if (heap[least].Key >= last.Key)
                break;
            Put(place, heap[least]);
            place = least;
        }
        Put(place, last);
        return top;
    }

    void Put(int place, (long Key, int Item) entry)
    {
        heap[place] = entry;
        places[entry.Item] = place + 1;
    }
}
