using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>What a climb knows of a node.</summary>
/// <param name="Parent">The lower node that it was reached from; -1 where the search began.</param>
/// <param name="SeenIn">The search that wrote the mark; older marks count for nothing.</param>
record struct Mark(long Label, int Rank, int Parent, int SeenIn);

/// <summary>
/// The marks of one climb, found by rank: a hash table with open addressing. A climb sees some hundred nodes of a million, so a table that fits the
/// processor's first cache beats an array that is as large as the region, and costs no memory.
/// </summary>
/// <remarks>Knuth, The Art of Computer Programming 3, 6.4, algorithm L; multiplicative hashing. Emptied by counting searches.</remarks>
sealed class Marks
{
    Mark[] slots = new Mark[512];
    int shift = 32 - 9;
    int count;

    /// <summary>The number of the running search.</summary>
    public int Search { get; private set; } = 1;

    public void Clear()
    {
        Search++;
        count = 0;
    }

    /// <summary>The node's mark, or a vacant one for it, which <see cref="Mark.SeenIn"/> tells. Good until the next <see cref="Added"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Mark Find(int rank)
    {
        // The mask keeps every place within the array.
        var mask = slots.Length - 1;
        ref var first = ref MemoryMarshal.GetArrayDataReference(slots);
        for (var place = Home(rank); ; place = (place + 1) & mask)
        {
            ref var mark = ref Unsafe.Add(ref first, place);
            if (mark.SeenIn != Search || mark.Rank == rank)
                return ref mark;
        }
    }

    /// <summary>To be called when a vacant mark was filled.</summary>
    public void Added()
    {
        if (2 * ++count < slots.Length)
            return;
        var before = slots;
        slots = new Mark[2 * before.Length];
        shift = 32 - BitOperations.Log2((uint)slots.Length);
        foreach (var mark in before)
            if (mark.SeenIn == Search)
                Find(mark.Rank) = mark;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Home(int rank) => (int)(unchecked((uint)rank * 2_654_435_769) >> shift);
}
