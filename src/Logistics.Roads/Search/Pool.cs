using System.Collections.Concurrent;

namespace Logistics.Roads.Search;

/// <summary>Keeps searches for reuse: their arrays are as large as the graph, and each serves one thread at a time.</summary>
sealed class Pool<T>(Func<T> make)
{
    readonly ConcurrentBag<T> idle = [];

    public T Rent() => idle.TryTake(out var item) ? item : make();

    public void GiveBack(T item) => idle.Add(item);
}
