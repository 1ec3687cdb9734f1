using Logistics.Measures;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Search;

/// <summary>The bounded scan against the plain way: every pair of places, each scheduled anew.</summary>
public class InserterTests
{
    [Fact]
    public void The_scan_finds_the_cheapest_of_all_places()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = Plane(seed, timed: seed % 2 == 0);
            var model = new Model(problem, Objective.Cost);
            var scheduler = new Scheduler();
            var inserter = new Inserter(model, scheduler);
            var tour = new Route { Vehicle = 0 };
            tour.Clear(model);
            tour.Update(model, scheduler);
            for (var r = 0; r < model.Requests; r++)
            {
                var place = Place.None;
                inserter.Try(tour, r, ref place);
                var expected = CheapestByHand(model, tour, r);
                Assert.True(expected == place.Delta, $"seed {seed}, request {r}: scan {place.Delta}, by hand {expected}");
                if (place.Vehicle < 0)
                    continue;
                if (place.Delivery >= 0)
                    tour.Insert(place.Delivery, 2 * r + 1, place.Hold);
                if (place.Pickup >= 0)
                    tour.Insert(place.Pickup, 2 * r, place.Hold);
                var before = tour.Cost;
                Assert.True(tour.Update(model, scheduler), $"seed {seed}: the place cannot be kept");
                Assert.Equal(before + place.Delta, tour.Cost);
            }
        }
    }

    static long CheapestByHand(Model model, Route tour, int request)
    {
        var best = long.MaxValue;
        var scratch = new Route();
        for (var i = model.HasPickup[request] ? 0 : -1; i <= (model.HasPickup[request] ? tour.Count : -1); i++)
            for (var j = model.HasDelivery[request] ? Math.Max(0, i) : -1; j <= (model.HasDelivery[request] ? tour.Count : -1); j++)
            {
                scratch.CopySequence(tour);
                if (j >= 0)
                    scratch.Insert(j, 2 * request + 1, 0);
                if (i >= 0)
                    scratch.Insert(i, 2 * request, 0);
                if (scratch.Update(model, new Scheduler()) && Enumerable.Range(0, scratch.Size).All(k => scratch.Load[k] <= model.Capacity[0][0]))
                    best = Math.Min(best, scratch.Cost - tour.Cost);
            }
        return best;
    }

    /// <summary>On the integer line, where the triangle inequality holds exactly.</summary>
    static Problem Plane(int seed, bool timed)
    {
        var random = new Random(seed);
        Activity At()
        {
            var open = random.Next(2_000);
            return new(random.Next(11), new TimeWindow(open, open + random.Next(200, 2_000)), random.Next(0, 60));
        }

        var requests = Enumerable.Range(0, 8).Select(_ =>
        {
            var shape = random.Next(4);
            return new Request { Pickup = shape == 0 ? null : At(), Delivery = shape == 1 ? null : At(), Load = [random.Next(1, 5)] };
        });
        var type = Towns.Van with { CostPerHour = timed ? Cost.FromEuros(30) : Cost.Zero, CostFixed = Cost.FromEuros(seed % 3) };
        return new([Towns.Road(11)], [type], [Towns.FromZero], [.. requests]);
    }
}
