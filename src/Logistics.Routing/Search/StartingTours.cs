namespace Logistics.Routing.Search;

/// <summary>
/// Where the search begins: the locked parts, and as much of the initial tours as can be kept. Locked parts that break a rule are searched under that rule made
/// wider by exactly as much, so that the search stays among tours that can be kept and the violation comes back as it was.
/// </summary>
sealed class StartingTours
{
    readonly Problem asked;
    readonly Dictionary<int, (int[] Nodes, byte[] Holds)> tours = [];

    StartingTours(Problem asked, Problem problem) => (this.asked, Problem) = (asked, problem);

    /// <summary>What is searched.</summary>
    public Problem Problem { get; private set; }

    /// <summary>Nothing is locked and nothing is there to begin with.</summary>
    public bool IsEmpty => tours.Count == 0;

    /// <exception cref="ArgumentException">An initial tour names a vehicle or a step that does not exist, or a vehicle has two.</exception>
    public static StartingTours Of(Problem problem, Objective objective, IReadOnlyList<TourOrder> initial)
    {
        var start = new StartingTours(problem, problem);
        if (problem.Locks.Count == 0 && initial.Count == 0)
            return start;
        Replay.Of(problem, initial, objective); // refuses what does not exist
        start.Problem = Bound(problem);
        var plain = new Model(start.Problem, objective);
        var tours = Once(problem, initial).Select((steps, v) => new LockedTour(plain, v, steps)).ToList();
        var widened = Widening.Of(plain, tours);
        var model = widened == start.Problem ? plain : new Model(widened, objective);
        start.Problem = widened;
        var scheduler = new Scheduler();
        for (var v = 0; v < tours.Count; v++)
            if (tours[v].Nodes.Count > 0)
                start.Keep(model, scheduler, v, tours[v]);
        return start;
    }

    /// <summary>As a kept plan, to be restored.</summary>
    public Snapshot Snapshot(Model model)
    {
        var snapshot = new Snapshot(model.Vehicles);
        for (var v = 0; v < model.Vehicles; v++)
            if (tours.TryGetValue(v, out var tour))
                snapshot.Put(v, tour.Nodes, tour.Holds, 0);
            else
                snapshot.Put(v, [model.StartOf(v), model.EndOf(v)], [0, 0], 0);
        return snapshot;
    }

    /// <summary>The plan as an answer to what was asked: wholly locked tours at their own times, and the violations that the locked parts brought along.</summary>
    public Solution Answer(Model model, Solution found)
    {
        if (asked.Locks.Count == 0)
            return found;
        var whole = asked.Locks.OfType<TourLock.Whole>().Where(each => each.Steps.Count > 0).Select(each => new TourOrder(each.Vehicle, each.Steps)).ToList();
        var kept = Replay.Of(asked, whole, model.Objective).Tours;
        var tours = found.Tours.Where(tour => !kept.Any(each => each.Vehicle == tour.Vehicle)).Concat(kept).OrderBy(tour => tour.Vehicle).ToList();
        // What lateness costs is reckoned from the windows as they were asked.
        tours = [.. tours.Select(tour => tour with { Cost = SolutionWriter.CostOf(asked, tour.Vehicle, tour.Visits, tour.Decimetres) })];
        var answer = SolutionWriter.Assemble(model, tours, found.Unassigned) with { Iterations = found.Iterations };
        return answer with { Inherited = Checker.Check(asked, answer, model.Objective) };
    }

    /// <summary>A locked request may ride on its vehicle only; the breaks of a locked tour find their places anew, until <see cref="Answer"/> puts the tour back.</summary>
    static Problem Bound(Problem problem)
    {
        var vehicleOf = Pins.VehicleOf(problem);
        var locked = problem.Locks.SelectMany(each => each.Requests).ToHashSet();
        // Who only stands or falls with a locked request does not ride where it may not: the group is split, and the lock is why.
        return problem.With(
            requests: [.. problem.Requests.Select((request, r) => vehicleOf.TryGetValue(r, out var v)
                ? request with { AllowedVehicles = locked.Contains(r) || request.AllowedVehicles?.Contains(v) != false ? [v] : [] } : request)],
            locks: [.. problem.Locks.Select(each => each is TourLock.Whole whole ? whole with { Steps = [.. whole.Steps.Where(step => step.Kind != VisitKind.Break)] } : each)]);
    }

    /// <summary>The steps of each vehicle, each step and each request where it comes first, a locked one only where it is locked.</summary>
    static List<TourStep>[] Once(Problem problem, IReadOnlyList<TourOrder> initial)
    {
        var vehicleOf = Pins.VehicleOf(problem);
        var seen = new HashSet<TourStep>();
        var result = problem.Vehicles.Select(_ => new List<TourStep>()).ToArray();
        foreach (var order in initial)
            foreach (var step in order.Steps.Where(step => step.Kind != VisitKind.Break))
                if (step.Kind == VisitKind.Reload)
                    result[order.Vehicle].Add(step);
                else if (vehicleOf.TryAdd(step.Index, order.Vehicle) || vehicleOf[step.Index] == order.Vehicle)
                    if (seen.Add(step with { Compartment = null }))
                        result[order.Vehicle].Add(step);
        var locked = problem.Locks.SelectMany(each => each.Requests).ToHashSet();
        foreach (var group in problem.Groups.Where(group => !group.Any(locked.Contains)))
            if (!result.Any(steps => group.All(request => IsWhole(problem, steps, request))))
                foreach (var steps in result)
                    steps.RemoveAll(step => step.Kind != VisitKind.Reload && group.Contains(step.Index));
        return result;
    }

    static bool IsWhole(Problem problem, List<TourStep> steps, int request) =>
        steps.Count(step => step.Kind != VisitKind.Reload && step.Index == request) == (problem.Requests[request] is { Pickup: not null, Delivery: not null } ? 2 : 1);

    void Keep(Model model, Scheduler scheduler, int vehicle, LockedTour tour)
    {
        TourRepair.Apply(model, scheduler, vehicle, tour);
        var route = new Route { Vehicle = vehicle };
        tour.TryWrite(model, scheduler, route, tour.Nodes);
        tours[vehicle] = (route.Nodes[..route.Size], route.Hold[..route.Size]);
    }
}
