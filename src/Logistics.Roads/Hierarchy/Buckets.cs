namespace Logistics.Roads.Hierarchy;

/// <summary>
/// What the climbs back from many ends settled, gathered by node: a climb from one start then meets all ends at once, by running over the
/// buckets of the nodes it settles.
/// </summary>
/// <remarks>
/// Knopp, Sanders, Schultes, Schulz and Wagner, Computing many-to-many shortest paths using highway hierarchies, ALENEX 2007. The buckets are
/// one array sorted by rank (a counting sort), so a meeting reads memory in order. Immutable.
/// </remarks>
sealed class Buckets
{
    readonly int[] first; // per rank
    readonly Entry[] entries;

    readonly record struct Entry(long Label, int End);

    Buckets(int[] first, Entry[] entries) => (this.first, this.entries) = (first, entries);

    /// <param name="climbs">Per end, what its climb settled; the order within a bucket is that of the ends.</param>
    public static Buckets Of(int rankCount, IReadOnlyList<(int Rank, long Label)[]> climbs)
    {
        var first = new int[rankCount + 1];
        foreach (var climb in climbs)
            foreach (var (rank, _) in climb)
                first[rank + 1]++;
        for (var rank = 0; rank < rankCount; rank++)
            first[rank + 1] += first[rank];
        var next = first.AsSpan(0, rankCount).ToArray();
        var entries = new Entry[first[rankCount]];
        for (var end = 0; end < climbs.Count; end++)
            foreach (var (rank, label) in climbs[end])
                entries[next[rank]++] = new(label, end);
        return new(first, entries);
    }

    /// <summary>Lowers the row's weights to what a climb from one start reaches.</summary>
    /// <param name="row">Per end; begin with <see cref="Weight.Unreachable"/>.</param>
    public void Meet(IReadOnlyList<(int Rank, long Label)> climb, Span<long> row)
    {
        foreach (var (rank, label) in climb)
            foreach (ref readonly var entry in entries.AsSpan(first[rank]..first[rank + 1]))
            {
                var weight = label + entry.Label;
                ref var known = ref row[entry.End];
                if (weight < known)
                    known = weight;
            }
    }
}
