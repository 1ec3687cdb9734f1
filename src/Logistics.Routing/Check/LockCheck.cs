namespace Logistics.Routing;

/// <summary>Are the locks kept, and were the violations that a plan calls inherited there in the locked parts alone?</summary>
static class LockCheck
{
    /// <summary>Locks that the plan does not keep.</summary>
    public static IEnumerable<Violation> Broken(Problem problem, Solution solution)
    {
        for (var l = 0; l < problem.Locks.Count; l++)
            if (!IsKept(problem.Locks[l], solution))
                yield return new Violation.LockBroken(problem.Locks[l].Vehicle, l);
    }

    /// <summary>Takes out of <paramref name="found"/> what was inherited, and puts in what is wrongly called so.</summary>
    public static void Excuse(Problem problem, Objective objective, Solution solution, List<Violation> found)
    {
        foreach (var listed in solution.Inherited)
            if (!found.Contains(listed) || !LockedPartsBreak(problem, objective, solution, listed) || !found.Remove(listed))
                found.Add(new Violation.WronglyInherited(listed));
    }

    static bool IsKept(TourLock each, Solution solution)
    {
        var tour = solution.Tours.FirstOrDefault(tour => tour.Vehicle == each.Vehicle);
        var visits = tour?.Visits.Skip(1).SkipLast(1).ToList() ?? [];
        var served = visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery).ToList();
        return each switch
        {
            TourLock.Stays x => !solution.Tours.Any(other => other.Vehicle != x.Vehicle && other.Visits.Any(visit => Serves(visit) && visit.Index == x.Request)),
            TourLock.First x => Same(served.Take(x.Steps.Count), x.Steps),
            TourLock.Whole x => Same(visits, x.Steps),
            TourLock.Consecutive x => x.Steps.Count == 0
                || Enumerable.Range(0, served.Count).Any(k => Same(served.Skip(k).Take(x.Steps.Count), x.Steps)),
            _ => true,
        };
    }

    static bool Serves(Visit visit) => visit.Kind is VisitKind.Pickup or VisitKind.Delivery;

    static bool Same(IEnumerable<Visit> visits, IReadOnlyList<TourStep> steps) =>
        visits.Select(visit => (visit.Kind, visit.Index)).SequenceEqual(steps.Select(step => (step.Kind, step.Index)));

    static bool LockedPartsBreak(Problem problem, Objective objective, Solution solution, Violation listed)
    {
        // What stands or falls with a locked request is not in its tour: the locked part alone splits the group.
        if (listed is Violation.GroupSplit split)
            return problem.Groups[split.Group].Any(r => problem.Locks.Any(each => each.Requests.Contains(r)));
        var (subject, amount) = Measure(listed);
        foreach (var tour in solution.Tours)
        {
            var locks = problem.Locks.Where(each => each.Vehicle == tour.Vehicle).ToList();
            if (locks.Count == 0)
                continue;
            var alone = locks.Any(each => each is TourLock.Whole) ? tour : Alone(problem, objective, tour, [.. locks.SelectMany(each => each.Requests)]);
            // Ride limits may hold it up: it is enough that it is on its way at some time when the break might begin.
            if (listed is Violation.BreakMissing missing && missing.Vehicle == tour.Vehicle
                && problem.Vehicles[tour.Vehicle].Breaks[missing.Break].Window is var window && alone.Departure < window.Latest && alone.Return > window.Earliest)
                return true;
            foreach (var violation in new TourCheck(problem, alone, objective).Run())
                if (Measure(violation) is var (same, had) && same.Equals(subject) && had >= amount)
                    return true;
        }
        return false;
    }

    /// <summary>The locked visits of a tour and no others, each begun as early as it may, or on arrival where its windows have passed.</summary>
    static Tour Alone(Problem problem, Objective objective, Tour tour, HashSet<int> locked)
    {
        var time = problem.Vehicles[tour.Vehicle].Shift.Earliest;
        var visits = new List<Visit>();
        var check = new TourCheck(problem, tour, objective);
        var kept = tour.Visits.Where(visit => visit.Kind is VisitKind.Start or VisitKind.End or VisitKind.Reload || (Serves(visit) && locked.Contains(visit.Index))).ToList();
        for (var k = 0; k < kept.Count; k++)
        {
            var visit = kept[k];
            if (visits.Count > 0 && visits[^1].Location is { } from && visit.Location is { } to)
                time = check.Arrival(from, to, time);
            var activity = visit.Kind switch
            {
                VisitKind.Pickup => problem.Requests[visit.Index].Pickup,
                VisitKind.Delivery => problem.Requests[visit.Index].Delivery,
                VisitKind.Reload => problem.TypeOf(tour.Vehicle).Reloads[visit.Index],
                _ => null,
            };
            var windows = activity?.Windows ?? [];
            var ready = Math.Max(time + (visits.Count > 0 ? check.SetUp(visits[^1], visit) : 0), visit.Kind is VisitKind.Start or VisitKind.Reload ? Released(problem, kept, k) : 0);
            var begin = windows.Count == 0 || ready > windows[^1].Latest ? ready : Math.Max(ready, windows.First(window => ready <= window.Latest).Earliest);
            visits.Add(visit with { Arrival = time, Begin = begin, Departure = time = begin + (activity?.ServiceSeconds ?? 0) });
        }
        return tour with { Visits = visits };
    }

    /// <summary>When all is ready that is loaded for the trip that begins at this visit.</summary>
    static int Released(Problem problem, List<Visit> visits, int at) => visits.Skip(at + 1).TakeWhile(visit => visit.Kind != VisitKind.Reload)
        .Where(visit => visit.Kind == VisitKind.Delivery).Select(visit => problem.Requests[visit.Index].ReadyAt).DefaultIfEmpty(0).Max();

    /// <summary>What is broken, and by how much: the same at another place of the tour is the same.</summary>
    public static (object Subject, long Amount) Measure(Violation violation) => violation switch
    {
        Violation.Late x => ((nameof(Violation.Late), x.Vehicle, x.Request), x.Seconds),
        Violation.ShiftExceeded x => ((nameof(Violation.ShiftExceeded), x.Vehicle), x.Seconds),
        Violation.Overload x => ((nameof(Violation.Overload), x.Vehicle, x.Compartment, x.Dimension), x.Excess),
        Violation.CarriedTogether x => ((nameof(Violation.CarriedTogether), x.Vehicle, x.First, x.Second), 0),
        Violation.RideTooLong x => ((nameof(Violation.RideTooLong), x.Vehicle, x.Request), x.Seconds),
        Violation.DurationExceeded x => ((nameof(Violation.DurationExceeded), x.Vehicle), x.Seconds),
        Violation.DistanceExceeded x => ((nameof(Violation.DistanceExceeded), x.Vehicle), x.Decimetres),
        Violation.StopsExceeded x => ((nameof(Violation.StopsExceeded), x.Vehicle), x.Stops),
        Violation.BreakMisplaced x => ((nameof(Violation.BreakMisplaced), x.Vehicle, x.Visit), x.Seconds),
        Violation.ReloadMisplaced x => ((nameof(Violation.ReloadMisplaced), x.Vehicle), x.Seconds),
        Violation.NotReady x => ((nameof(Violation.NotReady), x.Vehicle, x.Request), x.Seconds),
        Violation.TooManyTrips x => ((nameof(Violation.TooManyTrips), x.Vehicle), x.Excess),
        _ => (violation, 0),
    };
}
