using BenchmarkDotNet.Attributes;
using Logistics.Routing;
using Logistics.Routing.Search;

namespace Logistics.Benchmarks.Routing;

/// <summary>The cheapest place of every request in one long tour: every pair of places scheduled anew, against the bounded scan.</summary>
[MemoryDiagnoser]
public class InsertionBenchmarks
{
    Model model = null!;
    Route tour = null!;
    Inserter inserter = null!;
    readonly Scheduler scheduler = new();

    [GlobalSetup]
    public void Setup()
    {
        model = new Model(MadeUpDay.Of(200), Objective.Distance);
        inserter = new Inserter(model, scheduler);
        tour = new Route { Vehicle = 0 };
        tour.Clear(model);
        tour.Update(model, scheduler);
        for (var r = 0; r < 100 && tour.Count < 40; r++)
        {
            var place = Place.None;
            inserter.Try(tour, r, ref place);
            if (place.Vehicle < 0)
                continue;
            tour.Insert(place.Delivery, 2 * r + 1, 0);
            tour.Insert(place.Pickup, 2 * r, 0);
            tour.Update(model, scheduler);
        }
    }

    [Benchmark(Baseline = true)]
    public long EveryPairScheduled()
    {
        var sum = 0L;
        var nodes = new int[tour.Size + 2];
        for (var r = 100; r < 200; r++)
            for (var i = 0; i <= tour.Count; i++)
                for (var j = i; j <= tour.Count; j++)
                {
                    var size = 0;
                    for (var k = 0; k < tour.Size; k++)
                    {
                        nodes[size++] = tour.Nodes[k];
                        if (k == i)
                            nodes[size++] = 2 * r;
                        if (k == j)
                            nodes[size++] = 2 * r + 1;
                    }
                    if (scheduler.TryFit(model, 0, nodes))
                        sum++;
                }
        return sum;
    }

    [Benchmark]
    public long BoundedScan()
    {
        var sum = 0L;
        for (var r = 100; r < 200; r++)
        {
            var place = Place.None;
            inserter.Try(tour, r, ref place);
            sum += place.Vehicle;
        }
        return sum;
    }
}
