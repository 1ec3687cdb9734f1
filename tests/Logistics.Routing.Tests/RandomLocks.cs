namespace Logistics.Routing.Tests;

/// <summary>A problem with a careless plan half of which is locked: late, overloaded, on the wrong vehicle. The same seed gives the same.</summary>
static class RandomLocks
{
    public static (Problem Problem, IReadOnlyList<TourOrder> Initial) Of(Problem problem, int seed)
    {
        var random = new Random(seed);
        var tours = problem.Vehicles.Select(_ => new List<TourStep>()).ToList();
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            if (random.Next(4) == 0)
                continue;
            var allowed = problem.Requests[r].AllowedVehicles;
            var vehicle = allowed is not null && random.Next(3) > 0 ? allowed[0] : random.Next(tours.Count);
            // To lock a group to two vehicles is a fault; that it breaks other rules there is not.
            if (problem.Groups.FirstOrDefault(group => group.Contains(r)) is { } group && Home(group) is >= 0 and var home)
                vehicle = home;
            var tour = tours[vehicle];
            var at = random.Next(tour.Count + 1);
            if (problem.Requests[r].Pickup is not null)
                tour.Insert(at++, new(VisitKind.Pickup, r));
            if (problem.Requests[r].Delivery is not null)
                tour.Insert(at + random.Next(tour.Count - at + 1), new(VisitKind.Delivery, r));
        }
        var locks = tours.SelectMany((tour, v) => Of(random, problem, v, tour)).ToList();
        var initial = tours.Select((steps, v) => new TourOrder(v, [.. steps.Where(_ => random.Next(10) > 0)])).Where(_ => random.Next(6) > 0).ToList();
        return (problem.With(locks: locks), initial);

        int Home(IReadOnlyList<int> group) => tours.FindIndex(steps => steps.Any(step => group.Contains(step.Index)));
    }

    static List<TourLock> Of(Random random, Problem problem, int vehicle, List<TourStep> tour)
    {
        var shape = random.Next(7);
        if (shape == 6)
            return [new TourLock.Whole(vehicle, [])];
        if (tour.Count == 0 || shape == 0)
            return [];
        if (shape == 5)
        {
            var steps = tour.ToList();
            for (var b = 0; b < problem.Vehicles[vehicle].Breaks.Count; b++)
                if (random.Next(2) == 0)
                    steps.Insert(random.Next(1, steps.Count + 1), new(VisitKind.Break, b));
            if (problem.TypeOf(vehicle).Reloads.Count is > 0 and var reloads && random.Next(2) == 0)
                steps.Insert(random.Next(1, steps.Count + 1), new(VisitKind.Reload, random.Next(reloads)));
            return [new TourLock.Whole(vehicle, steps)];
        }
        var locks = new List<TourLock>();
        var first = shape is 1 or 4 ? random.Next(0, Math.Min(4, tour.Count) + 1) : 0;
        if (first > 0)
            locks.Add(new TourLock.First(vehicle, tour[..first]));
        if (shape is 2 or 4 && first < tour.Count)
        {
            var from = random.Next(first, tour.Count);
            locks.Add(new TourLock.Consecutive(vehicle, tour[from..Math.Min(tour.Count, from + random.Next(1, 4))]));
        }
        if (shape is 3 or 4)
            locks.AddRange(tour.Select(step => step.Index).Distinct().Where(_ => random.Next(3) == 0).Select(r => new TourLock.Stays(vehicle, r)));
        return locks;
    }
}
