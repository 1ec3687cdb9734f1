using System.Text.Json;
using Logistics.Domain;
using Logistics.Host.Worker;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <summary>Routes and stops as the live map draws them (GeoJSON, RFC 7946).</summary>
public static class MapFeatures
{
    /// <param name="territory">Null: all.</param>
    public static void Write(Utf8JsonWriter json, PlannedDay day, TerritoryId? territory)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var (i, route) in DayScreen.RoutesOf(day, territory).Index())
        {
            Begin(json, "LineString");
            foreach (var position in route.Legs.SelectMany(leg => leg.Geometry))
                Write(json, position);
            json.WriteEndArray();
            json.WriteEndObject();
            Properties(json, "route", i + 1, day.Index[route.Vehicle].Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        foreach (var (i, route) in DayScreen.RoutesOf(day, territory).Index())
            foreach (var (order, stop) in route.Stops.Index().Skip(1).SkipLast(1))
            {
                var site = day.Index[stop.Site];
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteStartObject("geometry");
                json.WriteString("type", "Point");
                json.WritePropertyName("coordinates");
                Write(json, site.Position);
                json.WriteEndObject();
                Properties(json, "stop", i + 1, site.Name);
                json.WriteNumber("order", order);
                json.WriteString("icon", $"stop-{i + 1}-{order}");
                json.WriteEndObject();
                json.WriteEndObject();
            }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Begin(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", type);
        json.WriteStartArray("coordinates");
    }

    static void Properties(Utf8JsonWriter json, string kind, int index, string label)
    {
        json.WriteStartObject("properties");
        json.WriteString("kind", kind);
        json.WriteNumber("index", index);
        json.WriteString("label", label);
    }

    static void Write(Utf8JsonWriter json, Position position)
    {
        json.WriteStartArray();
        json.WriteNumberValue(position.LongitudeE7 / 10_000_000m);
        json.WriteNumberValue(position.LatitudeE7 / 10_000_000m);
        json.WriteEndArray();
    }
}
