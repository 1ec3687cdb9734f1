using System.Globalization;
using System.Text.Json.Nodes;

namespace Logistics.Host.Declaring;

/// <summary>What stands in the fields of a form, as it was typed; a field that is absent is empty.</summary>
public sealed class Typed
{
    readonly Dictionary<string, string> values = [];

    public static Typed Of(IFormCollection form)
    {
        var typed = new Typed();
        foreach (var (name, value) in form)
            typed[name] = value.ToString();
        return typed;
    }

    public string this[string name]
    {
        get => values.GetValueOrDefault(name, "");
        set => values[name] = value.Trim();
    }

    public bool Has(string name) => this[name].Length > 0;

    /// <summary>A number with a comma or a point; null: it is none.</summary>
    public decimal? Number(string name) =>
        decimal.TryParse(this[name].Replace(',', '.').Replace("\u00a0", "", StringComparison.Ordinal).Replace("\u202f", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public DateOnly? Date(string name) => DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>What was typed for a field of the entry, as the file has it: nothing typed, no field; what is no number stays as it is, and the file's rules say so.</summary>
    public void Put(JsonObject entry, string field, string name) => Set(entry, field, Has(name) ? JsonValue.Create(this[name]) : null);

    public void PutNumber(JsonObject entry, string field, string name) => Set(entry, field, Number(name) is { } number ? JsonValue.Create(number) : Has(name) ? JsonValue.Create(this[name]) : null);

    public void PutFlag(JsonObject entry, string field, string name) => Set(entry, field, Has(name) ? JsonValue.Create(true) : null);

    static void Set(JsonObject entry, string field, JsonValue? value)
    {
        if (value is null)
            entry.Remove(field);
        else
            entry[field] = value;
    }
}
