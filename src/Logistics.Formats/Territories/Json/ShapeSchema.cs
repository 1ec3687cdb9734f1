using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Territories.Json;

/// <summary>A JSON Schema (draft 2020-12) drawn from the shape that a file is read by.</summary>
static class ShapeSchema
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented, ending with a line feed.</summary>
    public static string Text(JsonObject schema) => schema.ToJsonString(Indented) + "\n";

    public static JsonObject Of(ObjectShape file, string title)
    {
        var schema = Object(file);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema["$defs"] = new JsonObject(
            file.All().Skip(1).DistinctBy(shape => shape.Name).Select(shape => KeyValuePair.Create(shape.Name, (JsonNode?)Object(shape))));
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
