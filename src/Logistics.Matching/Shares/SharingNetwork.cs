using Logistics.Domain.Goods;
using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>The flow network of a problem: every limit is an arc, every sharing of goods that can be split is a circulation.</summary>
/// <remarks>
/// <code>
/// source -> lot -> leaf (need, class of storage) -> [need, if several classes answer it] -> family of the recipient -> [storage] -> [people of the site] -> recipient -> sink -> source
/// </code>
/// Families stand inside a storage that may be full, since what nests must nest: there they are counted by class.
/// </remarks>
sealed class SharingNetwork
{
    /// <summary>More than any flow, with room to multiply it by points.</summary>
    public const long Unlimited = long.MaxValue >> 8;

    readonly Dictionary<(int, Family, int, int), int> familyNode = [];
    readonly Dictionary<(int, int), int> storageNode = [], doorNode = [];
    readonly Dictionary<int, int> needNode = [];
    readonly Problem problem;
    readonly Leaves leaves;
    readonly ContainerParts? parts;

    /// <param name="parts">How rooms that goods of different points fill are divided between them; null: they are not.</param>
    /// <param name="today">What must and may leave each lot today, where the problem spans several days.</param>
    public SharingNetwork(Problem problem, Limits limits, Leaves leaves, ContainerParts? parts = null, TodaysPart? today = null)
    {
        (this.problem, this.leaves, this.parts) = (problem, leaves, parts);
        int source = Flow.AddNode(), sink = Flow.AddNode();
        var lotNode = Array.ConvertAll(problem.Lots, _ => Flow.AddNode());
        var leafNode = leaves.All.ConvertAll(_ => Flow.AddNode());
        RecipientNode = Array.ConvertAll(problem.Recipients, _ => Flow.AddNode());

        LotArc = Array.ConvertAll(problem.Lots, _ => 0);
        for (var i = 0; i < LotArc.Length; i++)
            LotArc[i] = Arc(source, lotNode[i], problem.Lots[i].Grams, points: problem.Points(problem.Lots[i].Lot.Family));
        var todayNode = new int[today is null ? 0 : problem.Lots.Length];
        for (var i = 0; i < todayNode.Length; i++)
        {
            todayNode[i] = Flow.AddNode();
            Arc(lotNode[i], todayNode[i], today!.Most[i], today.Least[i], problem.Points(problem.Lots[i].Lot.Family));
        }
        PairArc = new int[problem.Pairs.Length];
        for (var p = 0; p < PairArc.Length; p++)
            PairArc[p] = Arc(today?.IsToday(p) == true ? todayNode[problem.Pairs[p].Lot] : lotNode[problem.Pairs[p].Lot], leafNode[leaves.OfPair[p]], limits.Most[p], limits.Least[p], PointsOf(problem.Pairs[p].Need));

        LeafArc = new int[leaves.All.Count];
        RecipientMost = new long[problem.Recipients.Length];
        for (var i = 0; i < LeafArc.Length; i++)
        {
            var leaf = leaves.All[i];
            var points = PointsOf(leaf.Need);
            LeafArc[i] = Arc(leafNode[i], leaf.UnderNeed ? Need(leaf) : FamilyOf(leaf), leaf.Most, points: points);
            RecipientMost[leaves.Recipient(leaf)] += leaf.Most * points;
        }
        RecipientArc = new int[problem.Recipients.Length];
        for (var a = 0; a < RecipientArc.Length; a++)
            RecipientArc[a] = Arc(RecipientNode[a], sink, Unlimited, points: 0);
        Return = Arc(sink, source, Unlimited, points: 0);
    }

    public FlowNetwork Flow { get; } = new();

    public int[] LotArc { get; }

    public int[] PairArc { get; }

    public int[] LeafArc { get; }

    public int[] RecipientNode { get; }

    public int[] RecipientArc { get; }

    /// <summary>Points each recipient could take in any case.</summary>
    public long[] RecipientMost { get; }

    public int Return { get; }

    /// <summary>Arcs that carry a family to a recipient, with the share they belong to.</summary>
    public List<(int Arc, int Share)> FamilyArcs { get; } = [];

    /// <summary>Arcs of rooms that may be full.</summary>
    public List<(int Arc, bool IsDoor, int Store, int Recipient, long Points)> RoomArcs { get; } = [];

    /// <summary>Points per gram of what each arc carries; 0 where goods of all kinds come together.</summary>
    public List<long> ArcPoints { get; } = [];

    /// <summary>The position of a pair's leaf in <see cref="LeafArc"/>.</summary>
    public int LeafOf(int pair) => leaves.OfPair[pair];

    public bool HasMixedRooms => RoomArcs.Any(x => ArcPoints[x.Arc] == 0);

    int Arc(int from, int to, long most, long least = 0, long points = 1)
    {
        ArcPoints.Add(points);
        return Flow.AddArc(from, to, most, least);
    }

    long PointsOf(int need) => problem.Points(problem.Needs[need].Family);

    int Need(Leaves.Leaf leaf)
    {
        if (needNode.TryGetValue(leaf.Need, out var node))
            return node;
        node = needNode[leaf.Need] = Flow.AddNode();
        Arc(node, FamilyOf(leaf), problem.Needs[leaf.Need].Wanted, points: PointsOf(leaf.Need));
        return node;
    }

    int FamilyOf(Leaves.Leaf leaf)
    {
        var (recipient, need) = (leaves.Recipient(leaf), problem.Needs[leaf.Need]);
        var room = leaves.StorageRoom(leaf);
        var door = leaves.DoorRoom(leaf.Storage, recipient);
        // A need that two rooms answer has no binding one (see Leaves), so all its leaves meet here.
        var key = (recipient, need.Family, room is null ? -1 : leaf.Storage, door is null ? -1 : problem.Storages[leaf.Storage].Door);
        if (familyNode.TryGetValue(key, out var node))
            return node;
        node = familyNode[key] = Flow.AddNode();
        var to = room is { } most ? Storage(leaf.Storage, recipient, most, PointsOf(leaf.Need))
            : door is { } few ? Door(leaf.Storage, recipient, few, PointsOf(leaf.Need))
            : RecipientNode[recipient];
        FamilyArcs.Add((Arc(node, to, Unlimited, points: PointsOf(leaf.Need)), Problem.Share(recipient, need.Family)));
        return node;
    }

    int Storage(int storage, int recipient, long most, long points)
    {
        var to = leaves.DoorRoom(storage, recipient) is { } few ? Door(storage, recipient, few, points) : RecipientNode[recipient];
        return Room(storageNode, isDoor: false, storage, recipient, most, points, to);
    }

    int Door(int storage, int recipient, long most, long points) =>
        Room(doorNode, isDoor: true, problem.Storages[storage].Door, recipient, most, points, RecipientNode[recipient]);

    int Room(Dictionary<(int, int), int> nodes, bool isDoor, int store, int recipient, long most, long points, int to)
    {
        // Where rooms are divided by points, each part is a room of its own.
        var key = (parts is null ? store : store * 32 + (int)points, recipient);
        if (nodes.TryGetValue(key, out var node))
            return node;
        node = nodes[key] = Flow.AddNode();
        var room = parts?.Room(isDoor, store, recipient, points) ?? most;
        RoomArcs.Add((Arc(node, to, room, points: parts is null && !problem.CountsAlike ? 0 : points), isDoor, store, recipient, points));
        return node;
    }
}

/// <summary>
/// A room that goods of different points fill, divided between them as a first flow fills it: what is left free goes to each in
/// proportion to what it holds. Points cannot be exchanged for points inside one room without it.
/// </summary>
sealed class ContainerParts
{
    readonly Dictionary<(bool, int, int, long), long> rooms = [];

    public ContainerParts(SharingNetwork network)
    {
        // What enters each room, by points; a storage inside a door enters with all that its families bring.
        var flow = network.Flow;
        var entering = new Dictionary<int, SortedDictionary<long, long>>();
        foreach (var (arc, _) in network.FamilyArcs)
            Enter(flow.Head[arc], network.ArcPoints[arc], flow.Flow[arc]);
        foreach (var room in network.RoomArcs.Where(x => !x.IsDoor))
            if (entering.TryGetValue(flow.Tail[room.Arc], out var inside))
                foreach (var (points, grams) in inside)
                    Enter(flow.Head[room.Arc], points, grams);

        foreach (var room in network.RoomArcs)
        {
            if (!entering.TryGetValue(flow.Tail[room.Arc], out var inside))
                continue;
            var free = flow.Upper[room.Arc] - inside.Values.Sum();
            var all = inside.Values.Sum() + inside.Count;
            foreach (var (points, grams) in inside)
                rooms[(room.IsDoor, room.Store, room.Recipient, points)] = grams + (long)((Int128)free * (grams + 1) / all);
        }

        void Enter(int node, long points, long grams)
        {
            if (!entering.TryGetValue(node, out var inside))
                entering[node] = inside = [];
            inside[points] = inside.GetValueOrDefault(points) + grams;
        }
    }

    public long? Room(bool isDoor, int store, int recipient, long points) =>
        rooms.TryGetValue((isDoor, store, recipient, points), out var room) ? room : null;
}
