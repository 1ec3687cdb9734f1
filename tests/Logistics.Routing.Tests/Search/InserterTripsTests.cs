using Logistics.Measures;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Search;

/// <summary>The places in and between trips, judged in constant time, against the plain way: every place, every reload beside it, each reckoned anew.</summary>
public class InserterTripsTests
{
    [Fact]
    public void The_scan_finds_the_cheapest_of_all_places_and_reloads()
    {
        var opened = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = Line(seed, timed: seed % 2 == 0);
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
                var before = tour.Cost;
                Put(tour, r, place);
                opened += place.Reload != 0 ? 1 : 0;
                Assert.True(tour.Update(model, scheduler), $"seed {seed}: the place cannot be kept");
                Assert.Equal(before + place.Delta, tour.Cost);
            }
        }
        Assert.True(opened > 200, $"only {opened} reloads were opened");
    }

    static void Put(Route tour, int request, in Place place)
    {
        if (place.Delivery >= 0)
            tour.Insert(place.Delivery, 2 * request + 1, place.Hold);
        if (place.Pickup >= 0)
            tour.Insert(place.Pickup, 2 * request, place.Hold);
        if (place.Reload != 0)
            tour.Insert(place.ReloadAt, place.Reload, 0);
    }

    static long CheapestByHand(Model model, Route tour, int request)
    {
        var best = long.MaxValue;
        for (var i = model.HasPickup[request] ? 0 : -1; i <= (model.HasPickup[request] ? tour.Count : -1); i++)
            for (var j = model.HasDelivery[request] ? Math.Max(0, i) : -1; j <= (model.HasDelivery[request] ? tour.Count : -1); j++)
            {
                var place = new Place { Pickup = i, Delivery = j };
                Consider(place);
                if (i >= 0 && j >= 0)
                    continue;
                foreach (var site in model.ReloadsOf[0])
                {
                    Consider(place with { Reload = site, ReloadAt = Math.Max(i, j) });
                    Consider(place with { Reload = site, ReloadAt = Math.Max(i, j) + 1 });
                }
            }
        return best;

        void Consider(Place place)
        {
            var scratch = new Route();
            scratch.CopySequence(tour);
            Put(scratch, request, place);
            if (MayHaveItsTrips(model, scratch) && scratch.Update(model, new Scheduler()) && MostOnBoard(model, scratch) <= model.Capacity[0][0])
                best = Math.Min(best, scratch.Cost - tour.Cost);
        }
    }

    /// <summary>Not too many, and none empty.</summary>
    static bool MayHaveItsTrips(Model model, Route tour)
    {
        var reloads = Enumerable.Range(1, tour.Count).Where(k => tour.Nodes[k] >= model.FirstReload).ToList();
        return reloads.Count < model.MostTrips[0]
            && reloads.All(k => k > 1 && k < tour.Count && tour.Nodes[k - 1] < model.FirstReload && tour.Nodes[k + 1] < model.FirstReload);
    }

    /// <summary>Trip by trip, with lists of what is on board.</summary>
    static int MostOnBoard(Model model, Route tour)
    {
        var (board, most) = (new List<int>(), 0);
        for (var k = 0; k <= tour.Count; k++)
        {
            var node = tour.Nodes[k];
            if (k == 0 || node >= model.FirstReload)
            {
                board.RemoveAll(r => !model.HasDelivery[r]);
                board.AddRange(tour.Nodes.Skip(k + 1).Take(tour.Count - k).TakeWhile(next => next < model.FirstReload)
                    .Where(next => next % 2 == 1 && !model.HasPickup[next / 2]).Select(next => next / 2));
            }
            else if (node % 2 == 0)
                board.Add(node / 2);
            else
                Assert.True(board.Remove(node / 2));
            most = Math.Max(most, board.Sum(r => model.Load[r]));
        }
        return most;
    }

    /// <summary>On the integer line, where the triangle inequality holds exactly; reloads at kilometres 0 and 7, goods ready now or later.</summary>
    static Problem Line(int seed, bool timed)
    {
        var random = new Random(seed);
        Activity At()
        {
            var open = random.Next(4_000);
            return new(random.Next(11), new TimeWindow(open, open + random.Next(500, 5_000)), random.Next(0, 60));
        }

        var requests = Enumerable.Range(0, 10).Select(_ =>
        {
            var shape = random.Next(5);
            var (pickup, delivery) = (shape <= 1 ? null : At(), shape == 2 ? null : At());
            return new Request
            {
                Pickup = pickup,
                Delivery = delivery,
                Load = [random.Next(2, 7)],
                ReadyAt = pickup is null && random.Next(2) == 0 ? random.Next(4_000) : 0,
            };
        });
        var type = Towns.Van with
        {
            CostPerHour = timed ? Cost.FromEuros(30) : Cost.Zero,
            Reloads = [Towns.At(0, service: seed % 3 * 50), Towns.At(7, 500, 6_000, service: 100)],
            MaxTrips = seed % 5 == 0 ? 3 : null,
        };
        return new([Towns.Road(11)], [type], [Towns.FromZero], [.. requests]);
    }
}
