using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Columns;

public sealed class RoutePoolTests
{
    /// <summary>Three pairs along the road, two vans that nothing tells apart.</summary>
    static readonly Scheduler scheduler = new();

    static readonly Model Model = new(
        new([Towns.Road(11)], [Towns.Van], [Towns.FromZero, Towns.FromZero],
            [Towns.Move(Towns.At(1), Towns.At(4)), Towns.Move(Towns.At(2), Towns.At(5)), Towns.Move(Towns.At(3), Towns.At(6))]),
        Objective.Distance);

    static Route Drive(int vehicle, params int[] nodes)
    {
        var route = new Route { Vehicle = vehicle };
        route.SetSequence([Model.StartOf(vehicle), .. nodes, Model.EndOf(vehicle)], new byte[nodes.Length + 2]);
        Assert.True(route.Update(Model, scheduler));
        return route;
    }

    [Fact]
    public void Of_one_set_of_requests_the_cheapest_sequence_is_kept_whichever_van_of_the_kind_drives_it()
    {
        var pool = new RoutePool(Model);
        // 0-1-4-2-5-0: 1 + 3 + 2 + 3 + 5 = 14 km.
        pool.Offer(Drive(0, 0, 1, 2, 3));
        // 0-1-2-4-5-0: 10 km.
        pool.Offer(Drive(1, 0, 2, 1, 3));
        pool.Offer(Drive(0, 2, 3, 0, 1));

        Assert.Equal(1, pool.Count);
        Assert.Equal(100_000, pool.Routes[0].Cost);
        Assert.Equal([0, 2, 1, 3], pool.Routes[0].Nodes.ToArray());
    }

    [Fact]
    public void Other_sets_are_other_columns_and_empty_routes_none()
    {
        var pool = new RoutePool(Model);
        pool.Offer(Drive(0));
        pool.Offer(Drive(0, 0, 1));
        pool.Offer(Drive(0, 2, 3));
        pool.Offer(Drive(0, 0, 2, 1, 3));
        Assert.Equal(3, pool.Count);
    }

    [Fact]
    public void A_full_pool_drops_the_half_not_offered_for_longest()
    {
        var pool = new RoutePool(Model, capacity: 4);
        int[][] sets = [[0, 1], [2, 3], [4, 5], [0, 2, 1, 3]];
        foreach (var set in sets)
            pool.Offer(Drive(0, set));
        // Offered again: now the second and third are the oldest.
        pool.Offer(Drive(0, sets[0]));
        pool.Offer(Drive(0, 2, 4, 3, 5));

        Assert.Equal(3, pool.Count);
        Assert.Equal(["0 1", "0 2 1 3", "2 4 3 5"], Texts(pool));
        foreach (var set in sets)
            pool.Offer(Drive(0, set));
        Assert.Contains("4 5", Texts(pool));
    }

    [Fact]
    public void Merged_pools_hold_the_cheaper_of_both()
    {
        var (left, right) = (new RoutePool(Model), new RoutePool(Model));
        left.Offer(Drive(0, 0, 1, 2, 3));
        right.Offer(Drive(0, 0, 2, 1, 3));
        right.Offer(Drive(0, 4, 5));
        left.MergeFrom(right);
        Assert.Equal(["0 2 1 3", "4 5"], Texts(left));
    }

    [Fact]
    public void A_route_known_already_is_offered_without_allocating()
    {
        var pool = new RoutePool(Model);
        var (route, worse) = (Drive(0, 0, 2, 1, 3), Drive(1, 0, 1, 2, 3));
        pool.Offer(route);
        pool.Offer(worse);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            (route.Version, worse.Version) = (i + 100, i + 100);
            pool.Offer(route);
            pool.Offer(worse);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static string[] Texts(RoutePool pool)
    {
        var texts = new List<string>();
        foreach (ref readonly var route in pool.Routes)
            texts.Add(string.Join(' ', route.Nodes.ToArray()));
        return [.. texts.Order(StringComparer.Ordinal)];
    }
}
