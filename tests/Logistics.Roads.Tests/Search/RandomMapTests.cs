using Logistics.Measures;

namespace Logistics.Roads.Tests.Search;

/// <summary>
/// Small random towns against a search that knows nothing of edges, arcs and cuts: it walks the map's own segments, one by one.
/// A town is a grid whose sides have a point in their middle, so that cutting, joining and geometry all take part.
/// </summary>
public sealed class RandomMapTests
{
    const int Side = 5;
    const double Step = 200;

    sealed record Street(long Id, long From, long Middle, long To, bool IsOneway, double Speed);

    [Fact]
    public void Matrix_and_path_equal_a_walk_over_the_maps_own_segments()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 60; round++)
            Check(seed + round, new Random(seed + round));
    }

    static void Check(int seed, Random random)
    {
        var map = new TinyMap();
        var streets = new List<Street>();
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
            {
                map.Node(1 + row * Side + column, Step * (column + 0.4 * random.NextDouble()), Step * (row + 0.4 * random.NextDouble()));
                if (column > 0 && random.Next(8) > 0)
                    Add(row * Side + column, 1 + row * Side + column);
                if (row > 0 && random.Next(8) > 0)
                    Add(1 + (row - 1) * Side + column, 1 + row * Side + column);
            }
        foreach (var (id, from, middle, to, isOneway, speed) in streets)
        {
            var (a, b) = (map.Nodes.Single(node => node.Id == from), map.Nodes.Single(node => node.Id == to));
            map.Nodes.Add((middle, (a.Longitude + b.Longitude) / 2 + random.Next(-2000, 2000), (a.Latitude + b.Latitude) / 2 + random.Next(-2000, 2000), []));
            // 0.8 of the limit is driven, and a residential street allows 35 at most.
            map.Street(id, [from, middle, to], "maxspeed", speed == 24 ? "30" : "50", "oneway", isOneway ? "yes" : "no");
        }
        var forbidden = new HashSet<(long From, long Via, long To)>();
        for (var i = 0; i < 12; i++)
        {
            var from = streets[random.Next(streets.Count)];
            var via = random.Next(2) == 0 ? from.From : from.To;
            var others = streets.Where(other => other != from && (other.From == via || other.To == via)).ToList();
            if (others.Count == 0)
                continue;
            var to = others[random.Next(others.Count)];
            map.Restriction(i, "no_left_turn", from.Id, via, to.Id);
            forbidden.Add((from.Id, via, to.Id));
        }

        RoadNetwork network;
        try
        {
            network = map.Read(TinyMap.Unbent, new() { SnapLimit = Distance.FromMetres(0.2) });
        }
        catch (MapDataException)
        {
            return; // nothing but islands of one arc
        }

        // The walker rounds each segment to the decimetre, hence a thousandth of tolerance.
        // Places: a third of the way from a street's first corner to its middle point.
        Position Place(Street street)
        {
            var (a, b) = (Point(map, street.From), Point(map, street.Middle));
            return new(a.LongitudeE7 + (b.LongitudeE7 - a.LongitudeE7) / 3, a.LatitudeE7 + (b.LatitudeE7 - a.LatitudeE7) / 3);
        }
        var kept = streets.Where(street => network.Covers(Place(street))).ToList();
        var matrix = network.Matrix([.. kept.Select(Place)], TestContext.Current.CancellationToken);
        for (var from = 0; from < kept.Count; from++)
        {
            var walked = Walk(map, streets, forbidden, kept[from]);
            for (var to = 0; to < kept.Count; to++)
            {
                var (expected, actual) = (walked(kept[to]), matrix.Duration(from, to).Milliseconds);
                Assert.True(Math.Abs(expected - actual) < 30 + 0.001 * actual, $"seed {seed}: street {kept[from].Id} to {kept[to].Id}: walked {expected} ms, matrix {actual} ms");
                if (random.Next(10) == 0)
                    Assert.True(network.Path(Place(kept[from]), Place(kept[to]))!.Duration.Milliseconds == actual, $"seed {seed}: path of {kept[from].Id} to {kept[to].Id}");
            }
        }

        void Add(long from, long to) =>
            streets.Add(random.Next(2) == 0
                ? new(100 + streets.Count, from, 1000 + streets.Count, to, random.Next(3) == 0, random.Next(2) == 0 ? 24 : 35)
                : new(100 + streets.Count, to, 1000 + streets.Count, from, random.Next(3) == 0, random.Next(2) == 0 ? 24 : 35));
    }

    /// <summary>Times from a place to any other: states are (street, direction) at the corner where a street is entered.</summary>
    static Func<Street, double> Walk(TinyMap map, List<Street> streets, HashSet<(long, long, long)> forbidden, Street start)
    {
        var best = new Dictionary<(long Street, bool IsForward), double>();
        var queue = new PriorityQueue<(Street Street, bool IsForward), double>();
        Leave(start, isForward: true, Whole(start) - Third(start));
        if (!start.IsOneway)
            Leave(start, isForward: false, Third(start));
        while (queue.TryDequeue(out var state, out var cost))
            if (cost == best[(state.Street.Id, state.IsForward)])
                Leave(state.Street, state.IsForward, cost + Whole(state.Street));

        return target =>
        {
            if (target == start)
                return 0;
            var forward = best.GetValueOrDefault((target.Id, true), double.PositiveInfinity) + Third(target);
            return Math.Min(forward, best.GetValueOrDefault((target.Id, false), double.PositiveInfinity) + Whole(target) - Third(target));
        };

        void Leave(Street street, bool isForward, double cost)
        {
            var corner = isForward ? street.To : street.From;
            var exits = streets.Where(next => next.From == corner || next.To == corner && !next.IsOneway).ToList();
            foreach (var next in exits)
            {
                if (forbidden.Contains((street.Id, corner, next.Id)))
                    continue;
                var turn = next != street ? 0 : exits.Count == 1 ? 20_000 : 60_000;
                var key = (next.Id, next.From == corner);
                if (best.TryGetValue(key, out var known) && known <= cost + turn)
                    continue;
                best[key] = cost + turn;
                queue.Enqueue((next, next.From == corner), cost + turn);
            }
        }

        double Third(Street street) => Metres(street.From, street.Middle) / 3 * 3600 / street.Speed;

        double Whole(Street street) => (Metres(street.From, street.Middle) + Metres(street.Middle, street.To)) * 3600 / street.Speed;

        double Metres(long a, long b) => Point(map, a).DistanceTo(Point(map, b)).Metres;
    }

    static Position Point(TinyMap map, long id)
    {
        var node = map.Nodes.Single(node => node.Id == id);
        return new(node.Longitude, node.Latitude);
    }
}
