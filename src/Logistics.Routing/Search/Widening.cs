namespace Logistics.Routing.Search;

/// <summary>Widens the rules that locked parts break by as much as they break them, and no others.</summary>
static class Widening
{
    public static Problem Of(Model plain, IReadOnlyList<LockedTour> tours)
    {
        var problem = plain.Problem;
        var broken = new List<int>();
        var scheduler = new Scheduler();
        for (var v = 0; v < tours.Count; v++)
        {
            var nodes = tours[v].LockedNodes;
            if (nodes.Count > 0 && (!tours[v].TryWrite(plain, scheduler, new Route { Vehicle = v }, nodes) || Overloads(plain, v, tours[v], nodes)))
                broken.Add(v);
        }
        if (broken.Count == 0)
            return problem;
        foreach (var v in broken)
            problem = OfTour(problem, plain.Objective, v, tours[v]);
        return problem.With(locks: [.. problem.Locks, .. broken.SelectMany(v => Frozen(problem, v, tours[v]))]);
    }

    static IEnumerable<TourLock> Frozen(Problem problem, int vehicle, LockedTour tour) =>
        problem.Locks.OfType<TourLock.Stays>().Where(each => each.Vehicle == vehicle && tour.IsLocked(each.Request)).Select(each => new TourLock.Frozen(vehicle, each.Request));

    static Problem OfTour(Problem problem, Objective objective, int vehicle, LockedTour tour)
    {
        // Each next way is wider: what is broken; without the breaks that then still find no place, the last first; without any rule in time.
        var wider = ByWhatIsBroken(problem, objective, vehicle, tour);
        for (var breaks = problem.Vehicles[vehicle].Breaks.Count; breaks >= 0; breaks--)
        {
            var candidate = WithBreaks(wider, vehicle, breaks);
            if (Fits(candidate, objective, vehicle, tour))
                return Tightened(problem, candidate, objective, vehicle, tour);
        }
        return WithoutTime(wider, vehicle, tour);
    }

    static Problem ByWhatIsBroken(Problem problem, Objective objective, int vehicle, LockedTour tour)
    {
        var plan = Replay.Of(problem, [new(vehicle, tour.LockedSteps)], objective);
        return plan.Tours.Count == 0 ? problem : Relaxing.Apply(problem, new TourCheck(problem, plan.Tours[0], objective).Run().Select(violation => Cure(violation, plan.Tours[0])).OfType<Relaxation>());
    }

    /// <summary>A replay that breaks one rule holds back no pickup for another's ride and knows no break: reckon the least from the tour as the search drives it.</summary>
    static Problem Tightened(Problem problem, Problem wider, Objective objective, int vehicle, LockedTour tour)
    {
        var model = new Model(wider, objective);
        var (route, scheduler) = (new Route { Vehicle = vehicle }, new Scheduler());
        tour.TryWrite(model, scheduler, route, tour.LockedNodes);
        var snapshot = new Snapshot(model.Vehicles);
        snapshot.Put(vehicle, route.Nodes.AsSpan(0, route.Size), route.Hold.AsSpan(0, route.Size), route.Cost);
        var driven = SolutionWriter.Write(model, snapshot, []).Tours[0];
        var least = Relaxing.Apply(problem, new TourCheck(problem, driven, objective).Run().Select(violation => Cure(violation, driven)).OfType<Relaxation>());
        var breaks = wider.Vehicles[vehicle].Breaks.Count;
        foreach (var candidate in (Problem[])[WithBreaks(least, vehicle, breaks), wider])
            if (StillExcused(candidate, problem.Vehicles[vehicle].Breaks.Skip(breaks), vehicle, driven) is var kept && Fits(kept, objective, vehicle, tour))
                return kept;
        return WithoutTime(wider, vehicle, tour);
    }

    /// <summary>A break that the tour goes without, because it is back or away in time, must not fall due later.</summary>
    static Problem StillExcused(Problem problem, IEnumerable<Break> dropped, int vehicle, Tour driven)
    {
        var shift = problem.Vehicles[vehicle].Shift;
        foreach (var until in dropped.Select(rest => rest.Window.Latest))
            if (driven.Departure >= until)
                shift = shift with { Earliest = Math.Max(shift.Earliest, until) };
            else if (driven.Return <= until)
                shift = shift with { Latest = Math.Min(shift.Latest, until) };
        return shift == problem.Vehicles[vehicle].Shift || shift.Earliest > shift.Latest
            ? problem
            : problem.With(vehicles: [.. problem.Vehicles.Select((each, v) => v == vehicle ? each with { Shift = shift } : each)]);
    }

    static Relaxation? Cure(Violation violation, Tour tour) => violation switch
    {
        Violation.Late x => new Relaxation.LaterWindow(x.Request, tour.Visits[x.Visit].Kind, x.Seconds),
        Violation.ShiftExceeded x => new Relaxation.LongerShift(x.Vehicle, x.Seconds),
        Violation.RideTooLong x => new Relaxation.LongerRide(x.Request, x.Seconds),
        Violation.DurationExceeded x => new Relaxation.LongerTour(x.Vehicle, x.Seconds),
        Violation.DistanceExceeded x => new Relaxation.FurtherTour(x.Vehicle, x.Decimetres),
        Violation.StopsExceeded x => new Relaxation.MoreStops(x.Vehicle, x.Stops),
        _ => null, // loads and skills do not keep the search from driving a locked part
    };

    static bool Fits(Problem problem, Objective objective, int vehicle, LockedTour tour) =>
        tour.TryWrite(new Model(problem, objective), new Scheduler(), new Route { Vehicle = vehicle }, tour.LockedNodes);

    static Problem WithBreaks(Problem problem, int vehicle, int count) => problem.Vehicles[vehicle].Breaks.Count == count
        ? problem
        : problem.With(vehicles: [.. problem.Vehicles.Select((each, v) => v == vehicle ? each with { Breaks = [.. each.Breaks.Take(count)] } : each)]);

    /// <summary>Where it is not known by how much to widen: no rule in time for the locked requests, and no others in the tour.</summary>
    static Problem WithoutTime(Problem problem, int vehicle, LockedTour tour)
    {
        var free = problem.TypeOf(vehicle) with
        {
            MaxSeconds = null,
            MaxDecimetres = null,
            MaxStops = null,
            MaxTrips = null,
            Reloads = [.. problem.TypeOf(vehicle).Reloads.Select(Free)],
        };
        return WithBreaks(problem, vehicle, 0).With(
            types: [.. problem.Types, free],
            vehicles: [.. problem.Vehicles.Select((each, v) => v == vehicle
                ? each with { Type = problem.Types.Count, Breaks = [], Shift = each.Shift with { Latest = Problem.Horizon } } : each)],
            requests: [.. problem.Requests.Select((each, r) => !tour.IsLocked(r) ? each : each with
            {
                Pickup = each.Pickup is null ? null : Free(each.Pickup),
                Delivery = each.Delivery is null ? null : Free(each.Delivery),
                MaxRideSeconds = null,
                ReadyAt = 0,
            })],
            locks: [.. problem.Locks, new TourLock.Shut(vehicle)]);
    }

    static Activity Free(Activity activity) => activity with { Windows = [], LateSeconds = 0 };

    static bool Overloads(Model model, int vehicle, LockedTour tour, List<int> nodes)
    {
        if (nodes.Any(node => node < model.FirstReload && model.HoldsFor(node >> 1, vehicle) == 0))
            return true;
        var route = new Route { Vehicle = vehicle };
        tour.TryWrite(model, new Scheduler(), route, nodes);
        var capacity = model.Capacity[model.TypeOf[vehicle]];
        for (var k = 0; k < route.Size * route.Width; k++)
            if (k < (route.Count + 1) * route.Width && route.Load[k] > capacity[k % route.Width])
                return true;
        return false;
    }
}
