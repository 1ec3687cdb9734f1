using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Plans;

public sealed class RoutesGeoJsonWriterTests
{
    static string Write(DayPlan plan)
    {
        using var stream = new MemoryStream();
        RoutesGeoJsonWriter.Write(PlanFiles.Day, plan, PlanFiles.French, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void A_route_is_a_line_and_a_point_for_each_stop()
    {
        var features = JsonNode.Parse(Write(Bellerive.Plan))!["features"]!.AsArray();
        Assert.Equal(["LineString", "Point", "Point", "Point", "Point", "Point", "Point"], features.Select(x => (string)x!["geometry"]!["type"]!));
        var line = features[0]!;
        // Five legs of three positions that share their ends: 5 x 2 + 1.
        Assert.Equal(11, line["geometry"]!["coordinates"]!.AsArray().Count);
        Assert.Equal("[3.87,43.6]", line["geometry"]!["coordinates"]![0]!.ToJsonString());
        Assert.Equal("16.3", line["properties"]!["distanceKm"]!.ToJsonString());
        Assert.Equal(107, (int)line["properties"]!["durationMinutes"]!);
        Assert.Equal("Claire Blanc", (string?)line["properties"]!["driver"]);
    }

    [Fact]
    public void A_stop_tells_when_and_what()
    {
        var stop = JsonNode.Parse(Write(Bellerive.Plan))!["features"]![4]!["properties"]!;
        Assert.Equal(3, (int)stop["order"]!);
        Assert.Equal("2026-03-27T09:24:01+01:00", (string?)stop["arrival"]);
        Assert.Equal(["Épinards, 120 kg", "Yaourts nature, 40 kg"], stop["leave"]!.AsArray().Select(x => (string)x!));
        Assert.Empty(stop["take"]!.AsArray());
    }

    [Fact]
    public void The_map_is_named_and_no_phone_is_told()
    {
        var text = Write(Bellerive.Plan);
        var json = JsonNode.Parse(text)!;
        Assert.Equal("© les dessinateurs de Bellerive", (string?)json["attribution"]);
        Assert.Equal("données inventées", (string?)json["notice"]);
        Assert.DoesNotContain("04 99", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_that_goes_nowhere_is_still_a_valid_line()
    {
        var route = Bellerive.Plan.Routes[0];
        var still = Bellerive.Plan with { Routes = [route with { Stops = [route.Stops[0], route.Stops[5]], Legs = [] }] };
        Assert.Equal(2, JsonNode.Parse(Write(still))!["features"]![0]!["geometry"]!["coordinates"]!.AsArray().Count);
    }

    [Fact]
    public void Positions_are_not_spelled_in_scientific_notation()
    {
        var route = Bellerive.Plan.Routes[0];
        var near = route.Legs[0] with { Geometry = [new(1, -1), new(0, 0)] };
        Assert.Contains("[[0.0000001,-0.0000001],[0,0]]", Write(Bellerive.Plan with { Routes = [route with { Legs = [near] }] }), StringComparison.Ordinal);
    }
}
