using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Formats.Roads;

/// <summary>Writes drawings as GeoJSON, and what a folder or an address of tiles holds as TileJSON. The same drawing gives the same bytes (UTF-8, LF); streams stay open.</summary>
public static class DrawingWriter
{
    static readonly JsonWriterOptions Options = new() { NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A MultiLineString for all lines that look alike, a Point for each place, with the properties that <see cref="VectorTileWriter"/> gives them.</summary>
    /// <remarks>RFC 7946. Six decimals: a decimetre.</remarks>
    public static void WriteGeoJson(RoadDrawing drawing, RoadSource source, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(stream);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("attribution", source.Attribution);
            json.WriteStartArray("features");
            foreach (var road in drawing.Roads)
                GeoJson.Feature(json, "MultiLineString", $"[{string.Join(',', road.Lines.Select(line => $"[{string.Join(',', line.Select(point => Pair(point, drawing.Zoom)))}]"))}]", () =>
                {
                    json.WriteString("layer", VectorTileWriter.RoadsLayer);
                    json.WriteNumber("rank", (int)road.Class);
                    json.WriteString("class", VectorTileWriter.Word(road.Class));
                    if (road.Name.Length > 0)
                        json.WriteString("name", road.Name);
                    if (road.Reference.Length > 0)
                        json.WriteString("ref", road.Reference);
                    if (road.IsOneWay)
                        json.WriteNumber("oneway", 1);
                    if (road.IsRestricted)
                        json.WriteNumber("restricted", 1);
                });
            foreach (var (place, at) in drawing.Places)
                GeoJson.Feature(json, "Point", Pair(at, drawing.Zoom), () =>
                {
                    json.WriteString("layer", VectorTileWriter.PlacesLayer);
                    json.WriteNumber("rank", (int)place.Kind);
                    json.WriteString("kind", VectorTileWriter.Word(place.Kind));
                    json.WriteString("name", place.Name);
                });
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>Where the tiles are, how far they reach, and whom to credit.</summary>
    /// <param name="template">The address of a tile, with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</param>
    /// <param name="from">The first zoom there is; <paramref name="to"/> is the last.</param>
    /// <remarks>TileJSON 3.0.0, https://github.com/mapbox/tilejson-spec/tree/master/3.0.0.</remarks>
    public static void WriteTileJson(RoadNetwork roads, string template, int from, int to, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(stream);
        using (var json = new Utf8JsonWriter(stream, Options with { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("tilejson", "3.0.0");
            json.WriteString("name", roads.Source.Name);
            json.WriteString("attribution", roads.Source.Attribution);
            json.WriteString("version", $"1.0.0+{roads.Generation}"); // tiles of another network are other tiles
            json.WriteStartArray("tiles");
            json.WriteStringValue(template);
            json.WriteEndArray();
            json.WriteNumber("minzoom", from);
            json.WriteNumber("maxzoom", to);
            json.WriteStartArray("bounds");
            foreach (var degrees in (double[])[roads.Bounds.SouthWest.Longitude, roads.Bounds.SouthWest.Latitude, roads.Bounds.NorthEast.Longitude, roads.Bounds.NorthEast.Latitude])
                json.WriteNumberValue(degrees);
            json.WriteEndArray();
            json.WriteStartArray("vector_layers");
            Layer(json, VectorTileWriter.RoadsLayer, ["rank", "class", "name", "ref", "oneway", "restricted"]);
            Layer(json, VectorTileWriter.PlacesLayer, ["rank", "kind", "name"]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    static void Layer(Utf8JsonWriter json, string id, string[] fields)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteStartObject("fields");
        foreach (var field in fields)
            json.WriteString(field, field is "rank" or "oneway" or "restricted" ? "Number" : "String");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static string Pair(WorldPoint point, int zoom)
    {
        var position = WebMercator.ToPosition(point, zoom);
        return string.Create(CultureInfo.InvariantCulture, $"[{position.Longitude:0.0#####},{position.Latitude:0.0#####}]");
    }
}
