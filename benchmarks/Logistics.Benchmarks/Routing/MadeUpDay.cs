using Logistics.Measures;
using Logistics.Routing;

namespace Logistics.Benchmarks.Routing;

/// <summary>A seeded day on a plane of 30 km: pairs between random places, windows of two hours, vans for about twenty requests each.</summary>
static class MadeUpDay
{
    public static Problem Of(int requests, int seed = 1, bool breaks = false)
    {
        var random = new Random(seed);
        var locations = 2 * requests + 1;
        var points = Enumerable.Range(0, locations).Select(_ => (X: random.Next(300_000), Y: random.Next(300_000))).ToArray();
        var (seconds, decimetres) = (new int[locations * locations], new int[locations * locations]);
        for (var i = 0; i < locations; i++)
            for (var j = 0; j < locations; j++)
            {
                var (dx, dy) = ((double)points[i].X - points[j].X, (double)points[i].Y - points[j].Y);
                decimetres[i * locations + j] = (int)Math.Sqrt(dx * dx + dy * dy);
                seconds[i * locations + j] = decimetres[i * locations + j] / 110;
            }

        Activity At(int location)
        {
            var open = random.Next(0, 21_600);
            return new(location, new TimeWindow(open, open + 7_200), 300);
        }

        return new(
            [new(locations, seconds, decimetres)],
            [new() { Capacity = [1_000_000, 6_000_000, 60], CostPerHour = Cost.FromEuros(20), CostPerKilometre = Cost.FromEuros(0.4m), CostFixed = Cost.FromEuros(15) }],
            [.. Enumerable.Repeat(new Vehicle { Type = 0, Start = 0, End = 0, Shift = new(0, 36_000), Breaks = breaks ? [new(new(12_600, 18_000), 2_700)] : [] }, Math.Max(2, requests / 8))],
            [.. Enumerable.Range(0, requests).Select(r => new Request
            {
                Pickup = At(2 * r + 1),
                Delivery = At(2 * r + 2) with { Windows = [new(0, 36_000)] },
                Load = [random.Next(5_000, 200_000), random.Next(10_000, 900_000), random.Next(1, 10)],
            })]);
    }
}
