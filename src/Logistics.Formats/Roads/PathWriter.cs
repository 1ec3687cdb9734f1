using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Guidance;

namespace Logistics.Formats.Roads;

/// <summary>Writes one path for programs and for navigation devices. The same path gives the same bytes (UTF-8, LF); streams stay open.</summary>
public static class PathWriter
{
    static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Seconds, metres, and the line as pairs of longitude and latitude; steps and parts where they are asked for.</summary>
    public static void WriteJson(RoadPath path, RoadNetwork roads, PathStory story, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(story);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            RoadSourceForm.Write(json, roads);
            Figures(json, path.Duration, path.Distance);
            Line(json, "line", path.Geometry);
            PathStoryForm.Write(json, path, story);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One feature, a LineString; with steps, a collection of it and a point for each of them. Parts are a property of the line.</summary>
    /// <remarks>RFC 7946: WGS 84, longitude first.</remarks>
    public static void WriteGeoJson(RoadPath path, RoadNetwork roads, PathStory story, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(story);
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            if (!story.HasSteps)
            {
                LineFeature(json, path, roads, story);
            }
            else
            {
                json.WriteStartObject();
                json.WriteString("type", "FeatureCollection");
                json.WriteStartArray("features");
                LineFeature(json, path, roads, story);
                foreach (var step in path.Steps)
                    StepFeature(json, step, story);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
        stream.Write("\n"u8);
    }

    static void LineFeature(Utf8JsonWriter json, RoadPath path, RoadNetwork roads, PathStory story) =>
        GeoJson.Feature(json, "LineString", () => Line(json, "coordinates", path.Geometry), () =>
        {
            RoadSourceForm.Write(json, roads);
            Figures(json, path.Duration, path.Distance);
            PathStoryForm.WriteParts(json, path, story);
        });

    static void StepFeature(Utf8JsonWriter json, RoadStep step, PathStory story) =>
        GeoJson.Feature(json, "Point", () => Point(json, "coordinates", step.Position), () => PathStoryForm.WriteStep(json, step, story));

    /// <summary>One track; with steps, a route of them too, so that a device announces them.</summary>
    /// <remarks>GPX 1.1, https://www.topografix.com/GPX/1/1/.</remarks>
    public static void WriteGpx(RoadPath path, RoadNetwork roads, PathStory story, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(story);
        const string Namespace = "http://www.topografix.com/GPX/1/1";
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CloseOutput = false };
        using (var gpx = XmlWriter.Create(stream, settings))
        {
            gpx.WriteStartElement("gpx", Namespace);
            gpx.WriteAttributeString("version", "1.1");
            gpx.WriteAttributeString("creator", "Ramasse");
            var name = string.Create(CultureInfo.InvariantCulture, $"{path.Distance.Metres / 1000:0.0} km, {(path.Duration.SecondsRoundedUp + 59) / 60} min");
            if (story.HasSteps)
            {
                gpx.WriteStartElement("rte", Namespace);
                gpx.WriteElementString("name", Namespace, name);
                foreach (var step in path.Steps)
                {
                    Point("rtept", step.Position);
                    gpx.WriteElementString("desc", Namespace, GuidanceWords.Of(step, story.Culture));
                    gpx.WriteElementString("type", Namespace, PathStoryForm.KindOf(step));
                    gpx.WriteEndElement();
                }
                gpx.WriteEndElement();
            }
            gpx.WriteStartElement("trk", Namespace);
            gpx.WriteElementString("name", Namespace, name);
            gpx.WriteElementString("src", Namespace, roads.Source.Attribution);
            gpx.WriteStartElement("trkseg", Namespace);
            foreach (var position in path.Geometry)
            {
                Point("trkpt", position);
                gpx.WriteEndElement();
            }
            gpx.WriteEndElement();
            gpx.WriteEndElement();
            gpx.WriteEndElement();

            void Point(string element, Position position)
            {
                gpx.WriteStartElement(element, Namespace);
                gpx.WriteAttributeString("lat", position.Latitude.ToString("0.0000000", CultureInfo.InvariantCulture));
                gpx.WriteAttributeString("lon", position.Longitude.ToString("0.0000000", CultureInfo.InvariantCulture));
            }
        }
        stream.Write("\n"u8);
    }

    internal static void Figures(Utf8JsonWriter json, Duration duration, Distance distance)
    {
        json.WriteNumber("seconds", duration.Milliseconds / 1000m);
        json.WriteNumber("metres", distance.Decimetres / 10m);
    }

    internal static void Point(Utf8JsonWriter json, string name, Position position)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Pair(position));
    }

    static void Line(Utf8JsonWriter json, string name, IReadOnlyList<Position> line)
    {
        json.WritePropertyName(name);
        var text = new StringBuilder("[");
        foreach (var position in line)
            text.Append(text.Length > 1 ? "," : "").Append(Pair(position));
        json.WriteRawValue(text.Append(']').ToString());
    }

    static string Pair(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"[{position.LongitudeE7 / 10_000_000m:0.0######},{position.LatitudeE7 / 10_000_000m:0.0######}]");
}
