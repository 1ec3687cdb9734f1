using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Needs by the class of storage they fill, and which limits may bind. A network can hold limits that nest, not limits that cross: where
/// a need that several classes answer fills a storage that may be full, the need's cap is split over its classes; where a storage or a
/// site's people serve several recipients, the room is split between them. Only there the core is a very good sharing rather than the
/// proven best, and <see cref="Nested"/> says so.
/// </summary>
sealed class Leaves
{
    readonly Problem problem;
    readonly Dictionary<(int Store, int Recipient), long> storageRoom = [], doorRoom = [];

    public sealed class Leaf
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

    public Leaves(Problem problem, Limits limits)
    {
        this.problem = problem;
        OfPair = new int[problem.Pairs.Length];
        var leafAt = new Dictionary<(int Need, int Storage), int>();
        var offered = new List<long>();
        for (var p = 0; p < problem.Pairs.Length; p++)
        {
            var pair = problem.Pairs[p];
            if (!leafAt.TryGetValue((pair.Need, pair.Storage), out var leaf))
            {
                leaf = leafAt[(pair.Need, pair.Storage)] = All.Count;
                All.Add(new Leaf { Need = pair.Need, Storage = pair.Storage });
                offered.Add(0);
            }
            OfPair[p] = leaf;
            offered[leaf] += limits.Most[p];
            All[leaf].Least += limits.Least[p];
        }
        for (var i = 0; i < All.Count; i++)
            All[i].Most = Math.Min(offered[i], MostThrough(All[i]));
        Doors(Storages());
        Needs();
    }

    public List<Leaf> All { get; } = [];

    public int[] OfPair { get; }

    /// <summary>True when no limit had to be split: what the flows prove holds for the problem itself.</summary>
    public bool Nested { get; private set; } = true;

    /// <summary>The recipient's part of a storage that may bind; null when it cannot be full.</summary>
    public long? StorageRoom(Leaf leaf) => storageRoom.TryGetValue((leaf.Storage, Recipient(leaf)), out var room) ? room : null;

    public long? DoorRoom(int storage, int recipient) =>
        problem.Storages[storage].Door is var door and >= 0 && doorRoom.TryGetValue((door, recipient), out var room) ? room : null;

    public int Recipient(Leaf leaf) => problem.Needs[leaf.Need].Recipient;

    public long MostThrough(Leaf leaf) => Math.Min(problem.Needs[leaf.Need].Wanted, problem.Storages[leaf.Storage].Room);

    /// <summary>Drops every limit that was split: whatever is then proven to be the most is a bound for the problem itself.</summary>
    public void Relax()
    {
        foreach (var leaf in All.Where(x => x.Split))
            leaf.Most = MostThrough(leaf);
        foreach (var part in storageRoom.Keys.ToList())
            storageRoom[part] = problem.Storages[part.Store].Room;
        foreach (var part in doorRoom.Keys.ToList())
            doorRoom[part] = problem.Doors[part.Store].Room;
    }

    /// <returns>What may come through each storage at the most.</returns>
    Dictionary<int, long> Storages()
    {
        var through = new Dictionary<int, long>();
        foreach (var atStorage in All.GroupBy(x => x.Storage))
        {
            var together = atStorage.Sum(x => x.Most);
            through[atStorage.Key] = Math.Min(together, problem.Storages[atStorage.Key].Room);
            if (together > problem.Storages[atStorage.Key].Room)
                Divide(storageRoom, atStorage.Key, problem.Storages[atStorage.Key].Room, atStorage);
        }
        return through;
    }

    void Doors(Dictionary<int, long> through)
    {
        foreach (var atDoor in All.Where(x => problem.Storages[x.Storage].Door >= 0).GroupBy(x => problem.Storages[x.Storage].Door))
            if (atDoor.Select(x => x.Storage).Distinct().Sum(x => through[x]) > problem.Doors[atDoor.Key].Room)
                Divide(doorRoom, atDoor.Key, problem.Doors[atDoor.Key].Room, atDoor);
    }

    void Divide(Dictionary<(int, int), long> rooms, int store, long room, IEnumerable<Leaf> leaves)
    {
        var parts = leaves.GroupBy(Recipient).ToList();
        Nested &= parts.Count == 1;
        var divided = Parts(room, [.. parts.Select(x => x.Sum(leaf => leaf.Least))], [.. parts.Select(x => x.Sum(leaf => leaf.Most))]);
        for (var i = 0; i < parts.Count; i++)
            rooms[(store, parts[i].Key)] = divided[i];
    }

    void Needs()
    {
        foreach (var ofNeed in All.GroupBy(x => x.Need))
        {
            var wanted = problem.Needs[ofNeed.Key].Wanted;
            if (ofNeed.Sum(x => x.Most) <= wanted)
                continue;
            var crosses = ofNeed.Any(x => StorageRoom(x) is not null);
            foreach (var leaf in ofNeed)
                (leaf.Split, leaf.UnderNeed) = (crosses, !crosses);
            if (!crosses)
                continue;
            Nested &= !ofNeed.Skip(1).Any();
            var caps = Parts(wanted, [.. ofNeed.Select(x => x.Least)], [.. ofNeed.Select(x => x.Most)]);
            foreach (var (leaf, cap) in ofNeed.Zip(caps))
                leaf.Most = cap;
        }
    }

    /// <summary>Parts of a whole: each its least, and the rest in proportion to what each could take beyond it, exactly.</summary>
    static long[] Parts(long whole, long[] least, long[] most)
    {
        var rest = Math.Max(0, whole - least.Sum());
        Int128 wishes = most.Sum() - least.Sum();
        long wished = 0, given = 0;
        var parts = new long[least.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            // Differences of running sums add up to the rest.
            wished += most[i] - least[i];
            var until = wishes == 0 ? 0 : (long)((Int128)rest * wished / wishes);
            (parts[i], given) = (least[i] + until - given, until);
        }
        return parts;
    }

    /// <summary>Moves what a class leaves of a split cap to the classes that used up theirs; false when there is nothing to move.</summary>
    public bool PassOnSlack(long[] grams)
    {
        var used = new long[All.Count];
        for (var p = 0; p < grams.Length; p++)
            used[OfPair[p]] += grams[p];
        var moved = false;
        foreach (var ofNeed in All.Index().Where(x => x.Item.Split).GroupBy(x => x.Item.Need))
        {
            var full = ofNeed.Where(x => used[x.Index] == x.Item.Most && x.Item.Most < MostThrough(x.Item)).ToList();
            var slack = ofNeed.Sum(x => x.Item.Most - used[x.Index]);
            if (slack == 0 || full.Count == 0)
                continue;
            foreach (var (i, leaf) in ofNeed)
                leaf.Most = used[i];
            foreach (var (_, leaf) in full)
            {
                var part = Math.Min(slack, MostThrough(leaf) - leaf.Most);
                leaf.Most += part;
                slack -= part;
            }
            moved = true;
        }
        return moved;
    }
}
