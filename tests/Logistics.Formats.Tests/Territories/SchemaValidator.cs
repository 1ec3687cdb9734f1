using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Logistics.Formats.Tests.Territories;

/// <summary>
/// A second opinion on what a file may look like: the few words of JSON Schema 2020-12 that our schema uses, straight from the standard, sharing
/// nothing with the reader. An unknown word is an error, so the schema cannot outgrow it unseen.
/// </summary>
static class SchemaValidator
{
    static readonly string[] Annotations = ["$schema", "title", "description", "$defs"];

    public static bool Allows(JsonObject root, JsonObject schema, JsonNode? value) =>
        schema.All(keyword => Annotations.Contains(keyword.Key) || Holds(root, schema, keyword.Key, keyword.Value!, value));

    static bool Holds(JsonObject root, JsonObject schema, string keyword, JsonNode rule, JsonNode? value) => keyword switch
    {
        "$ref" => Allows(root, root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value),
        "type" => IsOf(rule.GetValue<string>(), value),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, rule.GetValue<string>().Replace("$", "\\z", StringComparison.Ordinal)),
        "minLength" => Text(value) is not { } text || text.EnumerateRunes().Count() >= rule.GetValue<int>(),
        "maxLength" => Text(value) is not { } text || text.EnumerateRunes().Count() <= rule.GetValue<int>(),
        "minimum" => Number(value) is not { } number || number >= rule.GetValue<double>(),
        "maximum" => Number(value) is not { } number || number <= rule.GetValue<double>(),
        "items" => value is not JsonArray list || list.All(item => Allows(root, rule.AsObject(), item)),
        "minItems" => value is not JsonArray list || list.Count >= rule.GetValue<int>(),
        "maxItems" => value is not JsonArray list || list.Count <= rule.GetValue<int>(),
        "uniqueItems" => value is not JsonArray list || list.Select(item => item?.ToJsonString()).Distinct().Count() == list.Count,
        "required" => value is not JsonObject one || rule.AsArray().All(name => one.ContainsKey(name!.GetValue<string>())),
        "properties" => value is not JsonObject one || rule.AsObject().All(name => !one.ContainsKey(name.Key) || Allows(root, name.Value!.AsObject(), one[name.Key])),
        "additionalProperties" => value is not JsonObject one || one.All(name => schema["properties"]!.AsObject().ContainsKey(name.Key)),
        "oneOf" => rule.AsArray().Count(option => Allows(root, option!.AsObject(), value)) == 1,
        _ => throw new NotSupportedException($"The schema uses \"{keyword}\", which this validator does not know."),
    };

    static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && Math.Floor(number) == number,
        _ => throw new NotSupportedException(type),
    };

    static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    static double? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
