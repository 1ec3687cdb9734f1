using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Logistics.Formats.Territories;

/// <summary>Why a drawing is no ground of a territory.</summary>
public enum OutlineFault
{
    NotJson,

    /// <summary>Neither a polygon nor several, nor features with such geometry.</summary>
    NoPolygon,

    /// <summary>Fewer than four positions, or not closed.</summary>
    BadRing,

    /// <summary>Not a longitude from -180 to 180 and a latitude from -90 to 90, in this order.</summary>
    BadPosition,

    /// <summary>More than <see cref="OutlineReader.MostPositions"/>.</summary>
    TooLong,
}

/// <param name="Pointer">Where: a JSON pointer (RFC 6901).</param>
public sealed record OutlineProblem(OutlineFault Fault, string Pointer);

/// <summary>
/// The ground of a territory from GeoJSON (RFC 7946): a polygon, several, a feature or a collection of them, put together. Whether rings cross is left to
/// whoever knows geometry; a third number of a position, the height, is left out.
/// </summary>
public static class OutlineReader
{
    public const int MostPositions = 200_000;

    const int MostProblems = 100;

    /// <returns>A GeoJSON MultiPolygon, null unless nothing is wrong; and everything that is wrong.</returns>
    public static (string? Geometry, IReadOnlyList<OutlineProblem> Problems) Read(ReadOnlyMemory<byte> file)
    {
        var reading = new Reading();
        try
        {
            using var document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 16 });
            reading.Object(document.RootElement, "");
        }
        catch (JsonException)
        {
            reading.Say(OutlineFault.NotJson, "");
        }
        return reading.Result();
    }

    sealed class Reading
    {
        readonly StringBuilder polygons = new();
        readonly List<OutlineProblem> problems = [];
        int positions;

        public void Say(OutlineFault fault, string pointer)
        {
            if (problems.Count < MostProblems)
                problems.Add(new(fault, pointer));
        }

        public (string?, IReadOnlyList<OutlineProblem>) Result()
        {
            if (problems.Count == 0 && positions > MostPositions)
                Say(OutlineFault.TooLong, "");
            if (problems.Count == 0 && polygons.Length == 0)
                Say(OutlineFault.NoPolygon, "");
            return problems.Count > 0 ? (null, problems) : ($$"""{"type":"MultiPolygon","coordinates":[{{polygons}}]}""", problems);
        }

        public void Object(JsonElement found, string pointer)
        {
            switch (TypeOf(found))
            {
                case "FeatureCollection" when Member(found, "features") is { ValueKind: JsonValueKind.Array } features:
                    foreach (var (i, feature) in features.EnumerateArray().Index())
                        Object(feature, $"{pointer}/features/{i}");
                    break;
                case "Feature" when Member(found, "geometry") is { } geometry:
                    Object(geometry, pointer + "/geometry");
                    break;
                case "Polygon" when Member(found, "coordinates") is { } rings:
                    Polygon(rings, pointer + "/coordinates");
                    break;
                case "MultiPolygon" when Member(found, "coordinates") is { ValueKind: JsonValueKind.Array } several:
                    foreach (var (i, rings) in several.EnumerateArray().Index())
                        Polygon(rings, $"{pointer}/coordinates/{i}");
                    break;
                default:
                    Say(OutlineFault.NoPolygon, pointer);
                    break;
            }
        }

        void Polygon(JsonElement rings, string pointer)
        {
            if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
            {
                Say(OutlineFault.BadRing, pointer);
                return;
            }
            polygons.Append(polygons.Length > 0 ? "," : "").Append('[');
            foreach (var (i, ring) in rings.EnumerateArray().Index())
            {
                polygons.Append(i > 0 ? "," : "").Append('[');
                Ring(ring, $"{pointer}/{i}");
                polygons.Append(']');
            }
            polygons.Append(']');
        }

        void Ring(JsonElement ring, string pointer)
        {
            if (ring.ValueKind != JsonValueKind.Array || ring.GetArrayLength() < 4)
            {
                Say(OutlineFault.BadRing, pointer);
                return;
            }
            (decimal, decimal)? first = null, last = null;
            foreach (var (i, position) in ring.EnumerateArray().Index())
            {
                if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2 || Degrees(position[0], 180) is not { } longitude || Degrees(position[1], 90) is not { } latitude)
                {
                    Say(OutlineFault.BadPosition, $"{pointer}/{i}");
                    return;
                }
                last = (longitude, latitude);
                first ??= last;
                // What is too long is still read to its end, so that all that is wrong is said; it is not kept.
                if (++positions <= MostPositions)
                    polygons.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}[{longitude},{latitude}]");
            }
            if (first != last)
                Say(OutlineFault.BadRing, pointer);
        }

        static string? TypeOf(JsonElement found) => Member(found, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString() : null;

        static JsonElement? Member(JsonElement found, string name) => found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var member) ? member : null;

        static decimal? Degrees(JsonElement number, int most) =>
            number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
    }
}
