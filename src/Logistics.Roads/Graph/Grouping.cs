namespace Logistics.Roads.Graph;

/// <summary>Numbers by the key they share, in two arrays: a lookup of a million needs no million objects. Within a group the order is that of the items.</summary>
sealed class Grouping
{
    readonly int[] first; // per key, into the items
    readonly int[] grouped;

    /// <param name="keyOf">From 0 to below <paramref name="keys"/>.</param>
    public Grouping(IReadOnlyList<int> items, Func<int, int> keyOf, int keys)
    {
        (first, grouped) = (new int[keys + 1], new int[items.Count]);
        foreach (var item in items)
            first[keyOf(item) + 1]++;
        for (var key = 0; key < keys; key++)
            first[key + 1] += first[key];
        var next = first.ToArray();
        foreach (var item in items)
            grouped[next[keyOf(item)]++] = item;
    }

    public ArraySegment<int> this[int key] => new(grouped, first[key], first[key + 1] - first[key]);
}
