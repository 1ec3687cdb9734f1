using Logistics.Measures;

namespace Logistics.Routing.Tests;

/// <summary>Days of a plausible shape: pairs on a plane of 30 km, morning and afternoon windows, vans for about ten requests each. And what goes wrong on them.</summary>
static class GeneratedDays
{
    public static Problem Of(int requests, int seed)
    {
        var random = new Random(seed);
        var table = RandomProblems.Table(random, 2 * requests + 3);
        Activity At(int location, int width)
        {
            var open = random.Next(0, 20_000);
            return new(location, new TimeWindow(open, Math.Min(32_000, open + width)), 240);
        }

        return new(
            [table],
            [new() { Capacity = [1_000, 50], CostFixed = Cost.FromEuros(15), CostPerHour = Cost.FromEuros(20), CostPerKilometre = Cost.FromEuros(0.4m) }],
            [.. Enumerable.Range(0, Math.Max(2, requests / 6)).Select(v => new Vehicle { Type = 0, Start = v % 2, End = v % 2, Shift = new(0, 36_000) })],
            [.. Enumerable.Range(0, requests).Select(r => new Request
            {
                Pickup = At(2 * r + 3, 9_000),
                Delivery = At(2 * r + 4, 1_000) with { Windows = [new(0, 36_000)] },
                Load = [random.Next(20, 300), random.Next(1, 12)],
            })]);
    }

    /// <summary>In turn: a lot is an hour and a half late, a request is refused, a call comes in, a van breaks down, a driver is late.</summary>
    public static (Problem Problem, IReadOnlyList<TourOrder> Previous) Disturb(Problem day, IReadOnlyList<TourOrder> running, int seed)
    {
        var random = new Random(seed);
        var chosen = random.Next(day.Requests.Count);
        var van = running[random.Next(running.Count)].Vehicle;
        switch (seed % 5)
        {
            case 0:
                return (Relaxed(day, chosen, late: 5_400), running);
            case 1:
                var gone = day.Requests.Count - 1;
                return (day.With(requests: [.. day.Requests.Take(gone)]),
                    [.. running.Select(order => order with { Steps = [.. order.Steps.Where(step => step.Kind == VisitKind.Break || step.Index != gone)] })]);
            case 2:
                return (day.With(requests: [.. day.Requests, day.Requests[chosen]]), running);
            case 3:
                return (day.With(locks: [new TourLock.Whole(van, [])]), running);
            default:
                return (day.With(vehicles: [.. day.Vehicles.Select((each, v) => v == van ? each with { Shift = new(7_200, 36_000) } : each)]), running);
        }
    }

    static Problem Relaxed(Problem day, int request, int late) => day.With(requests: [.. day.Requests.Select((each, r) => r == request
        ? each with { Pickup = each.Pickup! with { Windows = [new(each.Pickup.Windows[0].Earliest + late, each.Pickup.Windows[0].Latest + late)] } }
        : each)]);
}
