using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;
using Logistics.Roads.Search;

namespace Logistics.Roads.Tests.Search;

/// <summary>Every answer of the hierarchy beside the plain search's, both the milliseconds and the decimetres, on real networks and on towns full of rules.</summary>
public sealed class HierarchyTripsTests
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void On_an_extract_table_pair_and_path_equal_the_plain_search(string name) => Compare(Extracts.Read(name), Environment.TickCount, places: 150, rows: 40);

    /// <summary>Who walks uses every path, so that network alone takes longer than all others together: one town's is enough.</summary>
    public static TheoryData<string, string> Vehicles => new(
        from name in Extracts.Names.Select(row => row.Data)
        from vehicle in ProfileFile.BuiltIn
        where vehicle != "foot" || name == "montpellier"
        select (name, vehicle));

    [Theory, MemberData(nameof(Vehicles))]
    public void So_they_do_for_every_vehicle_at_every_hour(string name, string vehicle)
    {
        using var file = File.OpenRead(Testing.SharedData.Require($"osm/{name}.osm.pbf"));
        var profile = Profile.Named(vehicle);
        var week = RoadNetwork.Read(file, profile, new() { Name = $"{name}, {vehicle}", Slices = [.. profile.Slices.Select(slice => slice.Name)] }, TestContext.Current.CancellationToken);
        foreach (var slice in week.Slices)
            Compare(week.At(slice), Environment.TickCount, places: 30, rows: 8);
    }

    [Fact]
    public void On_the_sketch_table_pair_and_path_equal_the_plain_search() => Compare(Sketch.Network, Environment.TickCount, places: 150, rows: 40);

    [Fact]
    public void In_towns_full_of_one_way_streets_restrictions_and_streets_for_residents_they_equal_it_too()
    {
        var seed = Environment.TickCount;
        var compared = 0;
        for (var round = 0; round < 60; round++)
            if (Town(new Random(seed + round)) is { } town)
            {
                Compare(town, seed + round, places: 25, rows: 25);
                compared++;
            }
        Assert.True(compared > 30, $"seed {seed}: only {compared} towns hold roads");
    }

    [Fact]
    public void A_street_for_deliveries_is_driven_at_a_trips_ends_and_never_in_between()
    {
        // Straight on from 1 to 4 the middle street is for deliveries only; round by the north it is four times as far.
        //   5 ------- 6
        //   |         |
        //   1 - 2 - 3 - 4      2-3 is access=destination
        var network = new TinyMap().Node(1, 0, 0).Node(2, 100, 0).Node(3, 200, 0).Node(4, 300, 0).Node(5, 100, 400).Node(6, 200, 400)
            .Street(10, [1, 2]).Street(11, [2, 3], "access", "destination").Street(12, [3, 4]).Street(13, [2, 5, 6, 3]).Read();
        Assert.Equal(50 + 900 + 50, network.Path(TinyMap.At(50, 0), TinyMap.At(250, 0))!.Distance.Metres, 2.0);
        Assert.Equal(50 + 50, network.Path(TinyMap.At(50, 0), TinyMap.At(150, 0))!.Distance.Metres, 2.0);
        Assert.Equal(50 + 50, network.Path(TinyMap.At(150, 0), TinyMap.At(250, 0))!.Distance.Metres, 2.0);
        Assert.Equal(60, network.Path(TinyMap.At(120, 0), TinyMap.At(180, 0))!.Distance.Metres, 2.0);
    }

    static void Compare(RoadNetwork network, int seed, int places, int rows)
    {
        var random = new Random(seed);
        var graph = network.Graph;
        var anchors = new Anchor?[places];
        for (var i = 0; i < places; i++)
            // Some places share an edge, some lie at its very ends.
            anchors[i] = i % 5 == 1 && anchors[i - 1] is { } before ? before with { Fraction = random.NextDouble() }
                : i % 5 == 2 ? Anchor(random.Next(2)) : Anchor(random.NextDouble());
        anchors[3] = null;
        var (trips, plain) = (new Trips(network.Roads), new PlainTrips(network.Roads));
        var table = trips.Table(anchors, threads: 2, TestContext.Current.CancellationToken);
        for (var from = 0; from < rows; from++)
        {
            var row = anchors[from] is { } start ? plain.Find(start, anchors) : new Trip?[places];
            for (var to = 0; to < places; to++)
            {
                var told = $"seed {seed}, {network.Source.Name}: {anchors[from]} to {anchors[to]}";
                var weight = row[to]?.Weight ?? Weight.Unreachable;
                if (from == to)
                {
                    Assert.True(table[from * places + to] == 0, told);
                    continue;
                }
                Assert.True(weight == table[from * places + to], $"{told}: plain {weight}, table {table[from * places + to]}");
                if (anchors[from] is not { } a || anchors[to] is not { } b)
                    continue;
                Assert.True(weight == trips.Weigh(a, b), told);
                if ((to + from) % 4 == 0 && weight != Weight.Unreachable)
                {
                    AddsUp(network, a, b, trips.Find(a, b)!, told);
                    AddsUp(network, a, b, row[to]!, told);
                    var textbook = (to + from) % 32 == 0 ? ReferenceDijkstra.Cost(graph, a, b)!.Value : (weight >> 32, weight & 0xFFFF_FFFF);
                    Assert.True((weight >> 32, weight & 0xFFFF_FFFF) == textbook, $"{told}: textbook {textbook}");
                }
            }
        }

        Anchor Anchor(double fraction)
        {
            var edge = random.Next(graph.EdgeCount);
            while (graph.EdgeForward[edge] < 0 && graph.EdgeBackward[edge] < 0) // closed at this hour
                edge = random.Next(graph.EdgeCount);
            return new(edge, fraction, graph.PointAt(graph.EdgeFirstPoint[edge]), 0);
        }
    }

    /// <summary>Arc after arc with every turn, the first and the last in part, the path weighs what it says, and no restricted arc lies in its middle.</summary>
    static void AddsUp(RoadNetwork network, Anchor from, Anchor to, Trip trip, string told)
    {
        var graph = network.Graph;
        var sum = Weight.Part(graph.ArcWeight[trip.Arcs[^1]], Along(trip.Arcs[^1], to)) - Weight.Part(graph.ArcWeight[trip.Arcs[0]], Along(trip.Arcs[0], from));
        for (var i = 1; i < trip.Arcs.Count; i++)
        {
            var delay = graph.TurnDelay(trip.Arcs[i - 1], trip.Arcs[i]);
            Assert.True(delay >= 0 && graph.ArcHead[trip.Arcs[i - 1]] == graph.ArcTail[trip.Arcs[i]], $"{told}: no turn from arc {i - 1} to the next");
            sum += graph.ArcWeight[trip.Arcs[i - 1]] + Weight.Of(delay, 0);
        }
        Assert.True(sum == trip.Weight, $"{told}: arcs add up to {sum}, said {trip.Weight}");
        var isRestricted = trip.Arcs.Select(arc => graph.ArcIsRestricted[arc]).ToList();
        int first = isRestricted.IndexOf(false), last = isRestricted.LastIndexOf(false);
        Assert.True(first < 0 || !isRestricted[first..last].Contains(true), $"{told}: passes through a restricted street");

        double Along(int arc, Anchor place) => graph.ArcIsBackward[arc] ? 1 - place.Fraction : place.Fraction;
    }

    static RoadNetwork? Town(Random random)
    {
        const int Side = 5;
        var map = new TinyMap();
        var streets = new List<(long Id, long From, long To)>();
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
            {
                map.Node(1 + row * Side + column, 200 * column, 200 * row); // a strict grid: equal paths everywhere
                if (column > 0 && random.Next(8) > 0)
                    streets.Add((100 + streets.Count, row * Side + column, 1 + row * Side + column));
                if (row > 0 && random.Next(8) > 0)
                    streets.Add((100 + streets.Count, 1 + (row - 1) * Side + column, 1 + row * Side + column));
            }
        foreach (var (id, from, to) in streets)
            map.Street(id, [from, to], "oneway", random.Next(4) == 0 ? "yes" : "no", "access", random.Next(4) == 0 ? "destination" : "yes");
        for (var i = 0; i < 10; i++)
        {
            var from = streets[random.Next(streets.Count)];
            var via = random.Next(2) == 0 ? from.From : from.To;
            var others = streets.Where(other => other != from && (other.From == via || other.To == via)).ToList();
            if (others.Count > 0)
                map.Restriction(i, random.Next(2) == 0 ? "no_left_turn" : "only_right_turn", from.Id, via, others[random.Next(others.Count)].Id);
        }
        try
        {
            return map.Read();
        }
        catch (MapDataException)
        {
            return null; // nothing but islands of one arc
        }
    }
}
