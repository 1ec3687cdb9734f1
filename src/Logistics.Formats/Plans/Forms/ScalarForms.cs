using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Plans.Forms;

sealed class TextForm(int longest) : Form<string>
{
    public static readonly TextForm Any = new(10_000);

    public override void Write(Utf8JsonWriter json, string value) => json.WriteStringValue(value);

    public override string Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.String))
            return "";
        var text = at.Element.GetString()!;
        if (text.Length > longest)
            at.Report("too-long", longest);
        if (ControlCharacters.In(text))
            at.Report("control-character", at.Quoted);
        return text;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "string", ["maxLength"] = longest };
}

/// <summary>A value that is always the same: what marks the file. <see cref="PlanReader"/> has looked at it before it reads anything else.</summary>
sealed class ConstantForm(JsonNode constant) : Form<JsonNode>
{
    public override void Write(Utf8JsonWriter json, JsonNode value) => constant.WriteTo(json);

    public override JsonNode Read(Cursor at) => constant;

    public override JsonObject Schema(JsonObject definitions) => new() { ["const"] = constant.DeepClone() };
}

sealed class FlagForm : Form<bool>
{
    public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);

    public override bool Read(Cursor at)
    {
        if (at.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            at.Report("wrong-type", at.Quoted, "boolean");
        return at.Element.ValueKind == JsonValueKind.True;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "boolean" };
}

/// <summary>Whole numbers between two bounds (both inclusive).</summary>
sealed class WholeForm(long least, long most) : Form<long>
{
    public override void Write(Utf8JsonWriter json, long value) => json.WriteNumberValue(value);

    public override long Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.Number))
            return default;
        if (at.Element.TryGetInt64(out var value) && least <= value && value <= most)
            return value;
        at.Report("out-of-range", at.Quoted, least, most);
        return default;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>
/// A measure as a decimal number of the unit its name says. It has as many decimals as the whole unit that Ramasse counts in
/// (grams in kilograms: three), so nothing is lost on the way out or back.
/// </summary>
sealed class MeasureForm<T>(int decimals, decimal least, decimal most, Func<long, T> from, Func<T, long> to) : Form<T>
{
    readonly decimal scale = (decimal)Math.Pow(10, decimals);

    // Dividing drops the zeros at the end that the file need not carry.
    public override void Write(Utf8JsonWriter json, T value) => json.WriteNumberValue(to(value) / scale);

    public override T Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.Number))
            return from(0);
        if (!at.Element.TryGetDecimal(out var value) || value < least || value > most)
            at.Report("out-of-range", at.Quoted, least, most);
        else if (value * scale != decimal.Truncate(value * scale))
            at.Report("too-precise", at.Quoted, decimals);
        else
            return from((long)(value * scale));
        return from(0);
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>One of the words of an enumeration: <c>FruitAndVegetables</c> is <c>fruit-and-vegetables</c>.</summary>
sealed class WordForm<T> : Form<T>
    where T : struct, Enum
{
    static readonly Dictionary<string, T> ByWord = Enum.GetValues<T>().ToDictionary(x => WordForm.Kebab(x.ToString()));

    public override void Write(Utf8JsonWriter json, T value) => json.WriteStringValue(WordForm.Kebab(value.ToString()));

    public override T Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.String))
            return default;
        if (!ByWord.TryGetValue(at.Element.GetString()!, out var value))
            at.Report("unknown-word", at.Quoted, string.Join(", ", ByWord.Keys));
        return value;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["enum"] = new JsonArray([.. ByWord.Keys.Select(x => JsonValue.Create(x))]) };
}

static class WordForm
{
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace("class-", "class", StringComparison.Ordinal);
}

/// <summary>An id that is derived and has no code: a UUID.</summary>
sealed class UuidForm<T>(Func<Guid, T> from, Func<T, Guid> to) : Form<T>
{
    public override void Write(Utf8JsonWriter json, T value) => json.WriteStringValue(to(value));

    public override T Read(Cursor at)
    {
        if (at.Is(JsonValueKind.String) && at.Element.TryGetGuid(out var value))
            return from(value);
        if (at.Element.ValueKind == JsonValueKind.String)
            at.Report("not-a-uuid", at.Quoted);
        return from(Guid.Empty);
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "string", ["format"] = "uuid" };
}

/// <summary>Something the territory file declares, by its code there.</summary>
/// <param name="kind">For messages: <c>lot</c>, <c>need</c>…</param>
sealed class CodeForm<T>(string kind, IEnumerable<(string Code, T Id)> declared) : Form<T>
    where T : struct
{
    readonly Dictionary<string, T> byCode = declared.ToDictionary(x => x.Code, x => x.Id);
    readonly Dictionary<T, string> byId = declared.ToDictionary(x => x.Id, x => x.Code);

    public override void Write(Utf8JsonWriter json, T value) => json.WriteStringValue(byId[value]);

    public override T Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.String))
            return default;
        if (!byCode.TryGetValue(at.Element.GetString()!, out var value))
            at.Report("unknown-code", at.Quoted, kind);
        return value;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "string", ["minLength"] = 1 };
}

sealed class DateForm : Form<DateOnly>
{
    const string Format = "yyyy-MM-dd";

    public override void Write(Utf8JsonWriter json, DateOnly value) => json.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));

    public override DateOnly Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.String))
            return default;
        if (!DateOnly.TryParseExact(at.Element.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
            at.Report("not-a-date", at.Quoted);
        return value;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "string", ["format"] = "date" };
}

/// <summary>An instant as the local clock shows it, with its offset (RFC 3339): <c>2026-03-27T08:45:00+01:00</c>.</summary>
sealed class InstantForm(TimeZoneInfo zone) : Form<DateTimeOffset>
{
    const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    public override void Write(Utf8JsonWriter json, DateTimeOffset value) =>
        json.WriteStringValue(TimeZoneInfo.ConvertTime(value, zone).ToString(Format, CultureInfo.InvariantCulture));

    public override DateTimeOffset Read(Cursor at)
    {
        if (!at.Is(JsonValueKind.String))
            return default;
        if (DateTimeOffset.TryParseExact(at.Element.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            && value.UtcDateTime.Year is >= 1900 and < 2200)
            return value;
        at.Report("not-a-time", at.Quoted);
        return default;
    }

    public override JsonObject Schema(JsonObject definitions) => new() { ["type"] = "string", ["format"] = "date-time" };
}
