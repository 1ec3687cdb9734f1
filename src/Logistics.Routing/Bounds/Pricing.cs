using System.Numerics;
using System.Runtime.InteropServices;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// The least reduced cost over a set of routes that holds every route a vehicle can drive. Partial routes are carried on in the order of time; one is forgotten when another at
/// the same activity is ready no later, costs no more, and may still do all that it may, or when even the cheapest way on would not bring it below 0.
/// </summary>
/// <remarks>
/// Labels and their dominance: Dumas, Desrosiers and Soumis 1991, "The pickup and delivery problem with time windows", EJOR 54:7; Ropke and Cordeau 2009, "Branch and cut
/// and price for the pickup and delivery problem with time windows", Transportation Science 43:267.
/// </remarks>
sealed class Pricing
{
    public enum Care
    {
        /// <summary>Forgets more than it may: finds routes soon, proves nothing.</summary>
        Quick,

        /// <summary>Leaves out no route.</summary>
        Proof,
    }

    public const int MostRequests = 64;
    const int MostFound = 60;
    const int MostQuickLabels = 60_000;

    readonly Model model;
    readonly int kind;
    readonly RouteRules rules;
    readonly Care care;
    readonly int[] nodes;
    readonly long[] duals;
    readonly OnBoard onBoard;
    readonly ulong pairs;
    readonly ulong fromStart;
    readonly WalkBound? walks;
    readonly DegreeBound degrees;
    readonly List<Label> labels = [];
    readonly List<int> next = [];
    readonly Dictionary<(int Place, ulong Open), int> heads = [];
    readonly PriorityQueue<int, long> queue = new();
    readonly int mostLabels;

    /// <summary>Ends of routes found, by reduced cost.</summary>
    readonly List<(long Reduced, int Label)> ends = [];

    struct Label
    {
        public Segment Time;

        /// <summary>Without the time since departure.</summary>
        public long Cost;

        /// <summary>What <see cref="DegreeBound"/> says of the way on.</summary>
        public long Rest;
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
    /// <param name="care">How exact.</param>
    /// <param name="mostLabels">When there are more the pricing is cut short.</param>
    public Pricing(Model model, int kind, RouteRules rules, long[] duals, Care care, int mostLabels)
    {
        (this.model, this.kind, this.rules, this.duals, this.care) = (model, kind, rules, duals, care);
        this.mostLabels = care == Care.Quick ? Math.Min(mostLabels, MostQuickLabels) : mostLabels;
        nodes = [.. Enumerable.Range(0, 2 * model.Requests).Where(node => Exists(node) && model.HoldsFor(node >> 1, rules.Vehicle) != 0)];
        for (var r = 0; r < model.Requests; r++)
        {
            pairs |= model.HasPickup[r] && model.HasDelivery[r] ? 1UL << r : 0;
            fromStart |= model.HasPickup[r] ? 0 : 1UL << r;
        }
        onBoard = new OnBoard(model, rules.Vehicle, [.. Enumerable.Range(0, model.Requests)]);
        walks = WalkBound.Of(rules, nodes, duals);
        degrees = new DegreeBound(rules, nodes, duals);
    }

    /// <summary>At most 0, the reduced cost of staying at home. Null when the pricing was quick or cut short: then nothing is known.</summary>
    public long? Least { get; private set; }

    public bool Run(CancellationToken cancellation)
    {
        for (var skipped = 0; skipped <= rules.Breaks.Count; skipped++)
            if (rules.Start(skipped) is { } start)
                Keep(new() { Time = start, Cost = rules.Fixed, Rest = degrees.AtStart, Parent = -1, Node = model.StartOf(rules.Vehicle), Breaks = skipped });
        for (var count = 0; queue.TryDequeue(out var at, out _); count++)
        {
            if (labels.Count > mostLabels || ((count & 0xFF) == 0 && cancellation.IsCancellationRequested))
            {
                ends.Sort();
                return false;
            }
            if (!labels[at].Forgotten)
                Extend(at);
        }
        ends.Sort();
        if (care == Care.Proof)
            Least = ends.Count == 0 ? 0 : Math.Min(0, ends[0].Reduced);
        return true;
    }

    /// <summary>Those of least reduced cost, below 0, no two at the same activities.</summary>
    public IEnumerable<PricedRoute> Found()
    {
        var seen = new HashSet<string>();
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
            if (!onBoard.Fits(open & ~fromStart) || !onBoard.Fits(open & fromStart))
                return;
        }
        var arc = rules.Arc(label.Node, node);
        foreach (ref readonly var segment in rules.SegmentsOf(node))
            if (RouteRules.TryJoin(label.Time, arc.Time, segment, out var time) && time.Duration <= rules.MaxSeconds)
                Keep(new()
                {
                    Time = time,
                    Cost = label.Cost + arc.Distance * rules.DistanceRate - duals[node],
                    Rest = label.Rest - degrees.Of(node),
                    Picked = picked,
                    Open = open,
                    Parent = at,
                    Node = node,
                    Breaks = label.Breaks,
                });
    }

    void Close(int at, in Label label)
    {
        var arc = rules.Arc(label.Node, model.EndOf(rules.Vehicle));
        if (!RouteRules.TryJoin(label.Time, arc.Time, rules.End(label.Breaks), out var whole) || whole.Duration > rules.MaxSeconds)
            return;
        var reduced = label.Cost + arc.Distance * rules.DistanceRate + whole.Duration * rules.TimeRate;
        if (reduced < 0)
            ends.Add((reduced, at));
    }

    void Keep(in Label label)
    {
        if (!MayGain(label))
            return;
        var place = label.Node * (rules.Breaks.Count + 1) + label.Breaks;
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
        queue.Enqueue(labels.Count, (long)RouteTime.Ready(label.Time) << 32 | (uint)labels.Count);
        labels.Add(label);
    }

    /// <summary>Whether some way on could still end below 0.</summary>
    bool MayGain(in Label label)
    {
        var cost = label.Cost + label.Time.Duration * rules.TimeRate;
        if (cost + label.Rest >= 0)
            return false;
        if (walks is null || label.Node >= 2 * model.Requests)
            return true;
        var rest = walks.From(label.Node, RouteTime.Ready(label.Time));
        return rest != long.MaxValue && cost + rest < 0;
    }

    /// <summary>Whether the one, with so much more to pay, is never the worse of the two.</summary>
    bool NeverWorse(in Label one, in Label other, long more)
    {
        if ((care == Care.Proof && (one.Picked & ~other.Picked) != 0) || RouteTime.Ready(one.Time) > RouteTime.Ready(other.Time))
            return false;
        var longer = RouteTime.Excess(one.Time, other.Time);
        return one.Cost + longer * rules.TimeRate + more <= other.Cost && (rules.MaxSeconds == int.MaxValue || longer <= 0);
    }
}
