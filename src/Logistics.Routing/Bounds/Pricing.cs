using System.Numerics;
using System.Runtime.InteropServices;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// The least reduced cost over a set of routes that holds every route a vehicle can drive. Partial routes are carried on in the order of the least they can still come to;
/// one is forgotten when another at the same place is ready no later, costs no more, and may still do all that it may, or when even the cheapest way on brings it to nothing.
/// </summary>
/// <remarks>
/// Labels and their dominance: Dumas, Desrosiers and Soumis 1991, "The pickup and delivery problem with time windows", EJOR 54:7; Ropke and Cordeau 2009, "Branch and cut
/// and price for the pickup and delivery problem with time windows", Transportation Science 43:267.
/// </remarks>
sealed class Pricing
{
    public const int MostRequests = 64;
    const int MostFound = 60;

    readonly Model model;
    readonly int kind;
    readonly RouteRules rules;
    readonly int[] nodes;
    readonly (int Request, int First)[] begins;
    readonly long[] duals;
    readonly OnBoard onBoard;
    readonly ulong pairs;
    readonly ulong fromStart;
    readonly WalkBound? walks;
    readonly MoatBound moats;
    readonly List<Label> labels = [];
    readonly List<int> next = [];
    readonly Dictionary<(int Place, ulong Open), int> heads = [];
    readonly PriorityQueue<int, long> queue = new();
    readonly long ceiling;

    /// <summary>Ends of routes found, by reduced cost.</summary>
    readonly List<(long Reduced, int Label)> ends = [];

    struct Label
    {
        public Segment Time;

        /// <summary>Without the time since departure.</summary>
        public long Cost;

        /// <summary>Done, on board, or out of reach.</summary>
        public ulong Picked;
        public ulong Open;
        public int Parent;
        public int Node;
        public int Breaks;
        public bool Forgotten;
    }

    /// <param name="model">The problem; at most <see cref="MostRequests"/> requests.</param>
    /// <param name="kind">Of vehicle.</param>
    /// <param name="rules">Of that kind, with arcs that no way round shortens.</param>
    /// <param name="duals">By node, in shares.</param>
    /// <param name="ceiling">At most 0: routes of no less reduced cost are of no interest.</param>
    public Pricing(Model model, int kind, RouteRules rules, long[] duals, long ceiling)
    {
        (this.model, this.kind, this.rules, this.duals) = (model, kind, rules, (long[])duals.Clone());
        (this.ceiling, LeastFound) = (ceiling, ceiling);
        nodes = [.. Enumerable.Range(0, 2 * model.Requests).Where(node => Exists(node) && model.HoldsFor(node >> 1, rules.Vehicle) != 0)];
        begins = [.. nodes.Where(node => (node & 1) == 0 || !model.HasPickup[node >> 1]).Select(node => (node >> 1, node))];
        for (var r = 0; r < model.Requests; r++)
        {
            pairs |= model.HasPickup[r] && model.HasDelivery[r] ? 1UL << r : 0;
            fromStart |= model.HasPickup[r] ? 0 : 1UL << r;
        }
        onBoard = new OnBoard(model, rules.Vehicle, [.. Enumerable.Range(0, model.Requests)]);
        moats = new MoatBound(rules, nodes, this.duals);
        walks = WalkBound.Of(rules, nodes, this.duals);
        for (var skipped = 0; skipped <= rules.Breaks.Count; skipped++)
            if (rules.Start(skipped) is { } start)
                Keep(new() { Time = start, Cost = rules.Fixed, Parent = -1, Node = model.StartOf(rules.Vehicle), Breaks = skipped });
    }

    /// <summary>Partial routes made so far.</summary>
    public int Labels => labels.Count;

    /// <summary>No route has less reduced cost; at most the ceiling. Known at any time.</summary>
    public long Least => queue.TryPeek(out _, out var least) ? Math.Min(least, LeastFound) : LeastFound;

    /// <summary>Of the routes found so far, and the ceiling.</summary>
    public long LeastFound { get; private set; }

    /// <summary>All that is not yet carried on ends no lower than what was found.</summary>
    public bool IsDone => Least == LeastFound;

    /// <summary>
    /// Carries on until it is done, or there are so many partial routes, or the caller cancels. The least first: all that is open ends no lower than the next, so
    /// wherever this stops something is proven.
    /// </summary>
    public void Run(int mostLabels, CancellationToken cancellation)
    {
        for (var count = 0; !IsDone && labels.Count <= mostLabels; count++)
        {
            if ((count & 0x3F) == 0 && cancellation.IsCancellationRequested)
                return;
            var at = queue.Dequeue();
            if (!labels[at].Forgotten)
                Extend(at);
        }
    }

    /// <summary>Those of least reduced cost, below 0, no two at the same activities.</summary>
    public IEnumerable<PricedRoute> Found()
    {
        var seen = new HashSet<string>();
        ends.Sort();
        foreach (var (reduced, end) in ends)
        {
            if (seen.Count == MostFound)
                yield break;
            var sequence = new List<int>();
            for (var at = end; labels[at].Parent >= 0; at = labels[at].Parent)
                if (labels[at].Breaks == labels[labels[at].Parent].Breaks)
                    sequence.Add(labels[at].Node);
            if (!seen.Add(string.Join(' ', sequence.Order())))
                continue;
            sequence.Reverse();
            yield return new(kind, [.. sequence], reduced + sequence.Sum(node => duals[node]));
        }
    }

    bool Exists(int node) => (node & 1) == 0 ? model.HasPickup[node >> 1] : model.HasDelivery[node >> 1];

    void Extend(int at)
    {
        var label = labels[at];
        foreach (var node in nodes)
            Go(at, label, node);
        if (label.Breaks < rules.Breaks.Count)
        {
            var rest = rules.Breaks[label.Breaks];
            if (RouteRules.TryJoin(label.Time, 0, RouteRules.SegmentOf(rest), out var rested) && rested.Duration <= rules.MaxSeconds)
                Keep(label with { Time = rested, Cost = label.Cost - rules.Unpaid(rest), Parent = at, Breaks = label.Breaks + 1 });
        }
        if (label.Parent >= 0 && (label.Open & pairs) == 0)
            Close(at, label);
    }

    void Go(int at, in Label label, int node)
    {
        var (picked, open, bit) = (label.Picked, label.Open, 1UL << (node >> 1));
        if ((node & 1) == 1 && (pairs & bit) != 0)
        {
            if ((open & bit) == 0)
                return;
            open &= ~bit;
        }
        else
        {
            if ((picked & bit) != 0)
                return;
            picked |= bit;
            open |= bit;
            // Goods from the start and goods to the end are never weighed against each other: how they overlap is not known.
            if (!onBoard.Fits(open & ~fromStart) || ((open & fromStart) != 0 && !onBoard.Fits(open & fromStart)))
                return;
        }
        var arc = rules.Arc(label.Node, node);
        foreach (ref readonly var segment in rules.SegmentsOf(node))
            if (RouteRules.TryJoin(label.Time, arc.Time, segment, out var time) && time.Duration <= rules.MaxSeconds)
                Keep(new()
                {
                    Time = time,
                    Cost = label.Cost + arc.Distance * rules.DistanceRate - duals[node],
                    Picked = picked | OutOfReach(node, RouteTime.Ready(time), picked),
                    Open = open,
                    Parent = at,
                    Node = node,
                    Breaks = label.Breaks,
                });
    }

    /// <summary>Requests that can no longer be begun after this node.</summary>
    ulong OutOfReach(int node, int ready, ulong picked)
    {
        var late = 0UL;
        foreach (var (request, first) in begins)
            if ((picked >> request & 1) == 0 && ready + rules.Arc(node, first).Time > model.Close[first])
                late |= 1UL << request;
        return late;
    }

    void Close(int at, in Label label)
    {
        var arc = rules.Arc(label.Node, model.EndOf(rules.Vehicle));
        if (!RouteRules.TryJoin(label.Time, arc.Time, rules.End(label.Breaks), out var whole) || whole.Duration > rules.MaxSeconds)
            return;
        var reduced = label.Cost + arc.Distance * rules.DistanceRate + whole.Duration * rules.TimeRate;
        if (reduced >= ceiling)
            return;
        ends.Add((reduced, at));
        LeastFound = Math.Min(LeastFound, reduced);
    }

    void Keep(in Label label)
    {
        var least = LeastOf(label);
        if (least >= ceiling)
            return;
        var place = model.Location[label.Node] * (rules.Breaks.Count + 1) + label.Breaks;
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, (place, label.Open), out var exists);
        var all = CollectionsMarshal.AsSpan(labels);
        if (!exists)
            head = -1;
        var previous = -1;
        for (var at = head; at >= 0; at = next[at])
        {
            ref var other = ref all[at];
            if (NeverWorse(other, label, 0))
                return;
            if (NeverWorse(label, other, 0))
            {
                other.Forgotten = true;
                if (previous >= 0)
                    next[previous] = next[at];
                else
                    head = next[at];
            }
            else
                previous = at;
        }
        // Goods it should not have picked up: the same without them is no worse, for the other must still deliver them.
        for (var rest = label.Open & pairs; rest != 0; rest &= rest - 1)
            if (heads.TryGetValue((place, label.Open & ~(rest & (~rest + 1))), out var without))
                for (var at = without; at >= 0; at = next[at])
                    if (NeverWorse(all[at], label, duals[2 * BitOperations.TrailingZeroCount(rest) + 1]))
                        return;
        next.Add(head);
        head = labels.Count;
        queue.Enqueue(labels.Count, least);
        labels.Add(label);
    }

    /// <summary>No way on ends lower.</summary>
    long LeastOf(in Label label)
    {
        var cost = label.Cost + label.Time.Duration * rules.TimeRate;
        var least = cost + moats.From(label.Node, label.Picked, label.Open);
        if (least >= ceiling || walks is null || label.Node >= 2 * model.Requests)
            return least;
        var rest = walks.From(label.Node, RouteTime.Ready(label.Time));
        return rest == long.MaxValue ? long.MaxValue : Math.Max(least, cost + rest);
    }

    /// <summary>Whether the one, with so much more to pay, is never the worse of the two.</summary>
    bool NeverWorse(in Label one, in Label other, long more)
    {
        if ((one.Picked & ~other.Picked) != 0 || RouteTime.Ready(one.Time) > RouteTime.Ready(other.Time))
            return false;
        var longer = RouteTime.Excess(one.Time, other.Time);
        return one.Cost + longer * rules.TimeRate + more <= other.Cost && (rules.MaxSeconds == int.MaxValue || longer <= 0);
    }
}
