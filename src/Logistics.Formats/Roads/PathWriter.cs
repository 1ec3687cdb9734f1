using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Formats.Roads;

/// <summary>Writes one path for programs and for navigation devices. The same path gives the same bytes (UTF-8, LF); streams stay open.</summary>
public static class PathWriter
{
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Seconds, metres, and the line as pairs of longitude and latitude.</summary>
    public static void WriteJson(RoadPath path, RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            RoadSourceForm.Write(json, roads);
            Figures(json, path);
            Line(json, "line", path.Geometry);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One feature, a LineString.</summary>
    /// <remarks>RFC 7946: WGS 84, longitude first.</remarks>
    public static void WriteGeoJson(RoadPath path, RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("geometry");
            json.WriteString("type", "LineString");
            Line(json, "coordinates", path.Geometry);
            json.WriteEndObject();
            json.WriteStartObject("properties");
            RoadSourceForm.Write(json, roads);
            Figures(json, path);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One track.</summary>
    /// <remarks>GPX 1.1, https://www.topografix.com/GPX/1/1/.</remarks>
    public static void WriteGpx(RoadPath path, RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        const string Namespace = "http://www.topografix.com/GPX/1/1";
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CloseOutput = false };
        using (var gpx = XmlWriter.Create(stream, settings))
        {
            gpx.WriteStartElement("gpx", Namespace);
            gpx.WriteAttributeString("version", "1.1");
            gpx.WriteAttributeString("creator", "Ramasse");
            gpx.WriteStartElement("trk", Namespace);
            gpx.WriteElementString("name", Namespace, string.Create(CultureInfo.InvariantCulture, $"{path.Distance.Metres / 1000:0.0} km, {(path.Duration.SecondsRoundedUp + 59) / 60} min"));
            gpx.WriteElementString("src", Namespace, roads.Source.Attribution);
            gpx.WriteStartElement("trkseg", Namespace);
            foreach (var position in path.Geometry)
            {
                gpx.WriteStartElement("trkpt", Namespace);
                gpx.WriteAttributeString("lat", position.Latitude.ToString("0.0000000", CultureInfo.InvariantCulture));
                gpx.WriteAttributeString("lon", position.Longitude.ToString("0.0000000", CultureInfo.InvariantCulture));
                gpx.WriteEndElement();
            }
            gpx.WriteEndElement();
            gpx.WriteEndElement();
            gpx.WriteEndElement();
        }
        stream.Write("\n"u8);
    }

    static void Figures(Utf8JsonWriter json, RoadPath path)
    {
        json.WriteNumber("seconds", path.Duration.Milliseconds / 1000m);
        json.WriteNumber("metres", path.Distance.Decimetres / 10m);
    }

    static void Line(Utf8JsonWriter json, string name, IReadOnlyList<Position> line)
    {
        json.WritePropertyName(name);
        var text = new StringBuilder("[");
        foreach (var position in line)
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"[{position.LongitudeE7 / 10_000_000m:0.0######},{position.LatitudeE7 / 10_000_000m:0.0######}]");
        json.WriteRawValue(text.Append(']').ToString());
    }
}
