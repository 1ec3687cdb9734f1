using System.Globalization;
using System.Resources;
using System.Text.Json;
using System.Text.Unicode;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Formats.Plans.Forms;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Plans;

/// <summary>Reads <c>plan.json</c> beside the day it was made for.</summary>
public static class PlanReader
{
    static readonly ResourceManager Texts = new("Logistics.Formats.Plans.PlanProblemTexts", typeof(PlanReader).Assembly);

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Trusts nothing: whatever the bytes, the answer is a plan or a list of all that is wrong with its form.</summary>
    /// <param name="culture">Of the problems; French when null.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static PlanReading Read(Stream stream, DayIndex day, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(day);
        var problems = new ProblemList(culture ?? CultureInfo.GetCultureInfo("fr"), Texts, manyMore: "many-more");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var file = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        try
        {
            if (!IsUnicode(file.Span))
            {
                problems.Add("not-unicode", "");
                return new PlanReading.Rejected(problems.All().ToValueList());
            }
            using var json = JsonDocument.Parse(file, Strict);
            // A file of another kind or version would only be misread: that is said alone.
            if (!IsOurs(json.RootElement, problems))
                return new PlanReading.Rejected(problems.All().ToValueList());
            // What is wrong with a batch is told when the whole is read.
            var unsaid = new Cursor(json.RootElement, new ProblemList(CultureInfo.InvariantCulture, Texts, manyMore: "many-more"));
            var batches = new PlanDocument(day, [], CultureInfo.InvariantCulture, TimeZoneInfo.Utc).BatchesIn(unsaid);
            var plan = new PlanDocument(day, batches, CultureInfo.InvariantCulture, TimeZoneInfo.Utc).Plan.Read(new Cursor(json.RootElement, problems));
            if (!problems.Any && plan.Batches.Count != batches.Count)
                problems.Add("batch-unfit", "/batches");
            if (plan is { Territories.Count: 0 })
                problems.Add("no-territory", "/territories");
            return problems.Any ? new PlanReading.Rejected(problems.All().ToValueList()) : new PlanReading.Accepted(plan);
        }
        catch (JsonException exception)
        {
            problems.Add("not-json", "", exception.Message);
            return new PlanReading.Rejected(problems.All().ToValueList());
        }
    }

    /// <summary>Whether every text can be had: JSON's grammar lets half of a surrogate pair through, and so would the parser.</summary>
    /// <exception cref="JsonException">The syntax is broken.</exception>
    static bool IsUnicode(ReadOnlySpan<byte> file)
    {
        if (!Utf8.IsValid(file))
            return false;
        var tokens = new Utf8JsonReader(file);
        try
        {
            while (tokens.Read())
                if (tokens.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && tokens.ValueIsEscaped)
                    tokens.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // The one thing GetString refuses in valid syntax: half of a surrogate pair, such as "\ud800".
            return false;
        }
    }

    static bool IsOurs(JsonElement root, ProblemList problems)
    {
        var at = new Cursor(root, problems);
        if (!at.Is(JsonValueKind.Object))
            return false;
        return Marks(at, "format", $"\"{PlanDocument.Format}\"", FormatAdvice) && Marks(at, "version", $"{PlanDocument.Version}", _ => "");

        string FormatAdvice(JsonElement found) => problems.Word(found.ValueKind == JsonValueKind.String && found.ValueEquals(TerritoryFile.FormatName)
            ? "wrong-format.swap" : "wrong-format.give");
    }

    static bool Marks(Cursor at, string name, string constant, Func<JsonElement, string> advice)
    {
        if (!at.Element.TryGetProperty(name, out var value))
            at.Report("missing", name);
        else if (value.GetRawText() == constant)
            return true;
        else
            at.Child(name, value).Report("wrong-" + name, at.Child(name, value).Quoted, constant, advice(value));
        return false;
    }
}
