using System.Globalization;
using System.Text.Json;
using Logistics.Measures;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Terrain;

/// <summary>A file of zones as read: the zones, or everything that is wrong with it.</summary>
/// <param name="Zones">Null when there are problems.</param>
public sealed record EmissionZonesReading(EmissionZones? Zones, IReadOnlyList<ProfileProblem> Problems);

/// <summary>Reads low-emission zones from GeoJSON in the French schema (https://schema.data.gouv.fr/etalab/schema-zfe, version 0.7.1).</summary>
/// <remarks>
/// <c>vp_critair</c>, <c>vul_critair</c>, <c>pl_critair</c>, <c>autobus_autocars_critair</c> and <c>deux_rm_critair</c> name the sticker from which on
/// vehicles may not drive: V4 keeps out V4, V5 and NC (no sticker). <c>vul_horaires</c> and the like are opening hours; without them the rule always
/// holds. <c>date_debut</c> and <c>date_fin</c> (its day included) say when a zone is in force. Features that are no polygons are passed over.
/// </remarks>
public static class EmissionZonesFile
{
    const int MaxBytes = 64 << 20;

    /// <summary>Reads a file; the stream is read to its end, or refused beyond 64 MiB.</summary>
    /// <param name="on">The day for which the zones are wanted.</param>
    /// <param name="culture">Of the problems' words: French unless English.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static EmissionZonesReading Read(Stream json, DateOnly on, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(culture);
        var problems = new ProfileProblems(culture);
        var zones = new List<EmissionZone>();
        var passedOver = 0;
        using var file = Parse(json, problems);
        if (file is not null)
            if (file.RootElement.ValueKind == JsonValueKind.Object && file.RootElement.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Array)
            {
                var index = 0;
                foreach (var feature in features.EnumerateArray())
                    if (new FeatureReader($"/features/{index++}", on, problems).Read(feature) is { } zone)
                        zones.Add(zone);
                    else
                        passedOver++;
            }
            else
                problems.Add("Z0003", "");
        return problems.All.Count > 0 ? new(null, problems.All) : new(new(zones, passedOver), []);
    }

    static JsonDocument? Parse(Stream json, ProfileProblems problems)
    {
        var copy = new MemoryStream();
        var buffer = new byte[81_920];
        for (int length; (length = json.Read(buffer)) > 0; copy.Write(buffer, 0, length))
            if (copy.Length + length > MaxBytes)
            {
                problems.Add("Z0001", "", MaxBytes >> 20);
                return null;
            }
        try
        {
            return JsonDocument.Parse(copy.GetBuffer().AsMemory(0, (int)copy.Length));
        }
        catch (JsonException cause)
        {
            problems.Add("Z0002", "", (cause.LineNumber ?? 0) + 1, (cause.BytePositionInLine ?? 0) + 1);
            return null;
        }
    }

    sealed class FeatureReader(string pointer, DateOnly on, ProfileProblems problems)
    {
        /// <summary>Null where it is passed over, or a problem was reported.</summary>
        public EmissionZone? Read(JsonElement feature)
        {
            if (feature.ValueKind != JsonValueKind.Object
                || !feature.TryGetProperty("geometry", out var geometry) || geometry.ValueKind != JsonValueKind.Object
                || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            {
                problems.Add("Z0101", pointer);
                return null;
            }
            var rings = Rings(geometry);
            var (from, to) = (Date(properties, "date_debut"), Date(properties, "date_fin"));
            var rules = new Dictionary<string, (int, OpeningHours?)>(StringComparer.Ordinal);
            foreach (var kind in EmissionRules.Kinds)
                if (Text(properties, kind + "_critair") is { } sticker)
                {
                    var first = Array.IndexOf(EmissionRules.Classes, sticker);
                    if (first < 0)
                        problems.Add("Z0103", $"{pointer}/properties/{kind}_critair", sticker, string.Join(", ", EmissionRules.Classes));
                    rules[kind] = (first, Hours(properties, kind + "_horaires"));
                }
            return rings.Count == 0 || on < from || on > to ? null : new(rings, rules);
        }

        List<Position[]> Rings(JsonElement geometry)
        {
            var rings = new List<Position[]>();
            var isSound = true;
            switch (Text(geometry, "type"))
            {
                case "Polygon":
                    isSound = Polygon(Member(geometry, "coordinates"), rings);
                    break;
                case "MultiPolygon":
                    isSound = Member(geometry, "coordinates") is { ValueKind: JsonValueKind.Array } polygons && polygons.EnumerateArray().All(polygon => Polygon(polygon, rings));
                    break;
            }
            if (!isSound)
                problems.Add("Z0102", $"{pointer}/geometry/coordinates");
            return isSound ? rings : [];
        }

        static bool Polygon(JsonElement polygon, List<Position[]> rings)
        {
            if (polygon.ValueKind != JsonValueKind.Array || polygon.GetArrayLength() == 0)
                return false;
            foreach (var ring in polygon.EnumerateArray())
            {
                if (ring.ValueKind != JsonValueKind.Array)
                    return false;
                var points = new List<Position>();
                foreach (var point in ring.EnumerateArray())
                {
                    if (point.ValueKind != JsonValueKind.Array || point.GetArrayLength() < 2 || Degrees(point[0], 180) is not { } longitude || Degrees(point[1], 90) is not { } latitude)
                        return false;
                    points.Add(new(longitude, latitude));
                }
                // RFC 7946, 3.1.6: four positions or more, the last is the first.
                if (points.Count < 4 || points[0] != points[^1])
                    return false;
                rings.Add([.. points]);
            }
            return true;
        }

        static int? Degrees(JsonElement number, int most) =>
            number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? (int)Math.Round(degrees * 1e7) : null;

        OpeningHours? Hours(JsonElement properties, string name)
        {
            if (Text(properties, name) is not { } text)
                return null;
            var hours = OpeningHours.Parse(text);
            if (hours is null)
                problems.Add("Z0104", $"{pointer}/properties/{name}", text);
            return hours;
        }

        DateOnly? Date(JsonElement properties, string name)
        {
            if (Text(properties, name) is not { } text)
                return null;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            problems.Add("Z0105", $"{pointer}/properties/{name}", text);
            return null;
        }

        static JsonElement Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : default;

        /// <summary>Null for nothing, nothing written, and what is no text.</summary>
        static string? Text(JsonElement element, string name) =>
            Member(element, name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;
    }
}
