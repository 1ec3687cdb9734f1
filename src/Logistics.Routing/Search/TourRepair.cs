namespace Logistics.Routing.Search;

/// <summary>
/// Takes requests out of an initial tour until the rest can be kept: at each step the one without which the tour is nearest to being so, and of several the one of the
/// lowest priority whose going shortens the tour most. Locked requests stay.
/// </summary>
static class TourRepair
{
    public static void Apply(Model model, Scheduler scheduler, int vehicle, LockedTour tour)
    {
        foreach (var request in tour.Requests.ToList())
            if (!tour.IsLocked(request) && model.HoldsFor(request, vehicle) == 0)
                tour.TakeOut(request);
        var route = new Route { Vehicle = vehicle };
        tour.TryWrite(model, scheduler, route, tour.LockedNodes);
        var had = Violations(model, scheduler, route).GroupBy(each => each.Subject).ToDictionary(group => group.Key, group => group.Max(each => each.Amount));
        while (Excess(model, scheduler, route, tour, tour.Nodes, had) > 0)
        {
            (int Request, (long Excess, int Priority, long Distance) Key) best = (-1, default);
            foreach (var request in tour.Requests.Where(request => !tour.IsLocked(request)))
            {
                var excess = Excess(model, scheduler, route, tour, tour.Without(request), had);
                var key = (excess, model.Problem.Requests[request].Priority, route.Distance);
                if (best.Request < 0 || key.CompareTo(best.Key) < 0)
                    best = (request, key);
            }
            if (best.Request < 0)
                throw new InvalidOperationException($"The locked part of vehicle {vehicle}'s tour cannot be kept.");
            tour.TakeOut(best.Request);
        }
    }

    /// <summary>0 when the tour can be kept: seconds of lateness beyond what the rules allow, and then one for every other violation that the locked parts alone do not have.</summary>
    static long Excess(Model model, Scheduler scheduler, Route route, LockedTour tour, List<int> nodes, Dictionary<object, long> had)
    {
        var fits = tour.TryWrite(model, scheduler, route, nodes);
        if (Lateness(route) is > 0 and var seconds)
            return seconds;
        return fits ? Violations(model, scheduler, route).Count(each => !(had.TryGetValue(each.Subject, out var amount) && amount >= each.Amount)) : 1;
    }

    static IEnumerable<(object Subject, long Amount)> Violations(Model model, Scheduler scheduler, Route route)
    {
        if (route.Count == 0 || !scheduler.TryFit(model, route.Vehicle, route.Nodes.AsSpan(0, route.Size)))
            return [];
        scheduler.LeaveLate();
        var holds = Enumerable.Range(1, route.Count).Where(k => route.Nodes[k] < model.FirstReload)
            .DistinctBy(k => route.Nodes[k] >> 1).ToDictionary(k => route.Nodes[k] >> 1, k => (int)route.Hold[k]);
        return new TourCheck(model.Problem, SolutionWriter.TourOf(model, scheduler, route.Vehicle, holds), model.Objective).Run().Select(LockCheck.Measure);
    }

    static long Lateness(Route route)
    {
        var sum = 0L;
        for (var k = 1; k <= route.Count + 1; k++)
            sum += Math.Max(0, (long)route.Stops[k].Depart - route.Stops[k].Service - route.Stops[k].Late);
        return sum;
    }
}
