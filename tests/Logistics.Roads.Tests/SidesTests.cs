using Logistics.Roads.Graph;
using Logistics.Roads.Search;

namespace Logistics.Roads.Tests;

public sealed class SidesTests
{
    /// <summary>A street of 600 m with a small loop at its eastern end and a dead end at its western one; places stand 10 m north of it.</summary>
    static TinyMap Street(params string[] tags) => new TinyMap()
        .Node(1, 0, 0).Node(2, 600, 0).Node(3, 630, 30).Node(4, 630, -30).Street(10, [1, 2], tags).Street(11, [2, 3, 4, 2], "oneway", "yes");

    static RoadStop Stop(double east, double north, ApproachSide side) => new(TinyMap.At(east, north), side);

    [Fact]
    public void A_place_at_the_kerb_is_reached_without_crossing_the_street()
    {
        var network = Street().Read();
        double Metres(ApproachSide from, ApproachSide to) => network.Path(Stop(100, 10, from), Stop(400, 10, to))!.Distance.Metres;
        // Places to the north: who drives east has them on the left, across the street.
        Assert.Equal(300, Metres(ApproachSide.Any, ApproachSide.Any), 2.0);
        Assert.Equal(300, Metres(ApproachSide.Opposite, ApproachSide.Opposite), 2.0);
        var loop = 2 * Math.Sqrt(2) * 30 + 60;
        Assert.Equal(300 + 200 + loop + 200, Metres(ApproachSide.Opposite, ApproachSide.Curb), 3.0);
        // Heading west from the kerb: turn round at the dead end.
        Assert.Equal(100 + 400, Metres(ApproachSide.Curb, ApproachSide.Opposite), 2.0);
        Assert.Equal(100 + 600 + loop + 200, Metres(ApproachSide.Curb, ApproachSide.Curb), 3.0);
    }

    [Fact]
    public void Where_one_drives_on_the_left_the_kerb_is_on_the_left()
    {
        // The same street in the south of England.
        var map = Street();
        for (var i = 0; i < map.Nodes.Count; i++)
            map.Nodes[i] = map.Nodes[i] with { Longitude = map.Nodes[i].Longitude - 40_000_000, Latitude = map.Nodes[i].Latitude + 75_000_000 };
        var network = map.Read();
        RoadStop Moved(double east, ApproachSide side) => new(new(TinyMap.At(east, 10).LongitudeE7 - 40_000_000, TinyMap.At(east, 10).LatitudeE7 + 75_000_000), side);
        var direct = network.Path(Moved(100, ApproachSide.Any), Moved(400, ApproachSide.Any))!.Distance;
        Assert.Equal(direct, network.Path(Moved(100, ApproachSide.Curb), Moved(400, ApproachSide.Curb))!.Distance);
        Assert.True(network.Path(Moved(100, ApproachSide.Opposite), Moved(400, ApproachSide.Opposite))!.Distance > direct);
    }

    [Fact]
    public void A_one_way_street_and_a_place_on_the_road_leave_no_choice()
    {
        var oneWay = new TinyMap().Node(1, 0, 0).Node(2, 600, 0).Node(3, 600, 300).Node(4, 0, 300)
            .Street(10, [1, 2], "oneway", "yes").Street(11, [2, 3]).Street(12, [3, 4]).Street(13, [4, 1]).Read();
        foreach (var side in Enum.GetValues<ApproachSide>())
        {
            Assert.Equal(300, oneWay.Path(Stop(100, 10, side), Stop(400, 10, side))!.Distance.Metres, 2.0);
            Assert.Equal(300, Street().Read().Path(Stop(100, 0, side), Stop(400, 0, side))!.Distance.Metres, 2.0);
        }
    }

    [Fact]
    public void Outside_a_sharp_bend_the_side_is_that_of_both_pieces_and_beyond_an_end_there_is_none()
    {
        // A hairpin to the left with its apex at (0, 0), and a way back so that both directions lead on.
        var network = new TinyMap().Node(1, -300, -60).Node(2, 0, 0).Node(3, -300, 60).Node(4, -500, 0)
            .Street(10, [1, 2, 3]).Street(11, [3, 4]).Street(12, [4, 1]).Read();
        foreach (var north in (double[])[-5, 0, 5])
            Assert.Equal(Bank.Right, network.AnchorOf(TinyMap.At(10, north))!.Value.Bank); // seen along 1, 2, 3
        Assert.Equal(Bank.Left, network.AnchorOf(TinyMap.At(-100, 2))!.Value.Bank);
        Assert.Equal(Bank.OnIt, Street().Read().AnchorOf(TinyMap.At(-20, 5))!.Value.Bank);
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Any_side_is_the_best_of_all_four_and_table_path_cache_and_plain_search_agree(string name)
    {
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var places = Extracts.Places(network, 12, random);
        places.Add(new(places[0].LongitudeE7 + 300, places[0].LatitudeE7 - 300)); // most often on the same edge
        ApproachSide[] sides = [ApproachSide.Any, ApproachSide.Curb, ApproachSide.Opposite];
        var stops = places.SelectMany(place => sides.Select(side => new RoadStop(place, side))).ToList();
        var table = network.Matrix(stops, TestContext.Current.CancellationToken);
        var cached = new MatrixCache(network).Matrix(stops, TestContext.Current.CancellationToken);
        var plain = new PlainTrips(network.Roads);
        var row = new long[stops.Count];
        for (var from = 0; from < stops.Count; from++)
        {
            plain.Weigh(network.AnchorOf(stops[from])!.Value, [.. stops.Select(network.AnchorOf)], row);
            for (var to = 0; to < stops.Count; to++)
            {
                var told = $"seed {seed}: {stops[from]} to {stops[to]}";
                if (from == to)
                    continue;
                Assert.True(table.IsReachable(from, to), told);
                var weight = Weight.Of(table.Duration(from, to).Milliseconds, table.Distance(from, to).Decimetres);
                Assert.True(weight == row[to], $"{told}: table {weight}, plain {row[to]}");
                Assert.True((cached.Duration(from, to), cached.Distance(from, to)) == (table.Duration(from, to), table.Distance(from, to)), told);
                if ((from + to) % 7 == 0)
                    Assert.True(network.Path(stops[from], stops[to])!.Duration == table.Duration(from, to), told);
                if (from % 3 == 0 && to % 3 == 0 && from != to)
                {
                    var best = long.MaxValue;
                    foreach (var (a, b) in ((int, int)[])[(1, 1), (1, 2), (2, 1), (2, 2)])
                        best = Math.Min(best, Weight.Of(table.Duration(from + a, to + b).Milliseconds, table.Distance(from + a, to + b).Decimetres));
                    Assert.True(best == weight, $"{told}: best of four {best}, any {weight}");
                }
            }
        }
    }

    [Fact]
    public void A_network_says_what_it_takes_into_account()
    {
        Assert.Equal(RoadCapabilities.Streets | RoadCapabilities.Sides, Sketch.Network.Capabilities);
        Assert.Equal(RoadCapabilities.Streets | RoadCapabilities.Sides | RoadCapabilities.Hours, Street().Read(options: new() { Slices = ["day", "night"] }).Capabilities);
        IRoads crow = new StraightLine();
        Assert.Equal(RoadCapabilities.None, crow.Capabilities);
        Assert.Equal(crow.Path(TinyMap.At(0, 0), TinyMap.At(100, 0))!.Duration, crow.Path(Stop(0, 0, ApproachSide.Curb), Stop(100, 0, ApproachSide.Curb))!.Duration);
    }

    [Fact]
    public void With_a_street_shut_sides_count_too()
    {
        var shut = Street().Read().Without([new Closure.Way(11)]);
        // Without the loop, who heads east turns round where the street ends.
        Assert.Equal(300 + 200 + 200, shut.Path(Stop(100, 10, ApproachSide.Opposite), Stop(400, 10, ApproachSide.Curb))!.Distance.Metres, 3.0);
    }
}
