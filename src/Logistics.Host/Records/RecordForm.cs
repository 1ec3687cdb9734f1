using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Exchange;
using Logistics.Host.Declaring;

namespace Logistics.Host.Records;

/// <summary>Fields of a record as a form has them: what stands in them, and what they say.</summary>
public static class RecordForm
{
    /// <summary>Under which a choice of several stands in the form.</summary>
    public static string NameOf(RecordField field, Choice choice) => $"{field.Name}.{choice.Word}";

    /// <summary>Fills the fields with what an entry has.</summary>
    public static void Show(IEnumerable<RecordField> fields, JsonObject entry, Typed typed)
    {
        foreach (var field in fields)
            switch (field)
            {
                case FlagField flag:
                    typed[field.Name] = flag.IsSet(field.Of(entry)) ? "oui" : "";
                    break;
                case ChoicesField many:
                    foreach (var choice in many.Choices)
                        typed[NameOf(many, choice)] = ChoicesField.Has(field.Of(entry), choice.Word) ? "oui" : "";
                    break;
                case ChoiceField one:
                    typed[field.Name] = field.Of(entry)?.ToString() ?? one.Otherwise ?? "";
                    break;
                case ReferenceField:
                    typed[field.Name] = field.Of(entry)?.ToString() ?? "";
                    break;
                case DateField:
                    typed[field.Name] = DateField.ForBrowser(field.Of(entry));
                    break;
                case PartsField:
                    typed[field.Name] = field.Of(entry) is { } parts ? field.Show(parts).Replace(" | ", "\n", StringComparison.Ordinal) : "";
                    break;
                default:
                    typed[field.Name] = field.Of(entry) is { } value ? field.Show(value) : "";
                    break;
            }
    }

    /// <summary>What the fields say, and everything that is wrong with it.</summary>
    public static (Dictionary<RecordField, JsonNode?> Values, List<ExchangeProblem> Wrong) Read(IEnumerable<RecordField> fields, Typed typed, CultureInfo culture)
    {
        var (values, wrong) = (new Dictionary<RecordField, JsonNode?>(), new List<ExchangeProblem>());
        foreach (var field in fields)
        {
            var reading = field switch
            {
                FlagField => new FieldReading(JsonValue.Create(typed.Has(field.Name))),
                ChoicesField many => new FieldReading(new JsonArray([.. many.Choices.Where(x => typed.Has(NameOf(many, x))).Select(x => (JsonNode?)JsonValue.Create(x.Word))])),
                _ => field.Read(typed[field.Name]),
            };
            if (reading.Wrong is var (code, arguments))
                wrong.Add(ExchangeWords.Problem(1, field.Label, code, culture, arguments));
            else if (reading.Value is null && field.IsRequired)
                wrong.Add(new(1, field.Label, "Missing", Texts.Format("Declare.Missing.Cause", field.Label), Texts.Get("Declare.Missing.Action")));
            values[field] = reading.Value ?? RecordTable.Empty(field);
        }
        return (values, wrong);
    }
}
