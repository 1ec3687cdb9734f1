using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Profiles;

/// <summary>
/// The published schema against the reader: they know the same properties, ask for the same ones and have the same bounds. A small validator knows
/// only the words the schema uses and fails on any other, so that the schema cannot promise what nobody checks.
/// </summary>
public sealed class ProfileSchemaTests
{
    static readonly JsonObject schema = JsonNode.Parse(File.ReadAllText(Path.Combine(
        Checkout.Root ?? throw new InvalidOperationException("Run from a checkout."), "docs", "profile.schema.json")))!.AsObject();

    public static TheoryData<string> BuiltIn => [.. ProfileFile.BuiltIn];

    /// <summary>The van, with all that may be left out.</summary>
    static JsonObject Whole()
    {
        var van = Parse("van-3t5");
        van["emission"] = JsonNode.Parse("""{"kind":"vul","class":"V2"}""");
        van["roads"]!["track"]!["open_where"] = new JsonArray("tracktype=grade1");
        van["slices"]!["day"]!["public_holiday"] = false;
        van["slices"]!["day"]!["school_holiday"] = false;
        return van;
    }

    static JsonObject Parse(string name)
    {
        using var file = ProfileFile.OpenBuiltIn(name);
        return JsonNode.Parse(file)!.AsObject();
    }

    static List<ProfileProblem> Problems(JsonObject file) =>
        [.. ProfileFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())), CultureInfo.GetCultureInfo("en")).Problems];

    [Theory, MemberData(nameof(BuiltIn))]
    public void A_profile_of_the_program_obeys_the_schema(string name) => Assert.Equal([], Errors(Parse(name)));

    [Fact]
    public void The_reader_knows_the_properties_of_the_schema_and_no_others()
    {
        var whole = Whole();
        Assert.Equal([], Errors(whole));
        Assert.Empty(Problems(whole));
        foreach (var (pointer, properties) in Objects(schema, ""))
        {
            var file = Whole();
            At(file, pointer)["no such property"] = 1;
            var known = Assert.Single(Problems(file), problem => problem.Code == "P0102").Action.Split("Known here: ")[1].TrimEnd('.').Split(", ");
            // What a file is based on is read before anything else is.
            Assert.Equal(properties.Where(name => name != "based_on").Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
            Assert.NotEmpty(Errors(file));
        }
    }

    [Fact]
    public void What_the_reader_misses_the_schema_requires_and_nothing_else()
    {
        foreach (var (pointer, properties) in Objects(schema, ""))
            foreach (var name in properties.Where(name => At(Whole(), pointer).ContainsKey(name)))
            {
                var file = Whole();
                At(file, pointer).Remove(name);
                // A class belongs to all kinds of vehicles but one, which the schema does not say.
                Assert.True(Problems(file).Count > 0 == Errors(file).Count > 0 || (pointer, name) == ("/emission", "class"), $"{pointer}/{name}");
            }
    }

    [Fact]
    public void A_file_that_is_based_on_another_may_leave_anything_out()
    {
        var based = JsonNode.Parse("""{"format":"ramasse-profile","version":1,"based_on":"car","bends":{"smooth_m":40},"slope":null,"roads":{"track":null}}""")!.AsObject();
        Assert.Equal((0, 0), (Problems(based).Count, Errors(based).Count));
    }

    [Fact]
    public void The_reader_has_the_bounds_of_the_schema()
    {
        var numbers = Numbers(schema, "").ToList();
        Assert.True(numbers.Count > 20, $"only {numbers.Count} numbers");
        foreach (var (pointer, name, least, most) in numbers)
            foreach (var (value, isSound) in new[] { (least, true), (most, true), (least - 1e-3, false), (most + 1e-3, false) })
            {
                var file = Whole();
                At(file, pointer)[name] = value;
                var isRead = !Problems(file).Exists(problem => problem.Code is "P0104" or "P0105" && problem.Pointer.StartsWith($"{pointer}/{name}", StringComparison.Ordinal));
                Assert.True(isRead == isSound && Errors(file).Count == 0 == isSound, $"{pointer}/{name} = {value}: read {isRead}, schema {string.Join("; ", Errors(file))}");
            }
    }

    [Fact]
    public void What_the_reader_refuses_in_form_the_schema_refuses_too()
    {
        var file = Whole();
        file["name"] = 7;
        file["roads"]!["residential"]!["class"] = "street";
        file["access"]!["closed_where"] = new JsonArray("area");
        file["access"]!["keys"] = new JsonArray();
        file["turns"]!["across_s"] = new JsonArray(new JsonArray(90));
        file["slices"]!["day"]!["time"] = "25:00";
        Assert.Equal(6, Problems(file).Count);
        Assert.Equal(6, Errors(file).Count);
    }

    static JsonObject At(JsonObject file, string pointer) =>
        pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(file, (inner, name) => inner[name]!.AsObject());

    /// <summary>Objects with named properties, at a place of the van where there is one.</summary>
    static IEnumerable<(string Pointer, List<string> Properties)> Objects(JsonObject part, string pointer)
    {
        if (part["properties"] is not JsonObject properties)
            yield break;
        yield return (pointer, [.. properties.Select(property => property.Key)]);
        foreach (var (name, value) in properties)
            foreach (var inner in Objects(Resolved(value!.AsObject()), $"{pointer}/{name}").Concat(Sample(name) is { } sample && value["additionalProperties"] is JsonObject any
                ? Objects(Resolved(any), $"{pointer}/{name}/{sample}") : []))
                yield return inner;
    }

    static IEnumerable<(string Pointer, string Name, double Least, double Most)> Numbers(JsonObject part, string pointer)
    {
        foreach (var (owner, properties) in Objects(part, pointer))
            foreach (var name in properties)
                if (Part(owner)["properties"]![name] is JsonObject { } number && number["minimum"] is { } least)
                    yield return (owner, name, least.GetValue<double>(), number["maximum"]!.GetValue<double>());
    }

    static JsonObject Part(string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate(schema, (part, name) => Resolved((part["properties"]?[name] ?? part["additionalProperties"])!.AsObject()));

    static string? Sample(string table) => table switch { "roads" => "track", "slices" => "day", _ => null };

    /// <summary>Without the alternative of null, and behind references.</summary>
    static JsonObject Resolved(JsonObject part) =>
        part["$ref"] is { } reference ? schema["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]]!.AsObject()
        : part["anyOf"] is JsonArray choice && part["properties"] is null ? Resolved(choice[0]!.AsObject())
        : part;

    static List<string> Errors(JsonNode file)
    {
        var errors = new List<string>();
        // As text and back: a number that a test has put in is then one that was read.
        Validate(JsonNode.Parse(file.ToJsonString()), schema, "", errors);
        return errors;
    }

    static void Validate(JsonNode? value, JsonObject rules, string at, List<string> errors)
    {
        var kind = value?.GetValueKind().ToString().ToLowerInvariant() ?? "null";
        bool IsOf(string type) => type == kind || type == "boolean" && kind is "true" or "false" || kind == "number" && (type == "number" || type == "integer" && value!.GetValue<double>() % 1 == 0);
        foreach (var (word, rule) in rules)
            switch (word)
            {
                case "$schema" or "$defs" or "title" or "description" or "maximum":
                    break;
                case "type":
                    if (!(rule is JsonArray types ? types.Select(type => type!.GetValue<string>()) : [rule!.GetValue<string>()]).Any(IsOf))
                        errors.Add($"{at}: {kind} is not {rule.ToJsonString()}");
                    break;
                case "const" or "enum":
                    if (!(rule is JsonArray choice ? [.. choice] : (JsonNode?[])[rule]).Any(one => JsonNode.DeepEquals(one, value)))
                        errors.Add($"{at}: {value} is not {rule!.ToJsonString()}");
                    break;
                case "minimum":
                    if (kind == "number" && (value!.GetValue<double>() < rule!.GetValue<double>() || value.GetValue<double>() > rules["maximum"]!.GetValue<double>()))
                        errors.Add($"{at}: {value} is out of bounds");
                    break;
                case "minLength" or "pattern":
                    if (kind == "string" && !Regex.IsMatch(value!.GetValue<string>(), word == "pattern" ? rule!.GetValue<string>() : "."))
                        errors.Add($"{at}: {value} is not of the form");
                    break;
                case "minItems" or "maxItems" or "minProperties":
                    var count = value is JsonArray list ? list.Count : value is JsonObject inner ? inner.Count : 0;
                    if (kind is "array" or "object" && (word[1] == 'i' ? count < rule!.GetValue<int>() : count > rule!.GetValue<int>()))
                        errors.Add($"{at}: {count} are not {word} {rule}");
                    break;
                case "items":
                    foreach (var (item, index) in (value as JsonArray ?? []).Select((item, index) => (item, index)))
                        Validate(item, rule!.AsObject(), $"{at}/{index}", errors);
                    break;
                case "prefixItems":
                    foreach (var (item, part) in (value as JsonArray ?? []).Zip(rule!.AsArray()))
                        Validate(item, part!.AsObject(), at, errors);
                    break;
                case "required":
                    foreach (var name in rule!.AsArray().Select(name => name!.GetValue<string>()))
                        if (value is JsonObject one && !one.ContainsKey(name))
                            errors.Add($"{at}: {name} is missing");
                    break;
                case "properties":
                    foreach (var (name, part) in rule!.AsObject())
                        if (value is JsonObject one && one.TryGetPropertyValue(name, out var property))
                            Validate(property, part!.AsObject(), $"{at}/{name}", errors);
                    break;
                case "additionalProperties":
                    foreach (var (name, property) in value as JsonObject ?? [])
                        if (rules["properties"]?[name] is null)
                            if (rule is JsonObject part)
                                Validate(property, part, $"{at}/{name}", errors);
                            else
                                errors.Add($"{at}: {name} is not known");
                    break;
                case "$ref":
                    Validate(value, Resolved(rules), at, errors);
                    break;
                case "anyOf":
                    var attempts = rule!.AsArray().Select(choice => { var own = new List<string>(); Validate(value, choice!.AsObject(), at, own); return own; }).ToList();
                    if (attempts.TrueForAll(attempt => attempt.Count > 0))
                        errors.AddRange(attempts[rules.ContainsKey("required") ? ^1 : 0]);
                    break;
                default:
                    Assert.Fail($"The schema uses the word {word}, which nobody checks.");
                    break;
            }
    }
}
