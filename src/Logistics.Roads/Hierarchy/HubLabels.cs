using System.Runtime.InteropServices;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Hierarchy;

/// <summary>A node further up, and the cost of getting there (or of coming from there).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // no gap of four bytes in each of some hundred thousand
readonly record struct Hub(int Rank, long Weight);

/// <summary>
/// For the most important nodes, everything that a climb from them would settle, found once: a climb that reaches one of them reads on from its list
/// instead of searching. Lists hold only what no shortest path could do without.
/// </summary>
/// <remarks>
/// Abraham, Delling, Goldberg and Werneck, A hub-based labeling algorithm for shortest paths in road networks, SEA 2011, and Hierarchical hub labelings
/// for shortest paths, ESA 2012 (pruning): a hub is left out of a list when a shortest path to it runs by a more important one, since that
/// one is in both lists. Immutable.
/// </remarks>
sealed record HubLabels
{
    /// <summary>Ranks in the hierarchy.</summary>
    public required int Count { get; init; }

    /// <summary>Nodes of this rank and above have lists.</summary>
    public int Floor => Count - FirstOnwards.Length + 1;

    /// <summary>The list of rank r for trips onwards is <c>Onwards[FirstOnwards[r - Floor]..FirstOnwards[r - Floor + 1]]</c>.</summary>
    public required Flat<int> FirstOnwards { get; init; }

    public required Flat<Hub> Onwards { get; init; }

    public required Flat<int> FirstBackwards { get; init; }

    public required Flat<Hub> Backwards { get; init; }

    public HubLists ListsOnwards => new(Floor, FirstOnwards.Span, Onwards.Span);

    public HubLists ListsBackwards => new(Floor, FirstBackwards.Span, Backwards.Span);

    /// <summary>
    /// As many lists as fit into three quarters of the hierarchy's own memory: by measurement, twice as many make tables a tenth quicker.
    /// </summary>
    public static HubLabels Of(ContractionHierarchy hierarchy) => Of(hierarchy, hierarchy.Up.Length + (long)hierarchy.Down.Length);

    /// <param name="budget">About how many hubs all lists may hold together.</param>
    public static HubLabels Of(ContractionHierarchy hierarchy, long budget)
    {
        var maker = new Maker(hierarchy);
        var floor = hierarchy.Count;
        while (floor > 0 && maker.Count < budget)
            maker.Add(--floor);
        return maker.Finish(floor);
    }

    /// <summary>Whether every list begins with its own node and names only nodes above.</summary>
    public bool IsSound() => FirstOnwards.Length == FirstBackwards.Length && Floor >= 0 && IsSound(FirstOnwards.Span, Onwards.Span) && IsSound(FirstBackwards.Span, Backwards.Span);

    bool IsSound(ReadOnlySpan<int> first, ReadOnlySpan<Hub> hubs)
    {
        if (first.Length == 0 || first[0] != 0 || first[^1] != hubs.Length)
            return false;
        for (var i = 0; i + 1 < first.Length; i++)
        {
            if (first[i] >= first[i + 1] || first[i + 1] > hubs.Length || hubs[first[i]] != new Hub(Floor + i, 0))
                return false;
            foreach (ref readonly var hub in hubs[(first[i] + 1)..first[i + 1]])
                if (hub.Rank <= Floor + i || hub.Rank >= Count || hub.Weight < 0)
                    return false;
        }
        return true;
    }

    sealed class Maker(ContractionHierarchy hierarchy)
    {
        readonly Side onwards = new(hierarchy.Count), backwards = new(hierarchy.Count);
        readonly List<int> reached = [];

        /// <summary>The lists of one direction; lists are made from the top rank down.</summary>
        public sealed class Side
        {
            public Side(int count)
            {
                (Lists, Known) = (new Hub[count][], new long[count]);
                Array.Fill(Known, Weight.Unreachable);
            }

            public Hub[][] Lists { get; }

            public long[] Known { get; }
        }

        public long Count { get; private set; }

        public void Add(int rank)
        {
            onwards.Lists[rank] = Make(rank, hierarchy.Onwards, onwards, backwards);
            backwards.Lists[rank] = Make(rank, hierarchy.Backwards, backwards, onwards);
            Count += onwards.Lists[rank].Length + backwards.Lists[rank].Length;
        }

        Hub[] Make(int rank, in Slope slope, Side side, Side other)
        {
            var known = side.Known;
            reached.Clear();
            foreach (ref readonly var link in slope.Of(rank))
                foreach (ref readonly var hub in side.Lists[link.To].AsSpan())
                {
                    if (known[hub.Rank] == Weight.Unreachable)
                        reached.Add(hub.Rank);
                    known[hub.Rank] = Math.Min(known[hub.Rank], link.Weight + hub.Weight);
                }
            reached.Sort();
            var kept = new List<Hub> { new(rank, 0) };
            foreach (var hub in reached)
                if (!IsPassedBy(hub, known, other))
                    kept.Add(new(hub, known[hub]));
            foreach (var hub in reached)
                known[hub] = Weight.Unreachable;
            return [.. kept];
        }

        /// <summary>Whether a way by a more important node is as short.</summary>
        static bool IsPassedBy(int hub, long[] known, Side other)
        {
            var weight = known[hub];
            foreach (ref readonly var higher in other.Lists[hub].AsSpan(1))
                if (known[higher.Rank] != Weight.Unreachable && known[higher.Rank] + higher.Weight <= weight)
                    return true;
            return false;
        }

        public HubLabels Finish(int floor)
        {
            var (first, all) = Pack(onwards.Lists[floor..]);
            var (firstBack, allBack) = Pack(backwards.Lists[floor..]);
            return new() { Count = hierarchy.Count, FirstOnwards = first, Onwards = all, FirstBackwards = firstBack, Backwards = allBack };
        }

        static (int[] First, Hub[] All) Pack(Hub[][] lists)
        {
            var first = new int[lists.Length + 1];
            for (var i = 0; i < lists.Length; i++)
                first[i + 1] = first[i] + lists[i].Length;
            var all = new Hub[first[^1]];
            for (var i = 0; i < lists.Length; i++)
                lists[i].CopyTo(all, first[i]);
            return (first, all);
        }
    }
}

/// <summary>The lists of one direction.</summary>
readonly ref struct HubLists(int floor, ReadOnlySpan<int> first, ReadOnlySpan<Hub> hubs)
{
    readonly ReadOnlySpan<int> first = first;
    readonly ReadOnlySpan<Hub> hubs = hubs;

    public ReadOnlySpan<Hub> Of(int rank) => hubs[first[rank - floor]..first[rank - floor + 1]];
}
