using Logistics.Matching.Model;

namespace Logistics.Matching.Flows;

/// <summary>
/// The fairest flow: the worst served recipient stands as high as can be, then the next worst, and so on, by the decomposition method.
/// For a set of recipients and what they hold together, imagine that it could be poured freely: that gives each a target. If exchanges
/// along residual paths reach all targets, they are the answer. Otherwise some recipients cannot shed what is above their target, because
/// no path leads it to those below: the set falls in two, between which nothing more can move, and each is shared out on its own.
/// </summary>
/// <remarks>
/// Megiddo, Mathematical Programming 7 (1974); Fujishige, Mathematics of Operations Research 5 (1980); Groenevelt, European Journal of
/// Operational Research 54 (1991) for the decomposition and its integer form. Points are ordered by the level their recipient stands at before,
/// then by how high they lift it, then by row: so the sorted levels are the best there are in whole points, and the amounts are unique
/// whatever flow is started from.
/// </remarks>
sealed class Leximin
{
    readonly FlowNetwork network;
    readonly IReadOnlyList<RecipientRow> recipients;
    readonly int[] nodeOf, sinkArc;
    readonly long[] most;
    readonly Exchange exchange;
    readonly long[] surplus;

    /// <param name="nodeOf">The node of each recipient.</param>
    /// <param name="sinkArc">The arc that carries all a recipient receives out of its node; its bounds are not asked.</param>
    /// <param name="most">The most each could take in any case.</param>
    /// <param name="beyond">Arcs behind the sink arcs, which close the circulation.</param>
    public Leximin(FlowNetwork network, IReadOnlyList<RecipientRow> recipients, int[] nodeOf, int[] sinkArc, long[] most, IEnumerable<int> beyond)
    {
        (this.network, this.recipients, this.nodeOf, this.sinkArc, this.most) = (network, recipients, nodeOf, sinkArc, most);
        var frozen = new bool[network.ArcCount];
        foreach (var arc in sinkArc.Concat(beyond))
            frozen[arc] = true;
        exchange = new Exchange(network, frozen);
        surplus = new long[network.NodeCount];
    }

    /// <summary>Shares out what flows now: the total and every arc's bounds are kept, what each recipient holds is made fairest.</summary>
    public void ShareOut(CancellationToken cancellation)
    {
        var sets = new Stack<int[]>();
        sets.Push([.. Enumerable.Range(0, recipients.Count)]);
        while (sets.TryPop(out var set))
        {
            cancellation.ThrowIfCancellationRequested();
            if (set.Length < 2 || Reach(set, Targets(set)))
                continue;
            exchange.Part();
            sets.Push([.. set.Where(a => exchange.IsReached(nodeOf[a]))]);
            sets.Push([.. set.Where(a => !exchange.IsReached(nodeOf[a]))]);
        }
    }

    /// <summary>True when every recipient of the set now holds its target.</summary>
    bool Reach(int[] set, long[] targets)
    {
        var givers = new List<int>();
        for (var i = 0; i < set.Length; i++)
        {
            var node = nodeOf[set[i]];
            surplus[node] = network.Flow[sinkArc[set[i]]] - targets[i];
            if (surplus[node] > 0)
                givers.Add(node);
        }
        if (givers.Count == 0)
            return true;
        exchange.Move(surplus, givers.ToArray());
        var reached = true;
        for (var i = 0; i < set.Length; i++)
        {
            var node = nodeOf[set[i]];
            network.Flow[sinkArc[set[i]]] = targets[i] + surplus[node];
            reached &= surplus[node] == 0;
            surplus[node] = 0;
        }
        return reached;
    }

    /// <summary>Pours what the set holds into it as if it were water: up to one level, each between nothing and the most it could take.</summary>
    long[] Targets(int[] set)
    {
        var total = set.Sum(a => network.Flow[sinkArc[a]]);
        long low = -1, high = long.MaxValue / 2;
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (Poured(set, middle) <= total)
                low = middle;
            else
                high = middle;
        }
        var targets = Array.ConvertAll(set, a => At(a, low));
        var spare = total - targets.Sum();
        // Some start within the very next step of a level: of these whoever stands lowest, to the last fraction, goes first, then whoever the
        // next point lifts highest, then rows in their stable order.
        foreach (var i in Enumerable.Range(0, set.Length).Order(Comparer<int>.Create((i, k) =>
            Entitlement.Compare(recipients[set[i]], targets[i], recipients[set[k]], targets[k]) is not 0 and var lower ? lower
                : Entitlement.Compare(recipients[set[k]], targets[k] + 1, recipients[set[i]], targets[i] + 1) is not 0 and var lift ? lift : i.CompareTo(k))))
        {
            var more = Math.Min(spare, At(set[i], low + 1) - targets[i]);
            targets[i] += more;
            spare -= more;
        }
        return targets;
    }

    long Poured(int[] set, long level)
    {
        long sum = 0;
        foreach (var a in set)
            sum += At(a, level);
        return sum;
    }

    /// <summary>Who stands at or below the level is given one point more.</summary>
    long At(int recipient, long level) =>
        Entitlement.PointsAt(recipients[recipient], level) is var points and >= 0 ? Math.Min(points + 1, most[recipient]) : 0;
}
