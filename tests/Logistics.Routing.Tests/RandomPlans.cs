namespace Logistics.Routing.Tests;

/// <summary>Plans dealt out by chance, as a careless hand would: most break several rules. The same seed gives the same plan.</summary>
static class RandomPlans
{
    public static IReadOnlyList<TourOrder> Of(Problem problem, int seed)
    {
        var random = new Random(seed);
        var tours = problem.Vehicles.Select(_ => new List<TourStep>()).ToList();
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            if (random.Next(8) == 0)
                continue;
            var tour = tours[random.Next(tours.Count)];
            var at = random.Next(tour.Count + 1);
            if (problem.Requests[r].Pickup is not null)
                tour.Insert(at++, new(VisitKind.Pickup, r));
            if (problem.Requests[r].Delivery is null)
                continue;
            // Now and then on another van, or before its pickup.
            if (random.Next(12) == 0)
                (tour, at) = (tours[random.Next(tours.Count)], 0);
            tour.Insert(at + random.Next(tour.Count - at + 1), new(VisitKind.Delivery, r));
        }
        for (var v = 0; v < tours.Count; v++)
            for (var b = 0; b < problem.Vehicles[v].Breaks.Count; b++)
                if (tours[v].Count > 0 && random.Next(3) > 0)
                    tours[v].Insert(random.Next(1, tours[v].Count + 1), new(VisitKind.Break, b));
        return [.. tours.Select((steps, v) => new TourOrder(v, steps)).Where(order => order.Steps.Count > 0)];
    }
}
