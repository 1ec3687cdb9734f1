using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Formats.Plans;

/// <summary>
/// Writes the routes for any map program: a line per route, a point per stop. Names of drivers are in it, their phones are not.
/// </summary>
/// <remarks>GeoJSON, RFC 7946: WGS 84, longitude first. A line that no road bears out says so in the collection's <c>roads</c>.</remarks>
public static class RoutesGeoJsonWriter
{
    /// <summary>The same plan gives the same bytes (UTF-8, LF). The stream stays open.</summary>
    public static void Write(DayIndex day, DayPlan plan, CultureInfo culture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        day = plan.DayOf(day);
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            // Members that RFC 7946 does not know are allowed (section 6.1) and programs pass over them.
            if (plan.Notice is { } notice)
                json.WriteString("notice", notice);
            json.WriteString("roads", new Explainer(day, culture).Say(plan.Roads));
            if (plan.Roads.Attribution is { } attribution)
                json.WriteString("attribution", attribution);
            json.WriteStartArray("features");
            foreach (var route in plan.Routes)
            {
                Line(json, day, route);
                for (var i = 0; i < route.Stops.Count; i++)
                    Point(json, day, plan, route, i);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    static void Line(Utf8JsonWriter json, DayIndex day, Route route)
    {
        // Legs share their ends; a line repeats no position.
        var line = new List<Position>();
        foreach (var position in route.Legs.SelectMany(x => x.Geometry))
            if (line.Count == 0 || line[^1] != position)
                line.Add(position);
        // A route that never leaves its depot still is a line, and RFC 7946 wants two positions of it.
        if (line.Count == 0)
            line.Add(day[route.Stops[0].Site].Position);
        if (line.Count == 1)
            line.Add(line[0]);
        GeoJson.Feature(json, "LineString", GeoJson.Coordinates(line), () =>
        {
            json.WriteNumber("route", route.Number);
            json.WriteString("territory", day[route.Territory].Code);
            json.WriteString("vehicle", day[route.Vehicle].Name);
            json.WriteString("driver", day[route.Driver].Name);
            json.WriteNumber("distanceKm", decimal.Round(route.Distance.Decimetres / 10_000m, 1));
            json.WriteNumber("durationMinutes", (route.Duration.SecondsRoundedUp + 59) / 60);
        });
    }

    static void Point(Utf8JsonWriter json, DayIndex day, DayPlan plan, Route route, int order)
    {
        var stop = route.Stops[order];
        var site = day[stop.Site];
        var zone = day.ZoneOf(route.Territory);
        GeoJson.Feature(json, "Point", GeoJson.Coordinates(site.Position), () =>
        {
            json.WriteNumber("route", route.Number);
            json.WriteNumber("order", order);
            json.WriteString("site", site.Name);
            json.WriteString("commune", site.Commune);
            json.WriteString("arrival", TimeZoneInfo.ConvertTime(stop.Arrival, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            Goods(json, "take", day, plan, stop, ActivityKind.Pickup);
            Goods(json, "leave", day, plan, stop, ActivityKind.Delivery);
        });
    }

    static void Goods(Utf8JsonWriter json, string name, DayIndex day, DayPlan plan, Stop stop, ActivityKind kind)
    {
        json.WriteStartArray(name);
        foreach (var activity in stop.Activities.Where(x => x.Kind == kind))
        {
            var allocation = plan.Carriable().First(x => x.Id == activity.Allocation);
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{day[allocation.Lot].Product}, {activity.Expected.Kilograms} kg"));
        }
        json.WriteEndArray();
    }
}
