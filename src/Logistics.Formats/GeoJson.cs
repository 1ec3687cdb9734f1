using System.Globalization;
using System.Text;
using System.Text.Json;
using Logistics.Measures;

namespace Logistics.Formats;

/// <summary>Features and positions as RFC 7946 wants them: longitude first, degrees, as many decimals as Ramasse knows.</summary>
static class GeoJson
{
    /// <param name="coordinates">JSON text.</param>
    public static void Feature(Utf8JsonWriter json, string type, string coordinates, Action properties) => Feature(json, type, () =>
    {
        json.WritePropertyName("coordinates");
        json.WriteRawValue(coordinates, skipInputValidation: true);
    }, properties);

    /// <param name="coordinates">Writes the member of that name.</param>
    /// <param name="properties">Writes the members of the properties.</param>
    public static void Feature(Utf8JsonWriter json, string type, Action coordinates, Action properties)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", type);
        coordinates();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        properties();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string Coordinates(IEnumerable<Position> line)
    {
        var text = new StringBuilder("[");
        foreach (var position in line)
            text.Append(text.Length > 1 ? "," : "").Append(Coordinates(position));
        return text.Append(']').ToString();
    }

    public static string Coordinates(Position position) =>
        string.Create(CultureInfo.InvariantCulture, $"[{position.LongitudeE7 / 10_000_000m},{position.LatitudeE7 / 10_000_000m}]");
}
