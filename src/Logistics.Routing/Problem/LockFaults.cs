namespace Logistics.Routing;

/// <summary>Every way locks can name what is not there, or contradict one another. Locked steps that break a rule of the day are no fault: see <see cref="Solution.Inherited"/>.</summary>
static class LockFaults
{
    public static IEnumerable<string> Of(Problem problem)
    {
        var vehicleOf = new Dictionary<int, int>();
        var steps = new HashSet<TourStep>();
        for (var l = 0; l < problem.Locks.Count; l++)
        {
            var each = problem.Locks[l];
            var name = $"Lock {l}";
            if (each.Vehicle < 0 || each.Vehicle >= problem.Vehicles.Count)
            {
                yield return $"{name}: there is no vehicle {each.Vehicle}.";
                continue;
            }
            if (each.Requests.FirstOrDefault(r => r < 0 || r >= problem.Requests.Count, -1) is var stranger && each.Requests.Any(r => r == stranger))
            {
                yield return $"{name}: there is no request {stranger}.";
                continue;
            }
            foreach (var request in each.Requests)
                if (!vehicleOf.TryAdd(request, each.Vehicle) && vehicleOf[request] != each.Vehicle)
                    yield return $"{name}: request {request} is locked to vehicle {vehicleOf[request]} too.";
            foreach (var fault in each.LockedSteps.SelectMany(step => OfStep(problem, each, step, steps)))
                yield return $"{name}: {fault}";
        }
        for (var g = 0; g < problem.Groups.Count; g++)
            if (problem.Groups[g].Where(vehicleOf.ContainsKey).Select(r => vehicleOf[r]).Distinct().Count() > 1)
                yield return $"Group {g} is locked to several vehicles.";
        foreach (var tour in problem.Locks.GroupBy(each => each.Vehicle).Where(tour => tour.Key >= 0 && tour.Key < problem.Vehicles.Count))
            foreach (var fault in OfTour(problem, [.. tour]))
                yield return $"Locks of vehicle {tour.Key}: {fault}";
    }

    static IEnumerable<string> OfStep(Problem problem, TourLock each, TourStep step, HashSet<TourStep> steps)
    {
        var exists = step.Kind switch
        {
            VisitKind.Pickup => problem.Requests[step.Index].Pickup is not null,
            VisitKind.Delivery => problem.Requests[step.Index].Delivery is not null,
            VisitKind.Break => each is TourLock.Whole && step.Index >= 0 && step.Index < problem.Vehicles[each.Vehicle].Breaks.Count,
            VisitKind.Reload => each is TourLock.Whole && step.Index >= 0 && step.Index < problem.TypeOf(each.Vehicle).Reloads.Count,
            _ => false,
        };
        if (!exists)
            yield return $"there is no {step.Kind} {step.Index} to lock.";
        else if (step.Kind is VisitKind.Pickup or VisitKind.Delivery && !steps.Add(step with { Compartment = null }))
            yield return $"{step.Kind} {step.Index} is locked twice.";
    }

    static IEnumerable<string> OfTour(Problem problem, IReadOnlyList<TourLock> locks)
    {
        if (locks.Count(each => each is TourLock.First) > 1)
            yield return "two say how the tour begins.";
        var whole = locks.OfType<TourLock.Whole>().FirstOrDefault();
        if (whole is not null && locks.Any(each => !ReferenceEquals(each, whole) && !(each is TourLock.Stays stays && whole.Requests.Contains(stays.Request))))
            yield return "the whole tour is locked, and something else too.";
        foreach (var each in locks)
            foreach (var request in each.Requests)
            {
                var (pickup, delivery) = (IndexOf(each, VisitKind.Pickup, request), IndexOf(each, VisitKind.Delivery, request));
                if (pickup >= 0 && delivery >= 0 && delivery < pickup)
                    yield return $"request {request} is delivered before its pickup.";
                if (each is TourLock.First or TourLock.Whole && pickup < 0 && delivery >= 0 && problem.Requests[request].Pickup is not null)
                    yield return $"request {request} is delivered without its pickup.";
                if (each is TourLock.Whole && delivery < 0 && pickup >= 0 && problem.Requests[request].Delivery is not null)
                    yield return $"request {request} is picked up without its delivery.";
            }
    }

    static int IndexOf(TourLock each, VisitKind kind, int request)
    {
        for (var k = 0; k < each.LockedSteps.Count; k++)
            if (each.LockedSteps[k].Kind == kind && each.LockedSteps[k].Index == request)
                return k;
        return -1;
    }
}
