using System.Globalization;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Formats.Plans;
using Logistics.Formats.Plans.Forms;
using Logistics.Formats.Policies;
using Logistics.Matching;
using Logistics.Matching.Outcomes;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Formats.Matchings;

/// <summary>Writes a matching for machines: who receives what and why, in the words of <c>plan.json</c>, with figures and policies.</summary>
/// <remarks>The same matching gives the same bytes (UTF-8, LF). Keys are codes of the territory file; amounts are in kilograms.</remarks>
public static class MatchingWriter
{
    /// <param name="declared">The day before anything went into batches.</param>
    /// <param name="culture">Of the sentences: French, or English for any English culture.</param>
    /// <param name="stream">Written to and left open.</param>
    public static void Write(DayIndex declared, JointResult joint, DayFigures figures, long seed, CultureInfo culture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(joint);
        ArgumentNullException.ThrowIfNull(figures);
        var (day, result) = (new DayIndex(joint.Day), joint.Sharing);
        var forms = new PlanDocument(day, [], culture, day.ZoneOf(day.Day.Territories[0].Id));
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        json.WriteString("format", "ramasse-matching");
        json.WriteNumber("version", 1);
        json.WriteString("date", day.Day.Date.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("seed", seed);
        json.WriteStartArray("policies");
        foreach (var territory in day.Day.Territories)
        {
            json.WriteStartObject();
            json.WriteString("territory", territory.Code);
            json.WriteString("version", territory.Policy.Version);
            json.WriteString("hash", PolicyHash.Of(territory.Policy));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        List("allocations", forms.Allocation, result.Allocations);
        List("unmet", forms.Unmet(() => null), result.Unmet);
        List("leftovers", forms.Leftover(() => null), result.Leftovers);
        List("refusedPairs", forms.RefusedPair, result.RefusedPairs);
        List("bookings", forms.Booking, result.Bookings);
        List("unmetRequests", forms.UnmetRequest, result.UnmetRequests);
        WriteBatches(json, declared, joint, new Explainer(declared, culture));
        json.WritePropertyName("figures");
        WriteFigures(json, day, figures, result.Bound?.AtMost);
        json.WriteBoolean("companion", result.Companion);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');

        void List<T>(string name, Form<T> form, Domain.ValueList<T> values)
        {
            json.WritePropertyName(name);
            new ListForm<T>(form).Write(json, values);
        }
    }

    static void WriteBatches(Utf8JsonWriter json, DayIndex day, JointResult joint, Explainer explainer)
    {
        json.WriteStartArray("batches");
        foreach (var batch in joint.Batches)
        {
            var zone = day.ZoneOf(day[batch.Host].Territory);
            json.WriteStartObject();
            json.WriteString("recipe", day[batch.Recipe].Code);
            json.WriteString("equipment", day[batch.Equipment].Code);
            json.WriteString("host", day[batch.Host].Code);
            json.WriteString("begin", TimeZoneInfo.ConvertTime(batch.Period.Begin, zone).ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("end", TimeZoneInfo.ConvertTime(batch.Period.End, zone).ToString("O", CultureInfo.InvariantCulture));
            json.WriteBoolean("toBeApproved", batch.ToBeApproved);
            json.WriteStartArray("inputs");
            foreach (var input in batch.Inputs)
                Lot(day[input.Lot].Code, input.Quantity, null);
            json.WriteEndArray();
            json.WritePropertyName("output");
            Lot(batch.Output.Code, batch.Output.Quantity.Expected, null);
            json.WriteString("words", explainer.Say(batch));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("untransformed");
        foreach (var rest in joint.Untransformed)
            Lot(day[rest.Lot].Code, rest.Quantity, explainer.Say(rest));
        json.WriteEndArray();

        void Lot(string code, Mass quantity, string? words)
        {
            json.WriteStartObject();
            json.WriteString("lot", code);
            json.WriteNumber("quantityKg", quantity.Kilograms);
            if (words is not null)
                json.WriteString("words", words);
            json.WriteEndObject();
        }
    }

    static void WriteFigures(Utf8JsonWriter json, DayIndex day, DayFigures figures, Mass? atMost)
    {
        json.WriteStartObject();
        json.WriteNumber("offeredKg", figures.Offered.Kilograms);
        json.WriteNumber("givenKg", figures.Given.Kilograms);
        json.WriteNumber("leftKg", (figures.Offered - figures.Given).Kilograms);
        json.Maybe("atMostKg", atMost?.Kilograms);
        json.WriteNumber("expectedLossKg", figures.ExpectedLoss.Kilograms);
        json.WriteNumber("urgentAskedKg", figures.UrgentAsked.Kilograms);
        json.WriteNumber("urgentGivenKg", figures.UrgentGiven.Kilograms);
        json.Maybe("kmPerTonne", Tenths(figures.PerTonne));
        json.Maybe("minSharePermille", figures.Evenness.MinPermille);
        json.Maybe("giniPermille", figures.Evenness.GiniPermille);
        json.WriteStartArray("parties");
        foreach (var party in day.Day.Parties.Where(x => figures.Received.ContainsKey(x.Id)))
        {
            json.WriteStartObject();
            json.WriteString("party", party.Code);
            json.Families(figures.Received[party.Id]);
            json.Maybe("levelPermille", figures.Evenness.LevelPermille.TryGetValue(party.Id, out var level) ? level : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Null where there is no such figure.</summary>
    internal static void Maybe(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } some)
            json.WriteNumber(name, some);
        else
            json.WriteNull(name);
    }

    /// <summary>Kilometres with one decimal.</summary>
    internal static decimal? Tenths(Distance? way) => way is { } some ? decimal.Round(some.Decimetres / 10_000m, 1) : null;

    internal static void Families(this Utf8JsonWriter json, FamilyMasses masses)
    {
        json.WriteStartObject("receivedKg");
        foreach (var family in Enum.GetValues<Family>())
            json.WriteNumber(Territories.Json.WordValue<Family>.Word(family), masses[family].Kilograms);
        json.WriteEndObject();
    }
}
