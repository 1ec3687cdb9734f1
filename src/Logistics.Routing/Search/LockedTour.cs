namespace Logistics.Routing.Search;

/// <summary>Lays out one vehicle's tour to begin with: its locked parts where the locks want them, and between them what the initial tour has.</summary>
sealed class LockedTour
{
    readonly Model model;
    readonly int vehicle;
    readonly HashSet<int> locked;
    readonly Dictionary<int, int> holds = [];

    public LockedTour(Model model, int vehicle, IReadOnlyList<TourStep> initial)
    {
        this.model = model;
        this.vehicle = vehicle;
        var locks = model.Problem.Locks.Where(each => each.Vehicle == vehicle).ToList();
        var whole = locks.OfType<TourLock.Whole>().FirstOrDefault();
        var steps = (whole?.Steps ?? initial).Where(step => step.Kind != VisitKind.Break).ToList();
        var present = steps.Where(Serves).GroupBy(step => step.Index).Where(ends => ends.Count() == (model.HasPickup[ends.Key] && model.HasDelivery[ends.Key] ? 2 : 1))
            .Select(ends => ends.Key).ToHashSet();
        locked = [.. locks.SelectMany(each => each.Requests.Where(r => each is not TourLock.Stays || present.Contains(r)))];
        foreach (var step in locks.SelectMany(each => each.LockedSteps).Concat(steps).Where(Serves))
            if (step.Compartment is { } hold && Math.Max(1, model.Problem.TypeOf(vehicle).Compartments.Count) > hold)
                holds.TryAdd(step.Index, hold);
        Nodes = LayOut(locks, [.. steps.Select(NodeOf)]);
    }

    /// <summary>Activities, start and end not counted.</summary>
    public List<int> Nodes { get; private set; }

    /// <summary>The locked ones alone, and the reloads between them.</summary>
    public List<int> LockedNodes => [.. Nodes.Where(node => node >= model.FirstReload || locked.Contains(node >> 1))];

    /// <summary><see cref="LockedNodes"/> as steps.</summary>
    public IReadOnlyList<TourStep> LockedSteps => [.. Tidy(LockedNodes).Select(node => node >= model.FirstReload
        ? new TourStep(VisitKind.Reload, NumberOf(node))
        : new TourStep((node & 1) == 0 ? VisitKind.Pickup : VisitKind.Delivery, node >> 1, HoldOf(node >> 1)))];

    public IEnumerable<int> Requests => Nodes.Where(node => node < model.FirstReload).Select(node => node >> 1).Distinct();

    public bool IsLocked(int request) => locked.Contains(request);

    public int HoldOf(int request)
    {
        if (holds.TryGetValue(request, out var hold))
            return hold;
        var may = model.HoldsFor(request, vehicle);
        if (may != 0)
            return System.Numerics.BitOperations.TrailingZeroCount(may);
        var rooms = model.Problem.TypeOf(vehicle).Compartments;
        for (var c = 0; c < rooms.Count; c++)
            if (rooms[c].Classes.Contains(model.Problem.Requests[request].Class))
                return c;
        return 0;
    }

    /// <summary>The activities without a request and those that stand or fall with it, unless they are locked.</summary>
    public List<int> Without(int request) => [.. Nodes.Where(node => node >= model.FirstReload || !GoesWith(node >> 1, request))];

    bool GoesWith(int other, int request) =>
        other == request || (model.GroupOf[request] >= 0 && model.GroupOf[other] == model.GroupOf[request] && !locked.Contains(other));

    public void TakeOut(int request) => Nodes = Without(request);

    /// <summary>Writes these activities into a route of the vehicle and brings it up to date.</summary>
    /// <returns>Whether times and limits can be kept.</returns>
    public bool TryWrite(Model into, Scheduler scheduler, Route route, List<int> activities)
    {
        var tidy = Tidy(activities);
        int[] nodes = [into.StartOf(vehicle), .. tidy.Select(node => node < model.FirstReload ? node : into.ReloadsOf[into.TypeOf[vehicle]][NumberOf(node)]), into.EndOf(vehicle)];
        byte[] rooms = [0, .. tidy.Select(node => (byte)(node < model.FirstReload ? HoldOf(node >> 1) : 0)), 0];
        route.SetSequence(nodes, rooms);
        return route.Update(into, scheduler);
    }

    static bool Serves(TourStep step) => step.Kind is VisitKind.Pickup or VisitKind.Delivery;

    int NodeOf(TourStep step) => step.Kind == VisitKind.Reload ? model.ReloadsOf[model.TypeOf[vehicle]][step.Index] : Pins.NodeOf(step);

    int NumberOf(int reload) => (reload - model.ReloadsOf[model.TypeOf[vehicle]][0]) / 2;

    /// <summary>No reload without a stop before it in its trip, and none at the end; a wholly locked tour stays as it is.</summary>
    List<int> Tidy(List<int> nodes)
    {
        if (model.Pins.IsClosed(vehicle))
            return nodes;
        var tidy = new List<int>();
        foreach (var node in nodes)
            if (node < model.FirstReload || (tidy.Count > 0 && tidy[^1] < model.FirstReload))
                tidy.Add(node);
        if (tidy.Count > 0 && tidy[^1] >= model.FirstReload)
            tidy.RemoveAt(tidy.Count - 1);
        return tidy;
    }

    List<int> LayOut(List<TourLock> locks, List<int> initial)
    {
        if (model.Pins.IsClosed(vehicle))
            return initial;
        var groups = locks.Where(each => each.LockedSteps.Count > 0).Select(each => each.LockedSteps.Select(NodeOf).ToList()).ToList();
        var groupOf = groups.SelectMany(group => group.Select(node => (node, group))).ToDictionary(pair => pair.node, pair => pair.group);
        var result = locks.OfType<TourLock.First>().SelectMany(each => each.Steps.Select(NodeOf)).ToList();
        foreach (var node in initial)
            if (node >= model.FirstReload || !result.Contains(node))
                result.AddRange(groupOf.TryGetValue(node, out var group) ? group : [node]);
        foreach (var group in groups)
            if (!result.Contains(group[0]))
                result.AddRange(group);
        foreach (var request in result.Where(node => node < model.FirstReload).Select(node => node >> 1).Distinct().ToList())
            Complete(result, request);
        return result;
    }

    /// <summary>A locked request gets the end it lacks, as near to the other as the locks allow; any other that is not whole and in order goes.</summary>
    void Complete(List<int> result, int request)
    {
        var (pickup, delivery) = (result.IndexOf(2 * request), result.IndexOf(2 * request + 1));
        var lacks = (model.HasPickup[request] && pickup < 0) || (model.HasDelivery[request] && delivery < 0);
        var turned = pickup >= 0 && delivery >= 0 && delivery < pickup;
        if (!lacks && !turned)
            return;
        if (!locked.Contains(request))
        {
            result.RemoveAll(node => node < model.FirstReload && GoesWith(node >> 1, request));
            return;
        }
        // Of a request turned round, the end that stands in no locked sequence moves.
        if (turned)
        {
            var moves = model.Pins.IsJoined(2 * request + 1) || (delivery > 0 && model.Pins.IsJoined(result[delivery - 1])) ? 2 * request : 2 * request + 1;
            result.Remove(moves);
            (pickup, delivery) = (result.IndexOf(2 * request), result.IndexOf(2 * request + 1));
        }
        if (pickup < 0 && model.HasPickup[request])
        {
            var at = delivery;
            while (at > 0 && model.Pins.IsJoined(result[at - 1]))
                at--;
            result.Insert(at, 2 * request);
        }
        else if (delivery < 0 && model.HasDelivery[request])
        {
            var at = pickup;
            while (at < result.Count - 1 && model.Pins.IsJoined(result[at]))
                at++;
            result.Insert(at + 1, 2 * request + 1);
        }
    }
}
