using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Logistics.Formats.Roads;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Formats.Tests.Roads;

public sealed class PathWriterTests
{
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    // From the west to signals, and there to the right; 3.80 E is 81 m wide at one thousandth of a degree.
    static readonly RoadNetwork Roads = RoadNetwork.Read(new MemoryStream(Encoding.UTF8.GetBytes("""
        <osm version="0.6">
        <node id="1" lon="3.800" lat="43.5"/>
        <node id="2" lon="3.802" lat="43.5"><tag k="highway" v="traffic_signals"/></node>
        <node id="3" lon="3.804" lat="43.5"/>
        <node id="4" lon="3.802" lat="43.498"/>
        <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Rue du Levant"/></way>
        <way id="2"><nd ref="2"/><nd ref="4"/><tag k="highway" v="tertiary"/><tag k="name" v="Avenue &amp; Cie"/><tag k="ref" v="D 5"/></way>
        </osm>
        """)), Profile.Default);

    static RoadPath Path => Roads.Path(Position.FromDegrees(3.8005, 43.5), Position.FromDegrees(3.8021, 43.4985))!;

    static string Write(Action<RoadPath, RoadNetwork, PathStory, Stream> writer, PathStory story)
    {
        using var stream = new MemoryStream();
        writer(Path, Roads, story, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void Steps_and_parts_are_there_when_asked_for_only()
    {
        var plain = JsonDocument.Parse(Write(PathWriter.WriteJson, new(English))).RootElement;
        Assert.False(plain.TryGetProperty("steps", out _) || plain.TryGetProperty("parts", out _));
        var told = JsonDocument.Parse(Write(PathWriter.WriteJson, new(English) { HasSteps = true, HasParts = true })).RootElement;
        Assert.Equal(["Head east: Rue du Levant", "Turn right: Avenue & Cie (D 5)", "You have arrived, on the left"], told.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("text").GetString()));
        var turn = told.GetProperty("steps")[1];
        Assert.Equal(("turn", "right", "Avenue & Cie", "D 5", 90, 180), (turn.GetProperty("kind").GetString(), turn.GetProperty("direction").GetString(),
            turn.GetProperty("name").GetString(), turn.GetProperty("ref").GetString(), turn.GetProperty("bearing_before").GetInt32(), turn.GetProperty("bearing_after").GetInt32()));
        Assert.Equal([3.802, 43.5], turn.GetProperty("position").EnumerateArray().Select(part => part.GetDouble()));
        var sign = Assert.Single(told.GetProperty("parts").GetProperty("signs").EnumerateArray());
        Assert.Equal(("signals", 1, 2.0), (sign.GetProperty("sign").GetString(), sign.GetProperty("count").GetInt32(), sign.GetProperty("seconds").GetDouble()));
        Assert.Equal(["tertiary", "minor"], told.GetProperty("parts").GetProperty("driven").EnumerateArray().Select(part => part.GetProperty("class").GetString()));
    }

    [Fact]
    public void In_geojson_steps_are_points_beside_the_line_and_parts_its_property()
    {
        Assert.Equal("Feature", JsonDocument.Parse(Write(PathWriter.WriteGeoJson, new(English) { HasParts = true })).RootElement.GetProperty("type").GetString());
        var collection = JsonDocument.Parse(Write(PathWriter.WriteGeoJson, new(English) { HasSteps = true, HasParts = true })).RootElement;
        Assert.Equal("FeatureCollection", collection.GetProperty("type").GetString());
        Assert.True(collection.GetProperty("features")[0].GetProperty("properties").TryGetProperty("parts", out _));
        Assert.Equal(4, collection.GetProperty("features").GetArrayLength());
    }

    [Fact]
    public void In_gpx_steps_are_a_route()
    {
        XNamespace ns = "http://www.topografix.com/GPX/1/1";
        Assert.Empty(XDocument.Parse(Write(PathWriter.WriteGpx, new(English))).Descendants(ns + "rtept"));
        var points = XDocument.Parse(Write(PathWriter.WriteGpx, new(English) { HasSteps = true })).Descendants(ns + "rtept").ToList();
        Assert.Equal(["depart", "turn", "arrive"], points.Select(point => point.Element(ns + "type")!.Value));
        Assert.Equal("3.8020000", points[1].Attribute("lon")!.Value);
    }
}
