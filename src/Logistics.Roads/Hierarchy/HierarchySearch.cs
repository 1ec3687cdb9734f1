using System.Runtime.InteropServices;
using Logistics.Roads.Search;

namespace Logistics.Roads.Hierarchy;

/// <summary>A node that a climb settled, and its cost.</summary>
readonly record struct Stand(int Rank, long Label);

/// <summary>
/// Shortest paths over a hierarchy, from a few starts to a few ends. Where only the weight is wanted, searches climb up to the nodes with lists of hubs
/// and read on there; where the path is, they climb to the top. One object serves one thread; its arrays are reused from search to search.
/// </summary>
sealed class HierarchySearch(ContractionHierarchy hierarchy, HubLabels hubs)
{
    const int Top = int.MaxValue;

    readonly Ascent forward = new();
    readonly Ascent backward = new();
    readonly Crown crown = new(hierarchy.Count, hubs.Floor);
    int meeting;

    /// <summary>The least weight over all starts and ends, or <see cref="Weight.Unreachable"/>.</summary>
    public long Weigh(ReadOnlySpan<Seed> starts, ReadOnlySpan<Seed> ends)
    {
        meeting = -1; // these climbs know no path
        ClimbToHubs(forward, starts, hierarchy.Onwards);
        ClimbToHubs(backward, ends, hierarchy.Backwards);
        var best = Weight.Unreachable;
        foreach (var (rank, label) in backward.Settled)
            if (forward.HasSeen(rank, out var there))
                best = Math.Min(best, there + label);
        crown.Gather(forward, hubs.ListsOnwards);
        best = Math.Min(best, crown.Meet(backward, hubs.ListsBackwards));
        crown.Clear();
        return best;
    }

    /// <summary>As <see cref="Weigh"/>, so that <see cref="Path"/> can be asked.</summary>
    /// <param name="starts">May have negative labels, see <see cref="Lift"/>.</param>
    /// <param name="ends">Labels at least zero.</param>
    public long Run(ReadOnlySpan<Seed> starts, ReadOnlySpan<Seed> ends)
    {
        var rankOf = hierarchy.RankOf.Span;
        var onwards = hierarchy.Onwards;
        var backwards = hierarchy.Backwards;
        var lift = Lift(starts);
        forward.Begin(under: Top);
        foreach (var (node, label) in starts)
            forward.Start(rankOf[node], label + lift);
        backward.Begin(under: Top);
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
            if (!other.HasSeen(rank, out var there) || label + there >= best)
                return;
            best = label + there;
            meeting = rank;
        }
    }

    /// <summary>The nodes of the search graph along the path that <see cref="Run"/> just found, from a start to an end.</summary>
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

    /// <summary>What a climb from a trip's starts settles to some use, with its cost.</summary>
    public Stand[] SweepOnwards(ReadOnlySpan<Seed> starts) => Sweep(starts, hierarchy.Onwards, hubs.ListsOnwards);

    /// <summary>Likewise back from a trip's ends.</summary>
    public Stand[] SweepBackwards(ReadOnlySpan<Seed> ends) => Sweep(ends, hierarchy.Backwards, hubs.ListsBackwards);

    Stand[] Sweep(ReadOnlySpan<Seed> seeds, in Slope slope, HubLists lists)
    {
        ClimbToHubs(forward, seeds, slope);
        crown.Gather(forward, lists);
        Stand[] stands = [.. forward.Settled, .. crown.Stands];
        crown.Clear();
        return stands;
    }

    void ClimbToHubs(Ascent climb, ReadOnlySpan<Seed> seeds, in Slope slope)
    {
        var rankOf = hierarchy.RankOf.Span;
        climb.Begin(under: hubs.Floor);
        foreach (var (node, label) in seeds)
            climb.Start(rankOf[node], label);
        climb.SettleAll(slope);
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
