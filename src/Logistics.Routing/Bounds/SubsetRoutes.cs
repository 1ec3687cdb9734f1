using System.Runtime.InteropServices;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// For one vehicle the cheapest route for every set of a few requests: dynamic programming over (picked up, delivered, last node), where of two partial routes in one
/// such state one is forgotten only if it can never be the better one. (Psaraftis 1980, "A dynamic programming solution to the single vehicle many-to-many immediate
/// request dial-a-ride problem", Transportation Science 14:130.)
/// </summary>
sealed class SubsetRoutes
{
    /// <summary>Above this the day is not small: about 200 MB of partial routes.</summary>
    const int MostLabels = 3_000_000;

    readonly Model model;
    readonly RouteRules rules;
    readonly OnBoard onBoard;
    readonly LeastCosts others;
    readonly long atMost;
    readonly int requests;
    readonly List<Label> labels = [];
    readonly List<int> next = [];
    readonly Dictionary<long, int> heads = [];
    readonly int[] bestLabel;

    /// <summary>The requests that have a delivery, and those that have nothing else.</summary>
    readonly int toDeliver;
    readonly int fromStart;

    /// <summary>Sets of which all or none are served.</summary>
    readonly int[] groups;

    struct Label
    {
        public Segment Time;
        public long Cost;
        public long Distance;
        public int Parent;
        public int Stops;
        public ushort Picked;
        public ushort Delivered;
        public short Node;
        public byte Breaks;
        public bool Forgotten;
    }

    SubsetRoutes(Model model, RouteRules rules, LeastCosts others, long atMost)
    {
        (this.model, this.rules, this.others, this.atMost) = (model, rules, others, atMost);
        requests = model.Requests;
        onBoard = new OnBoard(model, rules.Vehicle, [.. Enumerable.Range(0, requests)]);
        for (var r = 0; r < requests; r++)
        {
            toDeliver |= model.HasDelivery[r] ? 1 << r : 0;
            fromStart |= model.HasPickup[r] ? 0 : 1 << r;
        }
        groups = [.. model.Groups.Select(group => group.Aggregate(0, (set, r) => set | 1 << r))];
        Cost = new long[1 << requests];
        bestLabel = new int[1 << requests];
        Array.Fill(Cost, long.MaxValue);
        Cost[0] = 0;
    }

    /// <summary>By set of requests (bit r for request r), in shares; <see cref="long.MaxValue"/> where no route serves just these.</summary>
    public long[] Cost { get; }

    /// <summary>Null when the partial routes are too many or the caller cancelled.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="rules">Of the vehicle.</param>
    /// <param name="others">What the rest of a plan costs at the least.</param>
    /// <param name="atMost">In shares: routes that only dearer plans have are of no interest.</param>
    /// <param name="cancellation">Asked now and then.</param>
    public static SubsetRoutes? Of(Model model, RouteRules rules, LeastCosts others, long atMost, CancellationToken cancellation)
    {
        var routes = new SubsetRoutes(model, rules, others, atMost);
        return routes.TryRun(cancellation) ? routes : null;
    }

    /// <summary>The activities of the cheapest route of a set, start and end left out.</summary>
    public int[] NodesOf(int set)
    {
        var nodes = new List<int>();
        for (var at = bestLabel[set]; labels[at].Parent >= 0; at = labels[at].Parent)
            // A break is a label at the node of its parent.
            if (labels[at].Node != labels[labels[at].Parent].Node)
                nodes.Add(labels[at].Node);
        nodes.Reverse();
        return [.. nodes];
    }

    bool TryRun(CancellationToken cancellation)
    {
        for (var skipped = 0; skipped <= rules.Breaks.Count; skipped++)
            if (rules.Start(skipped) is { } start)
                Load(new() { Time = start, Cost = rules.Fixed, Parent = -1, Node = (short)model.StartOf(rules.Vehicle), Breaks = (byte)skipped });
        // Breadth first: all partial routes of one length before the next, so a state is complete when its turn comes.
        for (var at = 0; at < labels.Count; at++)
        {
            if (labels.Count > MostLabels || ((at & 0xFFF) == 0 && cancellation.IsCancellationRequested))
                return false;
            if (!labels[at].Forgotten)
                Extend(at);
        }
        return true;
    }

    /// <summary>Goods without a pickup are on board from the start: one beginning for each set of them.</summary>
    void Load(in Label empty)
    {
        for (var set = fromStart; ; set = (set - 1) & fromStart)
        {
            if (onBoard.Fits((ulong)set))
                Keep(empty with { Picked = (ushort)set });
            if (set == 0)
                return;
        }
    }

    void Extend(int at)
    {
        var label = labels[at];
        for (var r = 0; r < requests; r++)
        {
            var bit = 1 << r;
            if (model.HasPickup[r] && (label.Picked & bit) == 0)
                Go(at, label, 2 * r, label.Picked | bit, label.Delivered);
            if (model.HasDelivery[r] && (label.Picked & ~label.Delivered & bit) != 0)
                Go(at, label, 2 * r + 1, label.Picked, label.Delivered | bit);
        }
        if (label.Breaks < rules.Breaks.Count)
            Rest(at, label, rules.Breaks[label.Breaks]);
        if (label.Parent >= 0)
            Close(at, label);
    }

    void Rest(int at, in Label label, Break rest)
    {
        if (RouteRules.TryJoin(label.Time, 0, RouteRules.SegmentOf(rest), out var rested) && rested.Duration <= rules.MaxSeconds)
            Keep(label with { Time = rested, Cost = label.Cost - rules.Unpaid(rest), Parent = at, Breaks = (byte)(label.Breaks + 1) });
    }

    void Go(int at, in Label label, int node, int pickedThen, int deliveredThen)
    {
        if (!onBoard.Fits((ulong)(pickedThen & ~deliveredThen)))
            return;
        var arc = rules.Arc(label.Node, node);
        var stops = label.Stops + (model.Location[label.Node] == model.Location[node] ? 0 : 1);
        var distance = label.Distance + arc.Distance;
        if (distance > rules.MaxDecimetres || stops > rules.MaxStops)
            return;
        foreach (ref readonly var segment in rules.SegmentsOf(node))
            if (RouteRules.TryJoin(label.Time, arc.Time, segment, out var time) && time.Duration <= rules.MaxSeconds)
                Keep(new()
                {
                    Time = time,
                    Cost = label.Cost + arc.Distance * rules.DistanceRate,
                    Distance = distance,
                    Stops = stops,
                    Parent = at,
                    Picked = (ushort)pickedThen,
                    Delivered = (ushort)deliveredThen,
                    Node = (short)node,
                    Breaks = label.Breaks,
                });
    }

    void Close(int at, in Label label)
    {
        if ((label.Picked & ~label.Delivered & toDeliver) != 0)
            return;
        foreach (var group in groups)
            if ((label.Picked & group) != 0 && (label.Picked & group) != group)
                return;
        var arc = rules.Arc(label.Node, model.EndOf(rules.Vehicle));
        if (!RouteRules.TryJoin(label.Time, arc.Time, rules.End(label.Breaks), out var whole)
            || whole.Duration > rules.MaxSeconds || label.Distance + arc.Distance > rules.MaxDecimetres)
            return;
        var cost = label.Cost + arc.Distance * rules.DistanceRate + whole.Duration * rules.TimeRate;
        if (cost < Cost[label.Picked])
            (Cost[label.Picked], bestLabel[label.Picked]) = (cost, at);
    }

    void Keep(in Label label)
    {
        if (atMost != long.MaxValue && label.Cost + label.Time.Duration * rules.TimeRate + others.Rest(label.Picked, label.Delivered) > atMost)
            return;
        var key = ((long)label.Picked << requests | label.Delivered) << 24 | (long)label.Node << 8 | label.Breaks;
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, key, out var exists);
        var all = CollectionsMarshal.AsSpan(labels);
        for (var other = exists ? head : -1; other >= 0; other = next[other])
            if (!all[other].Forgotten)
            {
                if (NeverWorse(all[other], label))
                    return;
                if (NeverWorse(label, all[other]))
                    all[other].Forgotten = true;
            }
        next.Add(exists ? head : -1);
        head = labels.Count;
        labels.Add(label);
    }

    bool NeverWorse(in Label one, in Label other)
    {
        var longer = RouteTime.Excess(one.Time, other.Time);
        return RouteTime.Ready(one.Time) <= RouteTime.Ready(other.Time)
            && one.Cost + longer * rules.TimeRate <= other.Cost
            && (rules.MaxSeconds == int.MaxValue || longer <= 0)
            && (rules.MaxDecimetres == long.MaxValue || one.Distance <= other.Distance)
            && (rules.MaxStops == int.MaxValue || one.Stops <= other.Stops);
    }
}
