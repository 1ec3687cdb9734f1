using Logistics.Measures;
using Logistics.Routing.Search;
using static Logistics.Routing.Tests.Towns;

namespace Logistics.Routing.Tests.Search;

/// <summary>Limits judged in constant time against a schedule of the whole tour at every place.</summary>
public class TourLimitsTests
{
    [Fact]
    public void The_constant_time_test_accepts_what_the_whole_schedule_accepts()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var model = new Model(Limited(seed), Objective.Cost);
            Assert.False(model.VehicleIsExact[0]);
            var scheduler = new Scheduler();
            var inserter = new Inserter(model, scheduler);
            var tour = new Route { Vehicle = 0 };
            tour.Clear(model);
            tour.Update(model, scheduler);
            for (var r = 0; r < model.Requests; r++)
            {
                var place = Place.None;
                inserter.Try(tour, r, ref place);
                Assert.True(CheapestByHand(model, tour, r) == place.Delta, $"seed {seed}, request {r}");
                if (place.Vehicle < 0)
                {
                    refused++;
                    continue;
                }
                accepted++;
                tour.Insert(place.Delivery, 2 * r + 1, place.Hold);
                tour.Insert(place.Pickup, 2 * r, place.Hold);
                Assert.True(tour.Update(model, scheduler), $"seed {seed}, request {r}: it cannot be kept");
            }
        }
        Assert.True(accepted > 300 && refused > 300, $"{accepted} accepted, {refused} refused: the limits do not bite");
    }

    [Fact]
    public void A_tour_over_a_limit_is_not_kept()
    {
        // To kilometre 5 and 6 and home: 12 km, two stops, 1,200 s.
        foreach (var (limit, keeps) in ((VehicleType, bool)[])
            [
                (Van with { MaxStops = 2, MaxSeconds = 1_200, MaxDecimetres = 120_000 }, true),
                (Van with { MaxStops = 1 }, false), (Van with { MaxSeconds = 1_199 }, false), (Van with { MaxDecimetres = 119_999 }, false),
            ])
        {
            var model = new Model(Day(limit, FromZero, Move(At(5), At(6))), Objective.Hierarchical);
            var tour = new Route { Vehicle = 0 };
            tour.Clear(model);
            tour.Insert(0, 1, 0);
            tour.Insert(0, 0, 0);
            Assert.Equal(keeps, tour.Update(model, new Scheduler()));
        }
    }

    static long CheapestByHand(Model model, Route tour, int request)
    {
        var best = long.MaxValue;
        for (var i = 0; i <= tour.Count; i++)
            for (var j = i; j <= tour.Count; j++)
            {
                var nodes = tour.Nodes.AsSpan(0, tour.Size).ToArray().ToList();
                nodes.Insert(j + 1, 2 * request + 1);
                nodes.Insert(i + 1, 2 * request);
                var scheduler = new Scheduler();
                if (!scheduler.TryFit(model, 0, nodes.ToArray()))
                    continue;
                var distance = nodes.Zip(nodes.Skip(1)).Sum(hop => (long)model.Out[0][model.Location[hop.First] * model.Locations + model.Location[hop.Second]].Distance);
                best = Math.Min(best, distance * model.DistanceRate[0] + model.Pay[0].For(scheduler.Duration) - tour.Cost);
            }
        return best;
    }

    /// <summary>Few places, so that activities often share a stop; sometimes the duration is in the cost, sometimes only limited.</summary>
    static Problem Limited(int seed)
    {
        var random = new Random(seed);
        Activity Anywhere()
        {
            var open = random.Next(2_000);
            return new(random.Next(6), new TimeWindow(open, open + random.Next(500, 4_000)), random.Next(0, 60));
        }

        var type = Van with
        {
            Capacity = [1_000],
            CostPerHour = Cost.FromEuros(seed % 2 * 30),
            MaxSeconds = random.Next(3) > 0 ? random.Next(1_000, 3_000) : null,
            MaxDecimetres = random.Next(3) > 0 ? random.Next(100_000, 300_000) : null,
            MaxStops = random.Next(3) > 0 ? random.Next(3, 8) : null,
        };
        return new([Road(6)], [type], [FromZero], [.. Enumerable.Range(0, 8).Select(_ => Move(Anywhere(), Anywhere()))]);
    }
}
