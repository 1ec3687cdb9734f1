using System.IO.Compression;
using System.Text;
using Logistics.Measures;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests;

public sealed class RoadNetworkTests
{
    // Residential streets go at 25 km/h: 100 m take 14.4 s.
    static TinyMap Square() => new TinyMap()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 1000, 1000).Node(4, 0, 1000)
        .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [3, 4]).Street(13, [4, 1]);

    static void Near(double expected, double actual, double tolerance) => Assert.InRange(actual, expected - tolerance, expected + tolerance);

    [Fact]
    public void A_trip_within_one_street_stays_on_it_in_both_directions()
    {
        var network = Square().Read();
        var there = network.Path(TinyMap.At(200, 3), TinyMap.At(700, -3))!;
        Near(500, there.Distance.Metres, 1);
        Near(72, there.Duration.Milliseconds / 1000.0, 0.2); // 500 m at 25 km/h
        Assert.Equal(2, there.Geometry.Count);
        Assert.Equal(there.Distance, network.Path(TinyMap.At(700, -3), TinyMap.At(200, 3))!.Distance);
    }

    [Fact]
    public void A_trip_backwards_along_a_one_way_street_goes_round_the_block()
    {
        var map = Square();
        map.Ways[0] = (10, [1, 2], ["highway", "residential", "oneway", "yes"]);
        var network = map.Read();
        Near(500, network.Path(TinyMap.At(200, 0), TinyMap.At(700, 0))!.Distance.Metres, 1);
        // 300 m to the corner, three sides, 200 m from the other corner.
        Near(3500, network.Path(TinyMap.At(700, 0), TinyMap.At(200, 0))!.Distance.Metres, 3);
    }

    [Fact]
    public void A_place_is_no_way_from_itself_even_on_a_one_way_street()
    {
        var map = Square();
        map.Ways[0] = (10, [1, 2], ["highway", "residential", "oneway", "yes"]);
        var network = map.Read();
        var place = TinyMap.At(431, 2);
        var matrix = network.Matrix([place, place], TestContext.Current.CancellationToken);
        Assert.Equal(Duration.Zero, matrix.Duration(0, 0));
        Assert.Equal(Duration.Zero, matrix.Duration(0, 1));
        Assert.Equal(2, network.Path(place, place)!.Geometry.Count);
    }

    [Fact]
    public void A_site_in_the_sea_snaps_to_nothing_and_is_unreachable()
    {
        var network = Square().Read();
        Position sea = TinyMap.At(500, -2_100), beach = TinyMap.At(500, -1_900);
        Assert.Null(network.Snap(sea));
        Assert.False(network.Covers(sea));
        Near(1_900, network.Snap(beach)!.Walk.Metres, 2);
        Assert.Null(network.Path(sea, beach));
        var matrix = network.Matrix([sea, beach], TestContext.Current.CancellationToken);
        Assert.False(matrix.IsReachable(0, 1) || matrix.IsReachable(1, 0));
        Assert.True(matrix.IsReachable(0, 0));
        Assert.Throws<InvalidOperationException>(() => matrix.Duration(0, 1));
    }

    [Fact]
    public void Nobody_is_sent_to_stop_on_a_motorway()
    {
        var network = Square().Node(5, 0, 500).Node(6, 1000, 500)
            .Way(14, [1, 5, 6, 3], "highway", "motorway", "oneway", "no").Read();
        // The motorway crosses the middle of the square, and yet the sides are where one stops.
        Near(300, network.Snap(TinyMap.At(300, 495))!.Walk.Metres, 2);
        Assert.Contains(network.Lines(), line => line.Class == RoadClass.Motorway);
    }

    [Fact]
    public void A_closed_loop_one_way_is_driven_in_its_direction_only()
    {
        // A ring drawn as one way from node 1 round to node 1, and a street that touches it at node 3.
        var network = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 100, 100).Node(4, 0, 100).Node(5, 300, 100)
            .Street(10, [1, 2, 3, 4, 1], "junction", "roundabout").Street(11, [3, 5]).Read();
        Near(100, network.Path(TinyMap.At(50, 0), TinyMap.At(100, 50))!.Distance.Metres, 1);
        Near(300, network.Path(TinyMap.At(100, 50), TinyMap.At(50, 0))!.Distance.Metres, 1);
        // In by the street, three quarters of the ring, out by the street.
        Near(100 + 350, network.Path(TinyMap.At(200, 100), TinyMap.At(100, 50))!.Distance.Metres, 1);
    }

    [Fact]
    public void A_way_with_missing_nodes_is_cut_where_they_miss()
    {
        var map = Square();
        map.Street(14, [2, 999, 998, 4, 1]);
        var network = map.Read();
        Assert.Equal(2, network.Report.NodesMissing);
        Near(2000, network.Path(TinyMap.At(1000, 1), TinyMap.At(1, 1000))!.Distance.Metres, 5);
    }

    [Fact]
    public void Islands_are_left_out_and_counted()
    {
        var map = Square().Node(5, 5000, 0).Node(6, 5300, 0).Street(20, [5, 6])
            .Node(7, 1000, 2000).Street(21, [3, 7], "oneway", "yes"); // no way back from node 7
        var network = map.Read();
        Assert.Equal(2, network.Report.IslandsRemoved);
        Near(1.3, network.Report.IslandKilometres, 0.01);
        Near(1.0, network.Report.LargestIslandKilometres, 0.01);
        Near(4.0, network.Report.Kilometres, 0.01);
        Assert.False(network.Covers(TinyMap.At(5100, 0)));
    }

    [Fact]
    public void Two_ways_over_the_same_spot_without_a_common_node_do_not_meet()
    {
        // A bridge: no left turn off it in the middle, so the trip goes by the corners.
        var network = Square().Street(14, [1, 3]).Street(15, [2, 4]).Read();
        Near(1414 / 2.0 + 1000 + 1414 / 4.0, network.Path(TinyMap.At(498, 498), TinyMap.At(250, 750))!.Distance.Metres, 10);
    }

    [Fact]
    public void Duplicate_points_and_single_node_ways_do_no_harm()
    {
        var network = Square().Node(8, 1000, 0).Node(9, 500, 500).Street(14, [2, 8, 8, 3]).Street(15, [9]).Street(16, []).Read();
        Near(1000, network.Path(TinyMap.At(1000, 1), TinyMap.At(1000, 999))!.Distance.Metres, 5);
    }

    [Fact]
    public void The_answers_do_not_depend_on_the_number_of_threads_nor_on_the_form_of_the_file()
    {
        var map = Square().Node(5, 400, 400).Street(14, [1, 5, 3]);
        var xml = Encoding.UTF8.GetBytes(map.ToXml());
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(xml);
        var plain = map.Read(options: new() { Threads = 1 });
        var zipped = RoadNetwork.Read(new MemoryStream(packed.ToArray()), Profile.Default, new() { Threads = 7 }, TestContext.Current.CancellationToken);
        Assert.Equal(plain.Graph.ArcWeight, zipped.Graph.ArcWeight);
        Assert.Equal(plain.Graph.ArcHead, zipped.Graph.ArcHead);
        Assert.Equal(plain.Graph.Longitudes, zipped.Graph.Longitudes);
    }

    [Fact]
    public void A_slower_vehicle_takes_longer_over_the_same_roads()
    {
        var van = Square().Read().Path(TinyMap.At(100, 0), TinyMap.At(600, 0))!;
        var bike = Square().Read(Profile.Default with { Name = "cargo-bike", TopSpeedKilometresPerHour = 15 }).Path(TinyMap.At(100, 0), TinyMap.At(600, 0))!;
        Assert.Equal(van.Distance, bike.Distance);
        Near(120, bike.Duration.Milliseconds / 1000.0, 0.3); // 500 m at 15 km/h
    }

    [Fact]
    public void A_sketch_says_that_it_is_one()
    {
        var map = new TinyMap { Generator = "ramasse-sketch" }.Node(1, 0, 0).Node(2, 100, 0).Street(10, [1, 2]);
        Assert.Equal(RoadSourceKind.Sketch, map.Read().Source.Kind);
        Assert.Equal(RoadSourceKind.OpenStreetMap, Square().Read().Source.Kind);
        Assert.Contains("OpenStreetMap", Square().Read().Source.Attribution, StringComparison.Ordinal);
    }

    sealed class Heard : List<double>, IProgress<double>
    {
        public void Report(double value) => Add(value);
    }

    [Fact]
    public void Reading_tells_how_far_it_is()
    {
        var heard = new Heard();
        Square().Read(options: new() { Progress = heard });
        Assert.True(heard.Count >= 2 && heard[^1] == 1 && heard.SequenceEqual(heard.Order()), string.Join(", ", heard));
    }

    [Fact]
    public void A_cancelled_matrix_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Square().Read().Matrix([TinyMap.At(0, 0)], cancelled.Token));
    }

    [Fact]
    public void A_map_without_roads_for_the_vehicle_is_refused() =>
        Assert.Contains("no road", Assert.Throws<MapDataException>(() => new TinyMap().Node(1, 0, 0).Node(2, 9, 0).Way(10, [1, 2], "highway", "steps").Read()).Message, StringComparison.Ordinal);
}
