using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Exchange;

namespace Logistics.Host.Records;

/// <summary>What a field or a cell says.</summary>
/// <param name="Value">Null: nothing.</param>
/// <param name="Wrong">Code and arguments of what is wrong with it (<see cref="ExchangeWords"/>); null: nothing.</param>
public readonly record struct FieldReading(JsonNode? Value, (string Code, object[] Arguments)? Wrong = null)
{
    public static FieldReading Bad(string code, params object[] arguments) => new(null, (code, arguments));
}

/// <summary>A choice as the file writes it and as people read it.</summary>
public sealed record Choice(string Word, string Label);

/// <summary>One member of a record: a field of its form and a column of its table. Both say it in the same words, so what a table tells can be typed, and the reverse.</summary>
/// <param name="Name">Of the field, and of its text.</param>
/// <param name="Path">The entry's member; a dot goes into one.</param>
public abstract record RecordField(string Name, string Path)
{
    public bool IsRequired { get; init; }

    /// <summary>The object that it stands in may be absent, and is when nothing is said in it.</summary>
    public bool IsOfAnOption { get; init; }

    /// <summary>As a problem of the territory file names it.</summary>
    public string Pointer => "/" + Path.Replace('.', '/');

    public string Label => Texts.Get($"Records.Field.{Name}");

    /// <summary>What a person reads; empty: nothing.</summary>
    public abstract string Show(JsonNode? value);

    /// <param name="text">Without white space around it.</param>
    public FieldReading Read(string text) => text.Length == 0 ? default : Understand(text);

    protected abstract FieldReading Understand(string text);

    /// <summary>The member's value in an entry; null: it has none.</summary>
    public JsonNode? Of(JsonObject entry)
    {
        JsonNode? found = entry;
        foreach (var part in Path.Split('.'))
            found = (found as JsonObject)?[part];
        return found;
    }

    /// <summary>Sets the member; null takes it away.</summary>
    public void Put(JsonObject entry, JsonNode? value)
    {
        var path = Path.Split('.');
        var at = entry;
        foreach (var part in path[..^1])
        {
            if (at[part] is not JsonObject inner)
                at[part] = inner = [];
            at = inner;
        }
        if (value is null)
            at.Remove(path[^1]);
        else
            at[path[^1]] = value.DeepClone();
        if (IsOfAnOption && at.Count == 0)
            entry.Remove(path[0]);
    }
}

public sealed record TextField(string Name, string Path) : RecordField(Name, Path)
{
    public override string Show(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var said) ? said : value?.ToString() ?? "";

    protected override FieldReading Understand(string text) => new(JsonValue.Create(text));
}

/// <summary>A number with up to seven decimals, as degrees have.</summary>
public sealed record NumberField(string Name, string Path) : RecordField(Name, Path)
{
    public override string Show(JsonNode? value) => value is JsonValue number && number.TryGetValue<decimal>(out var said) ? said.ToString("0.#######", CultureInfo.CurrentCulture) : value?.ToString() ?? "";

    protected override FieldReading Understand(string text) => ExchangeCell.Number(text) is { } number ? new(JsonValue.Create(number)) : FieldReading.Bad("E0204", text);
}

/// <param name="Otherwise">What it is when nothing is said.</param>
public sealed record FlagField(string Name, string Path, bool Otherwise) : RecordField(Name, Path)
{
    public override string Show(JsonNode? value) => Texts.Get(IsSet(value) ? "Records.Yes" : "Records.No");

    public bool IsSet(JsonNode? value) => value is JsonValue flag && flag.TryGetValue<bool>(out var set) ? set : Otherwise;

    protected override FieldReading Understand(string text) => ExchangeCell.Flag(text) is { } flag ? new(JsonValue.Create(flag)) : FieldReading.Bad("E0207", text);
}

/// <summary>One of a list that the file knows.</summary>
/// <param name="Words">The file's words with the names of their texts.</param>
public sealed record ChoiceField(string Name, string Path, IReadOnlyList<(string Word, string Text)> Words) : RecordField(Name, Path)
{
    /// <summary>The word that it is when nothing is said; null: there is none.</summary>
    public string? Otherwise { get; init; }

    public IReadOnlyList<Choice> Choices => [.. Words.Select(x => new Choice(x.Word, Texts.Get(x.Text)))];

    public override string Show(JsonNode? value) => Words.Where(x => x.Word == value?.ToString()).Select(x => Texts.Get(x.Text)).FirstOrDefault() ?? value?.ToString() ?? "";

    protected override FieldReading Understand(string text) => WordOf(text, Words) is { } word ? new(JsonValue.Create(word)) : FieldReading.Bad("E0206", text, string.Join(", ", Choices.Select(x => x.Label)));

    /// <summary>By the file's word, or by what it is called in either language.</summary>
    internal static string? WordOf(string text, IEnumerable<(string Word, string Text)> words) => words
        .Where(x => text.Equals(x.Word, StringComparison.OrdinalIgnoreCase) || Texts.InAll(x.Text).Any(label => text.Equals(label, StringComparison.OrdinalIgnoreCase)))
        .Select(x => x.Word).FirstOrDefault();
}

/// <summary>Any of a list that the file knows; in a table with commas or bars between them.</summary>
public sealed record ChoicesField(string Name, string Path, IReadOnlyList<(string Word, string Text)> Words) : RecordField(Name, Path)
{
    public IReadOnlyList<Choice> Choices => [.. Words.Select(x => new Choice(x.Word, Texts.Get(x.Text)))];

    public override string Show(JsonNode? value) => string.Join(" | ", Words.Where(x => Has(value, x.Word)).Select(x => Texts.Get(x.Text)));

    public static bool Has(JsonNode? value, string word) => value is JsonArray list && list.Any(x => x?.ToString() == word);

    protected override FieldReading Understand(string text)
    {
        var said = new List<JsonNode?>();
        foreach (var part in text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (ChoiceField.WordOf(part, Words) is { } word)
                said.Add(JsonValue.Create(word));
            else
                return FieldReading.Bad("E0206", part, string.Join(", ", Choices.Select(x => x.Label)));
        return new(new JsonArray([.. said]));
    }
}

/// <summary>Finer kinds of goods: those that rules know by name, and any other word of the kind that lots use; with bars between them.</summary>
public sealed record KindsField(string Name, string Path) : RecordField(Name, Path)
{
    static readonly (string Word, string Text)[] known = [.. Declaring.LotForm.Kinds.Select(x => (x, $"Kind.{x}"))];

    /// <summary>Kinds to choose from, and those that are chosen already.</summary>
    public static IReadOnlyList<Choice> ChoicesOf(IEnumerable<string> chosen) =>
        [.. known.Select(x => new Choice(x.Word, Texts.Get(x.Text))), .. chosen.Where(x => !known.Any(y => y.Word == x)).Select(x => new Choice(x, x))];

    public static IReadOnlyList<string> WordsOf(JsonNode? value) => [.. (value as JsonArray ?? []).Select(x => x?.ToString() ?? "")];

    public static string LabelOf(string word) => known.Where(x => x.Word == word).Select(x => Texts.Get(x.Text)).FirstOrDefault() ?? word;

    public override string Show(JsonNode? value) => string.Join(" | ", WordsOf(value).Select(LabelOf));

    /// <summary>Whether a word is a kind is judged by the file's own rules.</summary>
    protected override FieldReading Understand(string text) =>
        new(new JsonArray([.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(x => (JsonNode?)JsonValue.Create(ChoiceField.WordOf(x, known) ?? x))]));
}

/// <summary>The code of another record of the day.</summary>
/// <param name="To">A kind's name, or <c>territoires</c>.</param>
public sealed record ReferenceField(string Name, string Path, string To) : RecordField(Name, Path)
{
    public override string Show(JsonNode? value) => value?.ToString() ?? "";

    protected override FieldReading Understand(string text) => new(JsonValue.Create(text));
}

/// <summary>A day: <c>31/12/2026</c>, or as calendars of a browser write it.</summary>
public sealed record DateField(string Name, string Path) : RecordField(Name, Path)
{
    // The same in both languages, since it is read back.
    public override string Show(JsonNode? value) => Day(value) is { } day ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : value?.ToString() ?? "";

    /// <summary>As a browser's own field wants it; empty: no day.</summary>
    public static string ForBrowser(JsonNode? value) => Day(value) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";

    static DateOnly? Day(JsonNode? value) => DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    protected override FieldReading Understand(string text) =>
        ExchangeCell.Date(text) is { } day ? new(JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : FieldReading.Bad("E0203", text);
}

/// <summary>Hours of a day: <c>8h-12h, 14:00-17:30</c>; empty: never.</summary>
public sealed record HoursField(string Name, string Path) : RecordField(Name, Path)
{
    public override string Show(JsonNode? value) => value is JsonArray windows ? string.Join(", ", windows.OfType<JsonObject>().Select(x => $"{x["begin"]}-{x["end"]}")) : "";

    protected override FieldReading Understand(string text)
    {
        var windows = new JsonArray();
        foreach (var part in text.Split([',', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = [.. part.Split(['-', '–'], StringSplitOptions.TrimEntries)];
            if (ends is not [var from, var until] || ExchangeCell.Time(from) is not { } begin || ExchangeCell.Time(until) is not { } end)
                return FieldReading.Bad("E0205", part);
            windows.Add((JsonNode)new JsonObject { ["begin"] = $"{begin:HH:mm}", ["end"] = $"{end:HH:mm}" });
        }
        return new(windows);
    }
}

/// <summary>The parts of a vehicle, a line each: <c>Caisse froide : frais + surgelé ; 400 kg ; 2000 l ; 20 caisses ; 2 °C</c>.</summary>
public sealed record PartsField(string Name, string Path) : RecordField(Name, Path)
{
    static readonly (string Word, string Text)[] classes =
        [.. Enum.GetValues<Domain.Goods.TemperatureClass>().Select(x => (Formats.Territories.FileWord.Of(x), $"Records.Temperature.{x}"))];

    public override string Show(JsonNode? value) => value is JsonArray parts ? string.Join(" | ", parts.OfType<JsonObject>().Select(Line)) : "";

    static string Line(JsonObject part)
    {
        var cold = (part["classes"] as JsonArray ?? []).Select(x => classes.Where(y => y.Word == x?.ToString()).Select(y => Texts.Get(y.Text)).FirstOrDefault() ?? x?.ToString());
        var room = part["capacity"] as JsonObject ?? [];
        var degrees = part["chilledToCelsius"] is { } to ? $" ; {Number(to)} °C" : "";
        return $"{part["name"]} : {string.Join(" + ", cold)} ; {Number(room["massKg"])} kg ; {Number(room["volumeLitres"])} l ; {Number(room["crates"])} {Texts.Get("Records.Crates")}{degrees}";
    }

    static string Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number.ToString("0.###", CultureInfo.CurrentCulture) : "0";

    protected override FieldReading Understand(string text)
    {
        var parts = new JsonArray();
        foreach (var line in text.Split(['|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, var rest])
                return FieldReading.Bad("E0208", line);
            var (held, capacity) = (new JsonArray(), new JsonObject { ["massKg"] = 0, ["volumeLitres"] = 0, ["crates"] = 0 });
            var part = new JsonObject { ["name"] = name };
            foreach (var said in rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (Measure(said) is var (number, member))
                    (member == "chilledToCelsius" ? part : capacity)[member] = number;
                else
                    foreach (var cold in said.Split(['+', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                        if (ChoiceField.WordOf(cold, classes) is { } word)
                            held.Add((JsonNode)JsonValue.Create(word)!);
                        else
                            return FieldReading.Bad("E0208", cold);
            (part["classes"], part["capacity"]) = (held, capacity);
            parts.Add((JsonNode)part);
        }
        return new(parts);
    }

    /// <summary>A number with its unit; null: it is none.</summary>
    static (decimal Number, string Member)? Measure(string said)
    {
        var digits = said.TakeWhile(x => char.IsDigit(x) || char.IsWhiteSpace(x) || x is ',' or '.' or '-' or '+').Count();
        if (digits == 0 || ExchangeCell.Number(said[..digits]) is not { } number)
            return null;
        return said[digits..].Trim().ToLowerInvariant() switch
        {
            "kg" => (number, "massKg"),
            "l" or "litres" or "litre" => (number, "volumeLitres"),
            "caisses" or "caisse" or "crates" or "crate" => (number, "crates"),
            "°c" or "c" or "°" => (number, "chilledToCelsius"),
            _ => null,
        };
    }
}
