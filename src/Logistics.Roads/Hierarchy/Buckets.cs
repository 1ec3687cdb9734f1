using System.Numerics;
using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>
/// What the climbs back from many ends settled, gathered by node: a climb from one start then meets all ends at once, by running over the
/// buckets of the nodes it settles.
/// </summary>
/// <remarks>
/// Knopp, Sanders, Schultes, Schulz and Wagner, Computing many-to-many shortest paths using highway hierarchies, ALENEX 2007. The buckets are
/// one array sorted by rank (a counting sort), so a meeting reads memory in order. At the top of the hierarchy nearly every end has an
/// entry: such a bucket is a whole row, and meeting it is one addition and one minimum for several ends at a time. Immutable.
/// </remarks>
sealed class Buckets
{
    // A row of all ends costs about as much as a list of a quarter of them.
    const int RowFrom = 4;

    // Stands for unreachable while minima are taken: adding to it does not overflow. A trip's start may lie behind on its arc, by less than a
    // day; so what comes out within a day of it is unreachable still, and a trip may take eleven days.
    const long Far = long.MaxValue / 2, Day = 86_400_000L << 32;

    readonly int ends;
    readonly int[] first; // per rank, into the entries
    readonly Entry[] entries;
    readonly int[] rowOf; // per rank: the number of its row, or -1
    readonly long[] rows;

    readonly record struct Entry(long Label, int End);

    Buckets(int ends, int[] first, Entry[] entries, int[] rowOf, long[] rows) =>
        (this.ends, this.first, this.entries, this.rowOf, this.rows) = (ends, first, entries, rowOf, rows);

    /// <param name="climbs">Per end, what its climb settled; the order within a bucket is that of the ends.</param>
    public static Buckets Of(int rankCount, IReadOnlyList<Stand[]> climbs)
    {
        var counts = new int[rankCount];
        foreach (var climb in climbs)
            foreach (var (rank, _) in climb)
                counts[rank]++;
        var (first, rowOf, rowCount) = (new int[rankCount + 1], new int[rankCount], 0);
        for (var rank = 0; rank < rankCount; rank++)
        {
            rowOf[rank] = counts[rank] * RowFrom > climbs.Count ? rowCount++ : -1;
            first[rank + 1] = first[rank] + (rowOf[rank] < 0 ? counts[rank] : 0);
        }
        var entries = new Entry[first[rankCount]];
        var rows = new long[rowCount * climbs.Count];
        Array.Fill(rows, Far);
        var next = counts; // done with as counts
        first.AsSpan(0, rankCount).CopyTo(next);
        for (var end = 0; end < climbs.Count; end++)
            foreach (var (rank, label) in climbs[end])
                if (rowOf[rank] is var row and >= 0)
                    rows[row * climbs.Count + end] = label;
                else
                    entries[next[rank]++] = new(label, end);
        return new(climbs.Count, first, entries, rowOf, rows);
    }

    /// <summary>The least weight to each end, over all nodes that a climb from one start settled.</summary>
    /// <param name="row">Per end; overwritten.</param>
    public void Meet(ReadOnlySpan<Stand> climb, Span<long> row)
    {
        row.Fill(Far);
        foreach (var (rank, label) in climb)
            if (rowOf[rank] is var dense and >= 0)
                Lower(row, rows.AsSpan(dense * ends, ends), label);
            else
                foreach (ref readonly var entry in entries.AsSpan(first[rank]..first[rank + 1]))
                {
                    ref var known = ref row[entry.End];
                    known = Math.Min(known, label + entry.Label);
                }
        foreach (ref var weight in row)
            if (weight > Far - Day)
                weight = Weight.Unreachable;
    }

    static void Lower(Span<long> row, ReadOnlySpan<long> labels, long label)
    {
        var known = MemoryMarshal.Cast<long, Vector<long>>(row);
        var ahead = MemoryMarshal.Cast<long, Vector<long>>(labels);
        var step = new Vector<long>(label);
        for (var i = 0; i < known.Length; i++)
            known[i] = Vector.Min(known[i], ahead[i] + step);
        for (var i = known.Length * Vector<long>.Count; i < row.Length; i++)
            row[i] = Math.Min(row[i], labels[i] + label);
    }
}
