using System.Numerics;
using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>
/// What the climbs back from many ends settled, gathered by node: a climb from one start then meets all ends at once, by running over the
/// buckets of the nodes it settles.
/// </summary>
/// <remarks>
/// Knopp, Sanders, Schultes, Schulz and Wagner, Computing many-to-many shortest paths using highway hierarchies, ALENEX 2007. The buckets are
/// one array, bucket by bucket (a counting sort), so a meeting reads memory in order. At the top of the hierarchy nearly every end has an
/// entry: such a bucket is a whole row, and meeting it is one addition and one minimum for several ends at a time. Safe to share between threads.
/// </remarks>
sealed class Buckets
{
    // A row of all ends costs about as much as a list of a quarter of them.
    const int RowFrom = 4;

    // Stands for unreachable while minima are taken: adding to it does not overflow. A trip's start may lie behind on its arc, by less than a
    // day; so what comes out within a day of it is unreachable still, and a trip may take eleven days.
    const long Far = long.MaxValue / 2, Day = 86_400_000L << 32;

    readonly int ends;
    readonly int[] slotOf; // per rank: its bucket, or -1; as large as the region, so it is used again
    readonly List<int> ranks = []; // of the buckets
    readonly int[] first; // per bucket, into the entries
    readonly Entry[] entries;
    readonly int[] rowOf; // per bucket: the number of its row, or -1
    readonly long[] rows;

    readonly record struct Entry(long Label, int End);

    /// <param name="climbs">Per end, what its climb settled; the order within a bucket is that of the ends.</param>
    /// <param name="slots">Per rank, all -1; <see cref="Release"/> leaves it so again.</param>
    public Buckets(IReadOnlyList<Stand[]> climbs, int[] slots)
    {
        (ends, slotOf) = (climbs.Count, slots);
        var counts = new List<int>();
        foreach (var climb in climbs)
            foreach (var (rank, _) in climb)
                if (slots[rank] is var slot and >= 0)
                {
                    counts[slot]++;
                }
                else
                {
                    slots[rank] = ranks.Count;
                    ranks.Add(rank);
                    counts.Add(1);
                }
        (first, rowOf) = (new int[ranks.Count + 1], new int[ranks.Count]);
        var rowCount = 0;
        for (var slot = 0; slot < ranks.Count; slot++)
        {
            rowOf[slot] = counts[slot] * RowFrom > ends ? rowCount++ : -1;
            first[slot + 1] = first[slot] + (rowOf[slot] < 0 ? counts[slot] : 0);
        }
        entries = new Entry[first[^1]];
        rows = new long[rowCount * ends];
        Array.Fill(rows, Far);
        var next = first.ToArray();
        for (var end = 0; end < ends; end++)
            foreach (var (rank, label) in climbs[end])
                if (rowOf[slots[rank]] is var row and >= 0)
                    rows[row * ends + end] = label;
                else
                    entries[next[slots[rank]]++] = new(label, end);
    }

    /// <summary>Gives the slots back; the buckets are of no use after.</summary>
    public void Release()
    {
        foreach (var rank in ranks)
            slotOf[rank] = -1;
    }

    /// <summary>The least weight to each end, over all nodes that a climb from one start settled.</summary>
    /// <param name="row">Per end; overwritten.</param>
    public void Meet(ReadOnlySpan<Stand> climb, Span<long> row)
    {
        row.Fill(Far);
        foreach (var (rank, label) in climb)
        {
            var slot = slotOf[rank];
            if (slot < 0)
                continue;
            if (rowOf[slot] is var dense and >= 0)
                Lower(row, rows.AsSpan(dense * ends, ends), label);
            else
                foreach (ref readonly var entry in entries.AsSpan(first[slot]..first[slot + 1]))
                {
                    ref var known = ref row[entry.End];
                    known = Math.Min(known, label + entry.Label);
                }
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
