using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain.Goods;
using Logistics.Formats;
using Logistics.Formats.Messages;
using Logistics.Formats.Territories;

namespace Logistics.Host.Declaring;

/// <summary>What is wrong with a form.</summary>
/// <param name="Field">The field to go back to; null: none by itself.</param>
public sealed record FormProblem(string? Field, string Cause, string Action);

/// <summary>
/// A form of few fields for one entry of a day. It makes the entry as a territory file would have it, and the file's own rules judge it; what the form does
/// not ask for stays as it was.
/// </summary>
/// <param name="Name">In addresses and names of texts.</param>
public abstract record DeclarationForm(string Name, DaySection Section)
{
    public static readonly IReadOnlyList<DeclarationForm> All = [new LotForm(), new NeedForm(), new EquipmentForm()];

    /// <summary>Fields of the form by where a problem points to in the entry; the longest that fits counts.</summary>
    protected abstract IReadOnlyDictionary<string, string> FieldsByPointer { get; }

    /// <summary>Changes the entry to what was typed.</summary>
    public abstract void Write(Typed typed, JsonObject entry, DateOnly day);

    /// <summary>What the fields show of an entry.</summary>
    public abstract Typed Read(JsonObject entry);

    /// <summary>What the fields show before anything is typed.</summary>
    /// <param name="now">On the territory's clock.</param>
    public abstract Typed Empty(DateOnly day, DateTime now);

    /// <summary>Fields that cannot stay empty.</summary>
    protected abstract IReadOnlyList<string> Required { get; }

    /// <summary>Those that hold a number.</summary>
    protected abstract IReadOnlyList<string> Numbers { get; }

    /// <summary>What must be mended, in the form's words; the file's own rules say the rest.</summary>
    public virtual IEnumerable<FormProblem> Objections(Typed typed, DateOnly day)
    {
        foreach (var field in Required.Where(field => !typed.Has(field)))
            yield return new(field, Texts.Format("Declare.Missing.Cause", Texts.Get($"Declare.Field.{field}")), Texts.Get("Declare.Missing.Action"));
        foreach (var field in Numbers.Where(field => typed.Has(field) && typed.Number(field) is null))
            yield return new(field, Texts.Format("Declare.NotANumber.Cause", Texts.Get($"Declare.Field.{field}"), typed[field]), Texts.Get("Declare.NotANumber.Action"));
    }

    /// <summary>What the fields show of a short message; what it does not say stays as it is.</summary>
    public virtual void Fill(Typed typed, MessageDraft draft)
    {
        Say("produit", draft.Product);
        Say("famille", draft.Family is { } family ? FileWord.Of(family) : null);
        Say("quantite", draft.Quantity is { } range ? range.Expected.Kilograms.ToString("0.###", CultureInfo.CurrentCulture) : null);
        Say("de", draft.From?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Say("jusque", draft.Until?.ToString("HH:mm", CultureInfo.InvariantCulture));
        Say("lieu", draft.Site);
        Say("bio", draft.Qualities.Contains(Quality.Organic) ? "oui" : null);
        Say("local", draft.Qualities.Contains(Quality.Local) ? "oui" : null);

        void Say(string field, string? value)
        {
            if (value is not null)
                typed[field] = value;
        }
    }

    /// <summary>The field in which a doubt about a message is settled.</summary>
    public static string FieldOf(DraftField field) => field switch
    {
        DraftField.Product => "produit",
        DraftField.Family => "famille",
        DraftField.Quantity => "quantite",
        DraftField.Temperature => "froid",
        DraftField.Date => "date",
        DraftField.Day => "jour",
        DraftField.From => "de",
        DraftField.Until => "jusque",
        DraftField.Site => "lieu",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public FormProblem Locate(Problem problem) => new(
        FieldsByPointer.Where(x => problem.Pointer == x.Key || problem.Pointer.StartsWith(x.Key + "/", StringComparison.Ordinal)).OrderByDescending(x => x.Key.Length).FirstOrDefault().Value,
        problem.Cause, problem.Action);

    protected static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<decimal>(out var number) => number.ToString("0.###", CultureInfo.CurrentCulture),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToString(),
    };

    protected static string Flag(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var set) && set ? "oui" : "";

    protected static void Qualities(Typed typed, JsonObject entry, string field)
    {
        JsonArray said = [.. new[] { (Field: "bio", Word: "organic"), (Field: "local", Word: "local") }.Where(x => typed.Has(x.Field)).Select(x => (JsonNode)JsonValue.Create(x.Word))];
        if (said.Count == 0)
            entry.Remove(field);
        else
            entry[field] = said;
    }

    protected static void ReadQualities(JsonNode? node, Typed typed)
    {
        string[] said = [.. (node as JsonArray ?? []).Select(Text)];
        typed["bio"] = said.Contains("organic") ? "oui" : "";
        typed["local"] = said.Contains("local") ? "oui" : "";
    }
}
