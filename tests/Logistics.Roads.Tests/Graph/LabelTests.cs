using System.Text;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Graph;

public sealed class LabelTests
{
    // 1 --A-- 2 --B-- 3 --A-- 4, signals at 2 for those who drive along the way, a gate at 3
    static TinyMap Street() => new TinyMap().Node(1, 0, 0).Node(2, 100, 0, "highway", "traffic_signals", "traffic_signals:direction", "forward")
        .Node(3, 200, 0, "barrier", "gate").Node(4, 300, 0)
        .Street(10, [1, 2], "name", "Rue du Coq").Street(11, [2, 3], "name", "Rue de la Paix", "ref", "D 5").Street(12, [3, 4], "name", "Rue du Coq", "tunnel", "yes");

    [Fact]
    public void Each_road_has_its_name_and_the_same_name_is_kept_once()
    {
        var graph = Street().Read().Graph;
        Assert.Equal(["", "Rue du Coq\n\n", "Rue de la Paix\nD 5\n"], graph.Labels);
        Assert.Equal([1, 2, 1], graph.EdgeLabel);
        Assert.Equal([RoadTraits.None, RoadTraits.None, RoadTraits.Tunnel], graph.EdgeTraits);
    }

    [Fact]
    public void An_arc_says_what_its_driver_waits_for()
    {
        var graph = Street().Read().Graph;
        Assert.Equal([SignKind.Signals, SignKind.Gate, SignKind.None], graph.EdgeForward.Select(arc => graph.ArcSign[arc]));
        Assert.Equal([2_000, 60_000, 0], graph.EdgeForward.Select(arc => graph.ArcEndDelay[arc]));
        Assert.Equal([SignKind.None, SignKind.None, SignKind.Gate], graph.EdgeBackward.Select(arc => graph.ArcSign[arc]));
    }

    [Fact]
    public void Names_are_in_the_file_too()
    {
        var file = Path.GetTempFileName();
        try
        {
            Street().Read().Save(file);
            var roads = RoadNetwork.Open(file).Roads;
            Assert.Equal(new("Rue de la Paix", "D 5", ""), roads.LabelOf(1));
            Assert.Equal(["Rue du Coq", "Rue de la Paix", "Rue du Coq"], Enumerable.Range(0, 3).Select(edge => roads.LabelOf(edge).Name));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Where_one_drives_on_the_left_is_known_of_each_stretch()
    {
        // The same two stretches near Dover, and the corner near 3.8 E.
        static RoadTraits Traits(string longitude, string latitude) => RoadNetwork.Read(new MemoryStream(Encoding.UTF8.GetBytes($"""
            <osm version="0.6"><node id="1" lon="{longitude}" lat="{latitude}"/><node id="2" lon="{longitude}1" lat="{latitude}1"/>
            <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>
            """)), Logistics.Roads.Profiles.Profile.Default).Graph.EdgeTraits[0];
        Assert.Equal(RoadTraits.LeftHandTraffic, Traits("1.3", "51.1"));
        Assert.Equal(RoadTraits.None, Traits("3.8", "43.5"));
    }
}
