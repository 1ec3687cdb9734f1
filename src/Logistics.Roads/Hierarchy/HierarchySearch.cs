using System.Runtime.InteropServices;
using Logistics.Roads.Search;

namespace Logistics.Roads.Hierarchy;

/// <summary>A node that a climb settled, and its cost.</summary>
readonly record struct Stand(int Rank, long Label);

/// <summary>Shortest paths over a hierarchy, from a few starts to a few ends. One object serves one thread; its arrays are reused from search to search.</summary>
sealed class HierarchySearch(ContractionHierarchy hierarchy)
{
    readonly Ascent forward = new(hierarchy.Count);
    readonly Ascent backward = new(hierarchy.Count);
    int meeting;

    /// <summary>The least weight over all starts and ends, or <see cref="Weight.Unreachable"/>.</summary>
    /// <param name="starts">May have negative labels, see <see cref="Lift"/>.</param>
    /// <param name="ends">Labels at least zero.</param>
    public long Run(ReadOnlySpan<Seed> starts, ReadOnlySpan<Seed> ends)
    {
        var rankOf = hierarchy.RankOf.Span;
        var onwards = hierarchy.Onwards;
        var backwards = hierarchy.Backwards;
        var lift = Lift(starts);
        forward.Begin();
        foreach (var (node, label) in starts)
            forward.Start(rankOf[node], label + lift);
        backward.Begin();
        foreach (var (node, label) in ends)
            backward.Start(rankOf[node], label);

        var best = Weight.Unreachable;
        meeting = -1;
        while (true)
        {
            // A side whose least label is no less than the best path can add nothing to it.
            var goesForward = !forward.IsDone && forward.LeastKey < best;
            var goesBackward = !backward.IsDone && backward.LeastKey < best;
            if (!goesForward && !goesBackward)
                break;
            if (goesForward && (!goesBackward || forward.LeastKey <= backward.LeastKey))
            {
                if (forward.Settle(onwards, out var rank, out var label))
                    Meet(rank, label, backward);
            }
            else if (backward.Settle(backwards, out var rank, out var label))
            {
                Meet(rank, label, forward);
            }
        }
        return best == Weight.Unreachable ? best : best - lift;

        void Meet(int rank, long label, Ascent other)
        {
            if (!other.HasSeen(rank) || label + other.LabelOf(rank) >= best)
                return;
            best = label + other.LabelOf(rank);
            meeting = rank;
        }
    }

    /// <summary>The nodes of the search graph along the path just found, from a start to an end.</summary>
    public List<int> Path()
    {
        if (meeting < 0)
            throw new InvalidOperationException("No path was found.");
        var ranks = new List<int>();
        for (var rank = meeting; rank >= 0; rank = forward.ParentOf(rank))
            ranks.Add(rank);
        ranks.Reverse();
        for (var rank = backward.ParentOf(meeting); rank >= 0; rank = backward.ParentOf(rank))
            ranks.Add(rank);
        var nodes = new List<int> { hierarchy.NodeOf[ranks[0]] };
        hierarchy.Unpack(CollectionsMarshal.AsSpan(ranks), nodes);
        return nodes;
    }

    /// <summary>Every node that a climb from a trip's starts settles to some use, with its cost, in the order of settling.</summary>
    public void SweepOnwards(ReadOnlySpan<Seed> starts, List<Stand> settled) => Sweep(starts, hierarchy.Onwards, settled);

    /// <summary>Likewise back from a trip's ends.</summary>
    public void SweepBackwards(ReadOnlySpan<Seed> ends, List<Stand> settled) => Sweep(ends, hierarchy.Backwards, settled);

    void Sweep(ReadOnlySpan<Seed> seeds, in Slope slope, List<Stand> settled)
    {
        var rankOf = hierarchy.RankOf.Span;
        settled.Clear();
        forward.Begin();
        foreach (var (node, label) in seeds)
            forward.Start(rankOf[node], label);
        while (!forward.IsDone)
            if (forward.Settle(slope, out var rank, out var label))
                settled.Add(new(rank, label));
    }

    /// <summary>What must be added to the starts' labels so that none is negative.</summary>
    static long Lift(ReadOnlySpan<Seed> starts)
    {
        var lift = 0L;
        foreach (var (_, label) in starts)
            lift = Math.Max(lift, -label);
        return lift;
    }
}
