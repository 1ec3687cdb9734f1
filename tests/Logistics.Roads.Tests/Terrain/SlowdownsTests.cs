using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;
using Logistics.Roads.Terrain;

namespace Logistics.Roads.Tests.Terrain;

public sealed class SlowdownsTests
{
    static RoadGraph Graph(TinyMap map, Elevation? elevation = null, string profile = "van-3t5") =>
        map.Read(Profile.Named(profile), new() { Elevation = elevation }).Graph;

    static (double Seconds, double Bends, double Slope) Arc(RoadGraph graph, long way, bool isBackward = false)
    {
        var arc = Enumerable.Range(0, graph.ArcCount).Single(arc => graph.EdgeWay[graph.ArcEdge[arc]] == way && graph.ArcIsBackward[arc] == isBackward);
        return (Weight.Milliseconds(graph.ArcWeight[arc]) / 1000.0, graph.ArcBends[arc] / 1000.0, graph.ArcSlope[arc] / 1000.0);
    }

    /// <summary>A road to the north, one kilometre, of which 80 % of the limit are driven: 60 km/h, so 60 s.</summary>
    static TinyMap North(params string[] tags) =>
        new TinyMap().Node(1, 0, 0).Node(2, 0, 1000).Way(10, [1, 2], ["highway", "primary", "maxspeed", "75", .. tags]);

    /// <summary>A ring of a radius, drawn with 24 corners, one-way, reached by a street.</summary>
    static TinyMap Ring(double radius)
    {
        var map = new TinyMap().Node(100, 0, -500);
        for (var i = 0; i < 24; i++)
            map.Node(i + 1, radius * Math.Sin(i * Math.PI / 12), -radius * Math.Cos(i * Math.PI / 12));
        return map.Way(20, [100, 1], "highway", "primary").Way(10, [.. Enumerable.Range(1, 24).Select(i => (long)i), 1], "highway", "primary", "junction", "roundabout");
    }

    [Fact]
    public void A_roundabout_is_driven_at_the_speed_its_radius_allows()
    {
        // R = 20 m: sqrt(2.0 * 20) = 6.32 m/s, and the ring of 24 corners is 125.3 m long: 19.8 s; at the usual 60 km/h it would be 7.5 s.
        var (seconds, bends, slope) = Arc(Graph(Ring(20)), 10);
        Assert.Equal(19.8, seconds, 0.4);
        Assert.Equal(19.8 - 7.5, bends, 0.4);
        Assert.Equal(0, slope);
    }

    [Fact]
    public void A_wide_curve_and_a_bicycle_are_not_held_up()
    {
        Assert.Equal(0, Arc(Graph(Ring(200)), 10).Bends);
        Assert.Equal(0, Arc(Graph(Ring(20), profile: "cargo-bike"), 10).Bends);
    }

    [Fact]
    public void A_hairpin_holds_up_both_ways_alike()
    {
        var map = new TinyMap().Node(1, 0, 0).Node(2, 0, 400).Node(3, 8, 412).Node(4, 20, 412).Node(5, 28, 400).Node(6, 28, 0)
            .Way(10, [1, 2, 3, 4, 5, 6], "highway", "primary");
        var graph = Graph(map);
        Assert.Equal(Arc(graph, 10), Arc(graph, 10, isBackward: true));
        Assert.InRange(Arc(graph, 10).Bends, 3, 12);
    }

    [Fact]
    public void A_bend_goes_on_over_the_end_of_a_way_and_a_corner_at_a_junction_is_a_turn()
    {
        // The hairpin again, cut at its top.
        var cut = Graph(new TinyMap().Node(1, 0, 0).Node(2, 0, 400).Node(3, 14, 414).Node(4, 28, 400).Node(5, 28, 0)
            .Way(10, [1, 2, 3], "highway", "primary").Way(11, [3, 4, 5], "highway", "primary"));
        Assert.True(Arc(cut, 10).Bends > 1 && Arc(cut, 11).Bends > 1);
        // A crossing of two straight roads: the way 10 ends in it, 11 leaves it to the right.
        var crossing = Graph(new TinyMap().Node(1, 0, -500).Node(2, 0, 0).Node(3, 500, 0).Node(4, 0, 500)
            .Way(10, [1, 2], "highway", "primary").Way(11, [2, 3], "highway", "primary").Way(12, [2, 4], "highway", "primary"));
        Assert.Equal((0, 0, 0), (Arc(crossing, 10).Bends, Arc(crossing, 11).Bends, Arc(crossing, 12).Bends));
    }

    [Fact]
    public void A_stretch_of_no_length_is_level()
    {
        // Two nodes on one spot, and a way between them that nothing continues.
        var map = new TinyMap().Node(1, 0, 0).Node(2, 0, 1000).Node(3, 0, 1000).Node(4, 500, 1000)
            .Way(10, [1, 2], "highway", "primary", "maxspeed", "75").Street(11, [2, 3]).Way(12, [3, 4], "highway", "tertiary");
        Assert.Equal(0, Arc(Graph(map, Hills.Ramp(10)), 11).Slope);
        Assert.True(Arc(Graph(map, Hills.Ramp(10)), 10).Slope > 0);
    }

    [Fact]
    public void A_steep_climb_takes_three_kilometres_per_hour_for_each_point_beyond_six()
    {
        // 10 %: 60 - 3 * (10 - 6) = 48 km/h up, so 75 s; down it is held at 50 km/h, 72 s.
        var graph = Graph(North(), Hills.Ramp(10));
        Assert.Equal((75, 15), (Arc(graph, 10).Seconds, Arc(graph, 10).Slope), Near(0.5));
        Assert.Equal((72, 12), (Arc(graph, 10, isBackward: true).Seconds, Arc(graph, 10, isBackward: true).Slope), Near(0.5));
        Assert.Equal(Graph(North()).ArcWeight.Select(Weight.Decimetres), graph.ArcWeight.Select(Weight.Decimetres));
    }

    static Func<(double, double), (double, double), bool> Near(double some) => (a, b) => Math.Abs(a.Item1 - b.Item1) < some && Math.Abs(a.Item2 - b.Item2) < some;

    [Fact]
    public void A_slope_that_a_van_does_not_feel_slows_a_cargo_bike()
    {
        Assert.Equal(0, Arc(Graph(North(), Hills.Ramp(5)), 10).Slope);
        // 18 - 2.5 * (5 - 2) = 10.5 km/h instead of 18: 343 s instead of 200.
        Assert.Equal(343, Arc(Graph(North(), Hills.Ramp(5), "cargo-bike"), 10).Seconds, 5.0);
        Assert.Equal(0, Arc(Graph(North(), Hills.Ramp(5), "cargo-bike"), 10, isBackward: true).Slope);
    }

    [Fact]
    public void Who_is_slow_on_the_level_is_no_slower_on_a_climb() =>
        Assert.Equal(0, Arc(Graph(new TinyMap().Node(1, 0, 0).Node(2, 0, 1000).Street(10, [1, 2]), Hills.Ramp(18)), 10).Slope);

    [Theory]
    [InlineData("bridge", "viaduct", 0)]
    [InlineData("tunnel", "yes", 0)]
    [InlineData("bridge", "no", 5)]
    public void Under_a_bridge_and_over_a_tunnel_the_land_says_nothing(string key, string value, double least)
    {
        // The land falls by 15 % to the middle of the second kilometre and rises again; the road crosses level, or climbs both sides of the gorge.
        static double Gorge(double _, double north) => Math.Abs((north - 0.5) * 111_195.08 - 1500) * 0.15;
        var map = new TinyMap().Node(1, 0, 0).Node(2, 0, 1000).Node(3, 0, 1500).Node(4, 0, 2000).Node(5, 0, 3000)
            .Way(9, [1, 2], "highway", "primary").Way(10, [2, 3], "highway", "primary", key, value).Way(11, [3, 4], "highway", "primary", key, value)
            .Way(12, [4, 5], "highway", "primary");
        var slope = Arc(Graph(map, Hills.Of(Gorge)), 11).Slope;
        Assert.InRange(slope, least, least + 20);
    }

    [Fact]
    public void Where_heights_are_missing_the_land_is_level_and_the_report_says_so()
    {
        var network = North().Read(options: new() { Elevation = new(_ => null) });
        Assert.Equal(0, Arc(network.Graph, 10).Slope);
        Assert.True(network.Report.HeightsMissing > 10 && network.Report.HeightsUsed == 0);
        Assert.Equal((0, 0), (North().Read().Report.HeightsMissing, North().Read().Report.HeightsUsed));
    }

    [Fact]
    public void What_bends_and_slopes_take_is_held_at_the_largest_number_that_fits()
    {
        // 100 km of 12 %: 6,000 s at 60 km/h, 8,571 s at 42: more than 65.535 s of slope.
        var map = new TinyMap().Node(1, 0, 0).Node(2, 0, 40_000).Way(10, [1, 2], "highway", "primary", "maxspeed", "75");
        Assert.Equal(65.535, Arc(Graph(map, Hills.Ramp(12)), 10).Slope);
    }
}
