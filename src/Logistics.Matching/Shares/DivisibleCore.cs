using Logistics.Domain.Needs;
using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// The sharing of goods that can be split to the gram, exact in every tier: urgent needs by class, then least waste, then leximin, then
/// least distance. A flow from lots through needs to recipients.
/// </summary>
/// <remarks>
/// <code>
/// source -> lot -> leaf (need, class of storage) -> [need, if several classes answer it] -> [storage, if several needs fill it] -> recipient -> sink -> source
/// </code>
/// Limits on a need and on a storage are nested in a network, but cross when a need that several classes answer fills a storage that other
/// needs fill too, and both limits may bind. Such a need's cap is then split over its classes, and what one class leaves of its part
/// goes to the others as long as that helps. In the same way a storage that several recipients fill is split between them. Only there
/// the core is a very good sharing rather than the proven best.
/// </remarks>
sealed class DivisibleCore
{
    readonly Problem problem;
    readonly Limits limits;
    readonly List<Leaf> leaves = [];
    readonly int[] leafOf;

    /// <summary>Room of each storage that may bind, by the recipients whose needs fill it; nearly always one.</summary>
    readonly Dictionary<(int Storage, int Recipient), long> room = [];

    DivisibleCore(Problem problem, Limits limits)
    {
        (this.problem, this.limits) = (problem, limits);
        leafOf = new int[problem.Pairs.Length];
        FindLeaves();
    }

    sealed class Leaf
    {
        public required int Need { get; init; }

        public required int Storage { get; init; }

        /// <summary>What must come this way.</summary>
        public long Least { get; set; }

        /// <summary>The most that can come this way.</summary>
        public long Most { get; set; }

        /// <summary>True when the need's cap is split because it crosses a storage's.</summary>
        public bool Split { get; set; }

        /// <summary>True when the need has several leaves and its cap may bind.</summary>
        public bool UnderNeed { get; set; }
    }

    /// <summary>Grams by pair; null when no sharing meets the limits.</summary>
    /// <param name="repairs">How often, at most, split caps are moved and the flows asked again.</param>
    public static long[]? Solve(Problem problem, Limits limits, CancellationToken cancellation, int repairs = 3)
    {
        var core = new DivisibleCore(problem, limits);
        var grams = core.Run(cancellation);
        for (var round = 0; round < repairs && grams is not null && core.PassOnSlack(grams); round++)
            grams = core.Run(cancellation);
        return grams;
    }

    /// <summary>
    /// No sharing under the limits gives more grams than this: the maximum flow where lots can be split, urgency is not asked, and a cap
    /// of a need that crosses a storage's is dropped.
    /// </summary>
    public static long MostGivable(Problem problem, Limits limits, CancellationToken cancellation)
    {
        var core = new DivisibleCore(problem, limits);
        foreach (var leaf in core.leaves)
            if (leaf.Split)
                leaf.Most = core.MostThrough(leaf);
        foreach (var part in core.room.Keys.ToList())
            core.room[part] = problem.Storages[part.Storage].Room;
        var built = core.Build();
        var tower = new Tower(built.Network, cancellation);
        return tower.Maximise([built.Return]) ? built.Network.Flow[built.Return] : 0;
    }

    void FindLeaves()
    {
        var leafAt = new Dictionary<(int Need, int Storage), int>();
        var offered = new List<long>();
        for (var p = 0; p < problem.Pairs.Length; p++)
        {
            var pair = problem.Pairs[p];
            if (!leafAt.TryGetValue((pair.Need, pair.Storage), out var leaf))
            {
                leaf = leafAt[(pair.Need, pair.Storage)] = leaves.Count;
                leaves.Add(new Leaf { Need = pair.Need, Storage = pair.Storage });
                offered.Add(0);
            }
            leafOf[p] = leaf;
            offered[leaf] += limits.Most[p];
            leaves[leaf].Least += limits.Least[p];
        }
        for (var i = 0; i < leaves.Count; i++)
            leaves[i].Most = Math.Min(offered[i], MostThrough(leaves[i]));

        foreach (var atStorage in leaves.GroupBy(x => x.Storage))
        {
            long all = problem.Storages[atStorage.Key].Room, together = atStorage.Sum(x => x.Most);
            if (together <= all)
                continue;
            var parts = atStorage.GroupBy(x => problem.Needs[x.Need].Recipient).ToList();
            var rooms = Split(all, [.. parts.Select(x => x.Sum(leaf => leaf.Least))], [.. parts.Select(x => x.Sum(leaf => leaf.Most))]);
            for (var i = 0; i < parts.Count; i++)
                room[(atStorage.Key, parts[i].Key)] = rooms[i];
        }
        foreach (var ofNeed in leaves.GroupBy(x => x.Need))
        {
            long wanted = problem.Needs[ofNeed.Key].Wanted, together = ofNeed.Sum(x => x.Most);
            if (together <= wanted)
                continue;
            var crosses = ofNeed.Any(x => room.ContainsKey(Part(x)));
            foreach (var leaf in ofNeed)
                (leaf.Split, leaf.UnderNeed) = (crosses, !crosses);
            if (!crosses)
                continue;
            var caps = Split(wanted, [.. ofNeed.Select(x => x.Least)], [.. ofNeed.Select(x => x.Most)]);
            foreach (var (leaf, cap) in ofNeed.Zip(caps))
                leaf.Most = cap;
        }
    }

    /// <summary>Parts of a whole: each its least, and the rest in proportion to what each could take beyond it, exactly.</summary>
    static long[] Split(long whole, long[] least, long[] most)
    {
        var rest = whole - least.Sum();
        Int128 wishes = most.Sum() - least.Sum();
        long wished = 0, given = 0;
        var parts = new long[least.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            // Differences of running sums add up to the rest.
            wished += most[i] - least[i];
            var until = (long)((Int128)rest * wished / wishes);
            (parts[i], given) = (least[i] + until - given, until);
        }
        return parts;
    }

    (int Storage, int Recipient) Part(Leaf leaf) => (leaf.Storage, problem.Needs[leaf.Need].Recipient);

    long MostThrough(Leaf leaf) => Math.Min(problem.Needs[leaf.Need].Wanted, problem.Storages[leaf.Storage].Room);

    /// <summary>Moves what a class leaves of a split cap to the classes that used up theirs; false when there is nothing to move.</summary>
    bool PassOnSlack(long[] grams)
    {
        var used = new long[leaves.Count];
        for (var p = 0; p < grams.Length; p++)
            used[leafOf[p]] += grams[p];
        var moved = false;
        foreach (var ofNeed in leaves.Select((leaf, i) => (leaf, i)).Where(x => x.leaf.Split).GroupBy(x => x.leaf.Need))
        {
            var full = ofNeed.Where(x => used[x.i] == x.leaf.Most && x.leaf.Most < MostThrough(x.leaf)).ToList();
            var slack = ofNeed.Sum(x => x.leaf.Most - used[x.i]);
            if (slack == 0 || full.Count == 0)
                continue;
            foreach (var (leaf, i) in ofNeed)
                leaf.Most = used[i];
            foreach (var (leaf, _) in full)
            {
                var part = Math.Min(slack, MostThrough(leaf) - leaf.Most);
                leaf.Most += part;
                slack -= part;
            }
            moved = true;
        }
        return moved;
    }

    long[]? Run(CancellationToken cancellation)
    {
        var built = Build();
        var network = built.Network;
        var tower = new Tower(network, cancellation);
        if (!tower.Minimise(UrgencyThenWaste(built)))
            return null;

        new Leximin(network, problem.Recipients, built.RecipientNode, built.RecipientArc, built.RecipientMost, [built.Return]).ShareOut(cancellation);
        foreach (var arc in built.RecipientArc)
            network.Lower[arc] = network.Upper[arc] = network.Flow[arc];

        var distances = new long[network.ArcCount];
        for (var p = 0; p < problem.Pairs.Length; p++)
            distances[built.PairArc[p]] = problem.Pairs[p].Distance;
        tower.Minimise(distances);
        return [.. built.PairArc.Select(arc => network.Flow[arc])];
    }

    /// <summary>
    /// The first two tiers in one objective. Two flows differ by simple cycles. Such a cycle leaves the source once and so exchanges one
    /// lot for another at most: rising rewards 1, 2, 3 by freshness order all cycles as the lexicographic order does. A class of urgency
    /// weighs more than all that a cycle can change below it, as a cycle passes each leaf at most once.
    /// </summary>
    long[] UrgencyThenWaste(Built built)
    {
        var costs = new long[built.Network.ArcCount];
        for (var i = 0; i < problem.Lots.Length; i++)
            costs[built.LotArc[i]] = -(3 - (long)problem.Lots[i].Freshness);
        long below = 3;
        for (var urgency = Urgency.Class3; urgency >= Urgency.Class1; urgency--)
        {
            var ofClass = Enumerable.Range(0, leaves.Count).Where(i => problem.Needs[leaves[i].Need].Urgency == urgency).ToList();
            var reward = below + 1;
            foreach (var leaf in ofClass)
                costs[built.LeafArc[leaf]] = -reward;
            below += reward * ofClass.Count;
        }
        return costs;
    }

    sealed record Built(FlowNetwork Network, int[] LotArc, int[] PairArc, int[] LeafArc, int[] RecipientNode, int[] RecipientArc, long[] RecipientMost, int Return);

    Built Build()
    {
        var network = new FlowNetwork();
        int source = network.AddNode(), sink = network.AddNode();
        var lotNode = Array.ConvertAll(problem.Lots, _ => network.AddNode());
        var leafNode = leaves.ConvertAll(_ => network.AddNode());
        var recipientNode = Array.ConvertAll(problem.Recipients, _ => network.AddNode());
        var needNode = new Dictionary<int, int>();
        var storageNode = new Dictionary<(int, int), int>();

        var lotArc = new int[problem.Lots.Length];
        for (var i = 0; i < lotArc.Length; i++)
            lotArc[i] = network.AddArc(source, lotNode[i], problem.Lots[i].Grams);
        var pairArc = new int[problem.Pairs.Length];
        for (var p = 0; p < pairArc.Length; p++)
            pairArc[p] = network.AddArc(lotNode[problem.Pairs[p].Lot], leafNode[leafOf[p]], limits.Most[p], limits.Least[p]);

        var leafArc = new int[leaves.Count];
        var recipientMost = new long[problem.Recipients.Length];
        for (var i = 0; i < leafArc.Length; i++)
        {
            var leaf = leaves[i];
            var recipient = problem.Needs[leaf.Need].Recipient;
            var to = leaf.UnderNeed ? Once(needNode, leaf.Need, problem.Needs[leaf.Need].Wanted, recipient)
                : room.TryGetValue(Part(leaf), out var most) ? Once(storageNode, Part(leaf), most, recipient)
                : recipientNode[recipient];
            leafArc[i] = network.AddArc(leafNode[i], to, leaf.Most);
            recipientMost[recipient] += leaf.Most;
        }
        var supply = problem.Lots.Sum(x => x.Grams);
        var recipientArc = new int[problem.Recipients.Length];
        for (var a = 0; a < recipientArc.Length; a++)
            recipientArc[a] = network.AddArc(recipientNode[a], sink, supply);
        var back = network.AddArc(sink, source, supply);
        return new Built(network, lotArc, pairArc, leafArc, recipientNode, recipientArc, recipientMost, back);

        int Once<TKey>(Dictionary<TKey, int> nodes, TKey key, long most, int recipient)
            where TKey : notnull
        {
            if (nodes.TryGetValue(key, out var node))
                return node;
            node = nodes[key] = network.AddNode();
            network.AddArc(node, recipientNode[recipient], most);
            return node;
        }
    }
}
