using Logistics.Measures;

namespace Logistics.Roads.Tests;

public sealed class MatrixCacheTests
{
    static readonly RoadNetwork network = Sketch.Network;

    static void Equal(TravelMatrix expected, TravelMatrix actual)
    {
        for (var from = 0; from < expected.Size; from++)
            for (var to = 0; to < expected.Size; to++)
                if (expected.IsReachable(from, to))
                    Assert.Equal((expected.Duration(from, to), expected.Distance(from, to)), (actual.Duration(from, to), actual.Distance(from, to)));
                else
                    Assert.False(actual.IsReachable(from, to));
    }

    [Fact]
    public void One_place_more_costs_two_sweeps_and_places_known_cost_none()
    {
        var places = Extracts.Places(network, 41, new Random(3));
        var (cache, token) = (new MatrixCache(network), TestContext.Current.CancellationToken);
        long Cost(IReadOnlyList<Position> asked)
        {
            var before = network.Trips.Sweeps;
            var matrix = cache.Matrix(asked, token);
            var sweeps = network.Trips.Sweeps - before;
            Equal(network.Matrix(asked, token), matrix);
            return sweeps;
        }
        Assert.Equal(80, Cost(places[..40])); // one onwards and one back from each
        Assert.Equal(0, Cost(places[..40]));
        Assert.Equal(2, Cost(places)); // one place more
        Assert.Equal(0, Cost([.. places.AsEnumerable().Reverse()])); // another order
        Assert.Equal(0, Cost(places[5..17]));
        Assert.Equal(0, Cost([places[3], places[3], places[8]])); // one place twice
        Assert.Equal(0, Cost([]));
    }

    [Fact]
    public void Places_in_the_sea_and_places_on_one_street_are_right_when_they_come_late()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var places = Extracts.Places(network, 30, random);
        var cache = new MatrixCache(network);
        cache.Matrix(places, TestContext.Current.CancellationToken);
        for (var i = 0; i < 6; i++)
        {
            var like = places[random.Next(places.Count)];
            // A neighbour, most often on the same street, at any place of the list; then the middle of the sea.
            places.Insert(random.Next(places.Count), new(like.LongitudeE7 + random.Next(-500, 500), like.LatitudeE7 + random.Next(-500, 500)));
            if (i == 3)
                places.Insert(random.Next(places.Count), Position.FromDegrees(5, 42));
            Equal(network.Matrix(places, TestContext.Current.CancellationToken), cache.Matrix(places, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void The_cache_forgets_the_places_asked_for_longest_ago()
    {
        var places = Extracts.Places(network, 30, new Random(4));
        var cache = new MatrixCache(network, mostPlaces: 20);
        foreach (var first in (int[])[0, 10, 20])
            cache.Matrix(places[first..(first + 10)], TestContext.Current.CancellationToken);
        var before = network.Trips.Sweeps;
        cache.Matrix(places[10..25], TestContext.Current.CancellationToken);
        Assert.Equal(0, network.Trips.Sweeps - before);
        cache.Matrix(places[..12], TestContext.Current.CancellationToken);
        Assert.Equal(2 * 10, network.Trips.Sweeps - before);
    }

    [Fact]
    public void It_is_the_network_in_all_else()
    {
        var cache = new MatrixCache(network);
        var places = Extracts.Places(network, 2, new Random(5));
        Assert.Equal((network.Source, network.Generation), (cache.Source, cache.Generation));
        Assert.Equal(network.Snap(places[0]), cache.Snap(places[0]));
        Assert.Equal(network.Path(places[0], places[1])!.Duration, cache.Path(places[0], places[1])!.Duration);
    }
}
