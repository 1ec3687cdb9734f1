using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>The territory file's JSON Schema (draft 2020-12), made from the very descriptions that the reader reads by.</summary>
/// <remarks>It describes each value; that references resolve and times are in order, only the reader can tell.</remarks>
public static class TerritorySchema
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as it stands in <c>docs/territory.schema.json</c>, ending with a line feed.</summary>
    public static string Text() => Build().ToJsonString(Indented) + "\n";

    internal static JsonObject Build()
    {
        var schema = Object(TerritoryFile.Shape);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Ramasse territory file, version 1");
        schema["$defs"] = new JsonObject(
            TerritoryFile.Shape.All().Skip(1).DistinctBy(shape => shape.Name).Select(shape => KeyValuePair.Create(shape.Name, (JsonNode?)Object(shape))));
        return schema;
    }

    static JsonObject Object(ObjectShape shape)
    {
        var schema = new JsonObject
        {
            ["description"] = shape.Meaning,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. shape.Fields.Where(field => field.Required).Select(field => JsonValue.Create(field.Name))]),
            ["properties"] = new JsonObject(shape.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema()))),
        };
        if (shape.ExactlyOneOf.Length > 0)
            schema["oneOf"] = new JsonArray(
                [.. shape.ExactlyOneOf.Select(field => new JsonObject { ["required"] = new JsonArray(JsonValue.Create(field.Name)) })]);
        return schema;
    }
}
