namespace Logistics.Routing.Search;

/// <summary>The locks compiled: which requests the search may not take out, between which nodes nothing comes, which vehicles it leaves alone.</summary>
sealed class Pins
{
    readonly bool[] pinned;
    readonly bool[] stays;
    readonly bool[] joined;
    readonly bool[] held;
    readonly bool[] closed;

    public Pins(Problem problem, Func<int, int> startOf, int nodes)
    {
        Any = problem.Locks.Count > 0;
        pinned = new bool[Any ? problem.Requests.Count : 0];
        stays = new bool[pinned.Length];
        joined = new bool[Any ? nodes : 0];
        held = new bool[Any ? problem.Vehicles.Count : 0];
        closed = new bool[held.Length];
        foreach (var request in VehicleOf(problem).Keys)
            stays[request] = true;
        foreach (var each in problem.Locks)
        {
            held[each.Vehicle] = true;
            foreach (var request in each.Requests)
                pinned[request] |= each is not TourLock.Stays;
            var steps = each.LockedSteps.Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery).Select(NodeOf).ToList();
            foreach (var node in steps.SkipLast(each is TourLock.Whole ? 0 : 1))
                joined[node] = true;
            closed[each.Vehicle] |= each is TourLock.Whole or TourLock.Shut;
            joined[startOf(each.Vehicle)] |= each is TourLock.Whole || (each is TourLock.First && steps.Count > 0);
        }
    }

    /// <summary>The vehicle of each locked request, and of those that stand or fall with one.</summary>
    public static Dictionary<int, int> VehicleOf(Problem problem)
    {
        var result = new Dictionary<int, int>();
        foreach (var each in problem.Locks)
            foreach (var request in each.Requests)
                result[request] = each.Vehicle;
        foreach (var group in problem.Groups)
            foreach (var vehicle in group.Where(result.ContainsKey).Select(request => result[request]).Take(1).ToList())
                foreach (var request in group)
                    result[request] = vehicle;
        return result;
    }

    /// <summary>The problem has locks: all questions below are asked only then, and are false otherwise.</summary>
    public bool Any { get; }

    public static int NodeOf(TourStep step) => 2 * step.Index + (step.Kind == VisitKind.Delivery ? 1 : 0);

    /// <summary>The search takes this request out of no tour.</summary>
    public bool IsPinned(int request) => Any && request < pinned.Length && pinned[request];

    /// <summary>It rides on one vehicle and is left out for nothing.</summary>
    public bool Stays(int request) => Any && stays[request];

    /// <summary>Nothing comes between this node and the one it is followed by.</summary>
    public bool IsJoined(int node) => Any && joined[node];

    /// <summary>Something is locked in its tour, so that the tour as a whole cannot go.</summary>
    public bool IsHeld(int vehicle) => Any && held[vehicle];

    /// <summary>Its whole tour is locked.</summary>
    public bool IsClosed(int vehicle) => Any && closed[vehicle];

    /// <summary>Nothing locked stands where a request would go, places counted as in <see cref="Place"/>.</summary>
    public bool Allow(Route route, int pickup, int delivery) =>
        !Any || (!closed[route.Vehicle]
            && (route.Count == 0 || ((pickup < 0 || !joined[route.Nodes[pickup]]) && (delivery < 0 || !joined[route.Nodes[delivery]]))));
}
