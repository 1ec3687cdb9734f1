using System.Runtime.InteropServices;

namespace Logistics.Roads.Hierarchy;

/// <summary>Goes on where a climb reached nodes with lists of hubs: puts the lists together. One object serves one thread and is reused.</summary>
sealed class Crown
{
    readonly int floor;
    readonly long[] known; // per rank from the floor up
    readonly List<Stand> stands = [];
    readonly List<int> reached = [];

    public Crown(int count, int floor)
    {
        (this.floor, known) = (floor, new long[count - floor]);
        Array.Fill(known, Weight.Unreachable);
    }

    /// <summary>Every hub of the gates that the climb reached, at its least cost; to be called on a crown that is clear.</summary>
    public void Gather(Ascent climb, HubLists lists)
    {
        foreach (var gate in climb.Gates)
        {
            var label = climb.LabelOf(gate);
            if (known[gate - floor] <= label)
                continue; // another gate's list has this one, no dearer, and with it all that lies beyond
            foreach (ref readonly var hub in lists.Of(gate))
            {
                ref var weight = ref known[hub.Rank - floor];
                if (weight == Weight.Unreachable)
                    reached.Add(hub.Rank);
                weight = Math.Min(weight, label + hub.Weight);
            }
        }
    }

    /// <summary>The hubs that were gathered, with their costs.</summary>
    public ReadOnlySpan<Stand> Stands
    {
        get
        {
            stands.Clear();
            foreach (var rank in reached)
                stands.Add(new(rank, known[rank - floor]));
            return CollectionsMarshal.AsSpan(stands);
        }
    }

    /// <summary>The least weight at which a climb from the other side meets what was gathered.</summary>
    public long Meet(Ascent climb, HubLists lists)
    {
        var best = Weight.Unreachable;
        foreach (var gate in climb.Gates)
        {
            var label = climb.LabelOf(gate);
            foreach (ref readonly var hub in lists.Of(gate))
                if (known[hub.Rank - floor] is var weight and not Weight.Unreachable)
                    best = Math.Min(best, weight + label + hub.Weight);
        }
        return best;
    }

    public void Clear()
    {
        foreach (var rank in reached)
            known[rank - floor] = Weight.Unreachable;
        reached.Clear();
    }
}
