using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Roads;

namespace Logistics.Formats.Roads;

/// <summary>Writes what a network is: its import report as JSON, its roads as GeoJSON. The same network gives the same bytes (UTF-8, LF); streams stay open.</summary>
public static class NetworkWriter
{
    public static void WriteJson(RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(roads);
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var report = roads.Report;
            json.WriteStartObject();
            RoadSourceForm.Write(json, roads);
            json.WriteStartArray("slices");
            foreach (var slice in roads.Slices)
                json.WriteStringValue(slice);
            json.WriteEndArray();
            json.WriteStartArray("bounds");
            foreach (var degrees in (double[])[roads.Bounds.SouthWest.Longitude, roads.Bounds.SouthWest.Latitude, roads.Bounds.NorthEast.Longitude, roads.Bounds.NorthEast.Latitude])
                json.WriteNumberValue(degrees);
            json.WriteEndArray();
            json.WriteNumber("waysRead", report.WaysRead);
            json.WriteNumber("waysKept", report.WaysKept);
            json.WriteNumber("nodesMissing", report.NodesMissing);
            json.WriteNumber("junctions", report.Junctions);
            json.WriteNumber("arcs", report.Arcs);
            json.WriteNumber("kilometres", Math.Round(report.Kilometres, 3));
            json.WriteNumber("restrictedKilometres", Math.Round(report.RestrictedKilometres, 3));
            json.WriteNumber("restrictionsRead", report.RestrictionsRead);
            json.WriteNumber("turnsForbidden", report.TurnsForbidden);
            json.WriteNumber("islandsRemoved", report.IslandsRemoved);
            json.WriteNumber("islandKilometres", Math.Round(report.IslandKilometres, 3));
            json.WriteNumber("largestIslandKilometres", Math.Round(report.LargestIslandKilometres, 3));
            json.WriteNumber("heightsUsed", report.HeightsUsed);
            json.WriteNumber("heightsMissing", report.HeightsMissing);
            json.WriteNumber("zonesApplied", report.ZonesApplied);
            json.WriteNumber("zonesShutKilometres", Math.Round(report.ZonesShutKilometres, 3));
            json.WriteStartArray("oddities");
            foreach (var oddity in report.Oddities)
            {
                json.WriteStartObject();
                json.WriteString("kind", oddity.Kind);
                json.WriteNumber("count", oddity.Count);
                json.WriteStartArray("examples");
                foreach (var example in oddity.Examples)
                    json.WriteStringValue(example);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>A LineString for each stretch between junctions, with its class.</summary>
    public static void WriteGeoJson(RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(roads);
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.Write($"{{\"type\":\"FeatureCollection\",\"attribution\":\"{JsonEncodedText.Encode(roads.Source.Attribution, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\",\"features\":[");
        var separator = "";
        foreach (var line in roads.Lines())
        {
            var coordinates = string.Join(',', line.Geometry.Select(position =>
                string.Create(CultureInfo.InvariantCulture, $"[{position.LongitudeE7 / 10_000_000m:0.0######},{position.LatitudeE7 / 10_000_000m:0.0######}]")));
            text.WriteLine(separator);
            text.Write($"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{coordinates}]}},\"properties\":{{\"class\":\"{line.Class.ToString().ToLowerInvariant()}\"}}}}");
            separator = ",";
        }
        text.WriteLine("]}");
    }
}
