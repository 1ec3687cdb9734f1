using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Logistics.Formats.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Plans;

/// <summary>
/// The published schema against real files, judged by a small validator of its own. The validator knows only the words the schema uses and
/// fails on any other, so the schema cannot promise what nobody checks.
/// </summary>
public sealed class PlanSchemaTests
{
    static JsonObject Published => JsonNode.Parse(File.ReadAllText(PublishedPath))!.AsObject();

    static string PublishedPath => Path.Combine(Checkout.Root ?? throw new InvalidOperationException("Run from a checkout."), "docs", "plan.schema.json");

    [Fact]
    public void The_published_schema_is_the_one_the_writer_follows()
    {
        using var stream = new MemoryStream();
        PlanSchema.Write(stream);
        // RAMASSE_WRITE_DOCS=1 dotnet test … publishes it again.
        if (Environment.GetEnvironmentVariable("RAMASSE_WRITE_DOCS") == "1")
            File.WriteAllBytes(PublishedPath, stream.ToArray());
        Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), File.ReadAllText(PublishedPath));
    }

    [Fact]
    public void Every_written_file_obeys_the_schema()
    {
        Assert.Equal([], new Validator(Published).Errors(JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))));
        Assert.Equal([], new Validator(Published).Errors(JsonNode.Parse(PlanFiles.Write(EveryCase.Plan))));
    }

    [Fact]
    public void Every_property_of_the_schema_is_written_somewhere()
    {
        var validator = new Validator(Published);
        validator.Errors(JsonNode.Parse(PlanFiles.Write(Bellerive.Plan)));
        validator.Errors(JsonNode.Parse(PlanFiles.Write(EveryCase.Plan)));
        Assert.Equal([], AllProperties(Published).Except(validator.Seen).Order());
    }

    [Fact]
    public void What_the_reader_refuses_in_form_the_schema_refuses_too()
    {
        var json = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!;
        json["allocations"]![0]!["reason"]!["code"] = "favour";
        json["routes"]![0]!["numbre"] = 1;
        json["search"]!.AsObject().Remove("seed");
        json["date"] = 3;
        Assert.Equal(4, new Validator(Published).Errors(json).Count);
    }

    [Fact]
    public void The_guide_names_every_top_field()
    {
        var guide = File.ReadAllText(Path.Combine(Checkout.Root!, "docs", "plan-file.md"));
        var fields = Published["$defs"]!["plan"]!["properties"]!.AsObject().Select(x => x.Key);
        Assert.Equal([], fields.Where(x => !guide.Contains($"`{x}`", StringComparison.Ordinal)));
    }

    static IEnumerable<string> AllProperties(JsonObject schema) => schema["$defs"]!.AsObject().SelectMany(x => Properties(x.Value!, x.Key));

    static IEnumerable<string> Properties(JsonNode schema, string owner) =>
        (schema["properties"]?.AsObject().Select(x => $"{owner}.{x.Key}") ?? [])
        .Concat(schema["oneOf"]?.AsArray().SelectMany(x => Properties(x!, $"{owner}({x!["properties"]!["code"]!["const"]})")) ?? []);

    sealed class Validator(JsonObject root)
    {
        static readonly HashSet<string> Known =
        [
            "$schema", "title", "$ref", "$defs", "description", "type", "properties", "required", "additionalProperties", "items", "oneOf", "anyOf", "const", "enum",
            "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength", "format",
        ];

        readonly List<string> errors = [];

        public HashSet<string> Seen { get; } = [];

        public List<string> Errors(JsonNode? value)
        {
            errors.Clear();
            Check(root, value, "", "");
            return [.. errors];
        }

        bool Accepts(JsonNode schema, JsonNode? value, string at, string owner)
        {
            var before = errors.Count;
            Check(schema, value, at, owner);
            var accepted = errors.Count == before;
            errors.RemoveRange(before, errors.Count - before);
            return accepted;
        }

        void Check(JsonNode schema, JsonNode? value, string at, string owner)
        {
            Assert.Equal([], schema.AsObject().Select(x => x.Key).Except(Known));
            void Fail(string why) => errors.Add($"{at}: {why}");
            if ((string?)schema["$ref"] is { } reference)
            {
                var name = reference["#/$defs/".Length..];
                Check(root["$defs"]![name]!, value, at, name);
            }
            if (schema["const"] is { } constant && !JsonNode.DeepEquals(constant, value))
                Fail($"is not {constant.ToJsonString()}");
            if (schema["enum"] is JsonArray words && !words.Any(x => JsonNode.DeepEquals(x, value)))
                Fail("is no word of the list");
            if (schema["anyOf"] is JsonArray any && !any.Any(x => Accepts(x!, value, at, owner)))
                Fail("is none of the choices");
            if (schema["oneOf"] is JsonArray one && one.Count(x => Accepts(x!, value, at, $"{owner}({x!["properties"]!["code"]!["const"]})")) != 1)
                Fail("is not exactly one of the cases");
            if ((string?)schema["type"] is { } type && !IsOf(type, value))
                Fail($"is not of type {type}");
            else if (value is JsonObject fields && schema["properties"] is JsonObject properties)
                Fields(schema, fields, properties, at, owner);
            else if (value is JsonArray items)
            {
                for (var i = 0; schema["items"] is { } item && i < items.Count; i++)
                    Check(item, items[i], $"{at}/{i}", owner);
                if (items.Count < ((int?)schema["minItems"] ?? 0) || items.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
                    Fail("has the wrong length");
            }
            else if (value?.GetValueKind() == JsonValueKind.Number && (Number(value) < (decimal?)schema["minimum"] || Number(value) > (decimal?)schema["maximum"]))
                Fail("is out of bounds");
            else if (value?.GetValueKind() == JsonValueKind.String && (string?)value is { } text)
                if (text.Length < ((int?)schema["minLength"] ?? 0) || text.Length > ((int?)schema["maxLength"] ?? int.MaxValue) || !Formatted((string?)schema["format"], text))
                    Fail("is not the text asked for");
        }

        void Fields(JsonNode schema, JsonObject fields, JsonObject properties, string at, string owner)
        {
            foreach (var name in schema["required"]!.AsArray().Select(x => (string)x!).Where(x => !fields.ContainsKey(x)))
                errors.Add($"{at}: lacks {name}");
            foreach (var (name, value) in fields)
                if (properties[name] is { } property)
                {
                    Seen.Add($"{owner}.{name}");
                    Check(property, value, $"{at}/{name}", owner);
                }
                else
                    errors.Add($"{at}: has {name}");
        }

        static decimal Number(JsonNode value) => value.GetValue<decimal>();

        static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
            ("null", JsonValueKind.Null) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => Number(value!) == decimal.Truncate(Number(value!)),
            _ => false,
        };

        static bool Formatted(string? format, string text) => format switch
        {
            null => true,
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\d$"),
            "date-time" => Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$"),
            _ => throw new InvalidOperationException($"Unknown format {format}."),
        };
    }
}
