using Logistics.Roads.Graph;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Graph;

public sealed class SlicesTests
{
    static RoadGraph[] Graphs(Stream map) =>
        [.. Importer.Import(MapFile.Open(map, 1), Profile.Default, Profile.Default.Slices, null, TestContext.Current.CancellationToken).Select(make => make().Graph)];

    static void SameShape(RoadGraph a, RoadGraph b)
    {
        Assert.Equal(a.FirstOut, b.FirstOut);
        Assert.Equal(a.ArcHead, b.ArcHead);
        Assert.Equal(a.ArcEdge, b.ArcEdge);
        Assert.Equal(a.ArcNextTwin, b.ArcNextTwin);
        Assert.Equal(a.ArcOpposite, b.ArcOpposite);
        Assert.Equal(a.EdgeFirstPoint, b.EdgeFirstPoint);
        Assert.Equal(a.Longitudes, b.Longitudes);
        Assert.Equal(a.EdgeWay, b.EdgeWay);
        Assert.Equal(a.ArcWeight.Select(Weight.Decimetres), b.ArcWeight.Select(Weight.Decimetres));
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Nodes_arcs_and_geometry_are_the_same_in_all_slices_and_the_day_is_the_one_that_is_read_by_itself(string name)
    {
        using var file = File.OpenRead(SharedData.Require($"osm/{name}.osm.pbf"));
        var graphs = Graphs(file);
        foreach (var graph in graphs)
            SameShape(graphs[0], graph);
        var (day, night) = (graphs[Index("day")], graphs[Index("night")]);
        Assert.Equal(Extracts.Read(name).Graph.ArcWeight, day.ArcWeight);
        Assert.True(day.ArcWeight.Sum(Weight.Milliseconds) > night.ArcWeight.Sum(Weight.Milliseconds));
    }

    static int Index(string name) => Array.FindIndex([.. Profile.Default.Slices], slice => slice.Name == name);

    /// <summary>The ring 1 - 2 - 3 - 4, its side 11 (2 - 3) a school street, and a lane 20 behind it that is reached by it only.</summary>
    static TinyMap School(params string[] rule) => new TinyMap().Node(1, 0, 0).Node(2, 300, 0).Node(3, 300, 300).Node(4, 0, 300).Node(5, 300, 150).Node(6, 450, 150)
        .Street(10, [1, 2]).Street(11, [2, 5, 3], rule).Street(12, [3, 4]).Street(13, [4, 1]).Street(20, [5, 6]);

    [Fact]
    public void A_school_street_is_closed_when_school_begins_and_so_is_what_lies_behind_it()
    {
        var map = School("motor_vehicle:conditional", "no @ (Mo,Tu,Th,Fr 07h45-08h45,16:15-17:45; SH off)");
        RoadGraph day = map.Graph(Profile.Default, "day"), school = map.Graph(Profile.Default, "school_run");
        SameShape(day, school);
        Assert.All(day.EdgeIsStoppable, Assert.True);
        Assert.Equal([11, 11, 20], school.EdgeWay.Where((_, edge) => !school.EdgeIsStoppable[edge]));
        for (var edge = 0; edge < school.EdgeCount; edge++)
            Assert.Equal(school.EdgeIsStoppable[edge], school.EdgeForward[edge] >= 0 && school.EdgeBackward[edge] >= 0);
        for (var arc = 0; arc < school.ArcCount; arc++)
            for (var next = school.FirstOut[school.ArcHead[arc]]; next < school.FirstOut[school.ArcHead[arc] + 1]; next++)
                Assert.True(school.EdgeIsStoppable[school.ArcEdge[next]] == school.TurnDelay(arc, next) >= 0, $"arc {arc} to {next}");
    }

    [Fact]
    public void A_bollard_that_is_lowered_in_the_morning_can_be_passed_then_only()
    {
        var map = School();
        map.Nodes[4] = (5, map.Nodes[4].Longitude, map.Nodes[4].Latitude, ["barrier", "bollard", "access:conditional", "yes @ (05:00-07:00)"]);
        RoadGraph early = map.Graph(Profile.Default, "early"), day = map.Graph(Profile.Default, "day");
        SameShape(early, day);
        Assert.All(early.EdgeIsStoppable, Assert.True);
        // By day both ends of 11 are dead ends, and 20 cannot be reached.
        Assert.Equal([20], day.EdgeWay.Where((_, edge) => !day.EdgeIsStoppable[edge]));
    }

    [Fact]
    public void A_street_that_turns_round_with_the_hour_is_driven_as_it_runs()
    {
        var map = School("oneway", "yes", "oneway:conditional", "-1 @ (07:00-09:00)");
        RoadGraph day = map.Graph(Profile.Default, "day"), school = map.Graph(Profile.Default, "school_run");
        SameShape(day, school);
        var edge = Array.IndexOf(day.EdgeWay, 11);
        Assert.True(day.EdgeForward[edge] >= 0 && day.EdgeBackward[edge] < 0);
        Assert.True(school.EdgeForward[edge] < 0 && school.EdgeBackward[edge] >= 0);
    }
}
