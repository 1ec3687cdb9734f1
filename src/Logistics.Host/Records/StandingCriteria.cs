using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Formats.Territories;
using Logistics.Host.Duties;
using Logistics.Host.Worker;

namespace Logistics.Host.Records;

/// <summary>What a partner takes in general: members of its own places, and of itself, that it may change. Nothing else of them is.</summary>
public static class StandingCriteria
{
    public static readonly RecordKind Place = new(
        "criteres", DaySection.Sites,
        [
            StandingFields.Days, StandingFields.Hours, StandingFields.Least, StandingFields.Most, StandingFields.Families, StandingFields.Refused,
            StandingFields.Ambient with { IsRequired = true }, StandingFields.Chilled with { IsRequired = true }, StandingFields.Frozen with { IsRequired = true },
            StandingFields.ChilledTo, StandingFields.Opening,
        ]);

    public static readonly RecordKind Means = new("criteres", DaySection.Parties, [StandingFields.Carried, StandingFields.Box]);

    /// <summary>Of a place, those that the form asks for: when somebody is there on the open days follows from the hours in general.</summary>
    public static readonly IReadOnlyList<RecordField> Asked = [.. Place.Fields.Where(x => x != StandingFields.Opening)];

    /// <summary>A partner changes its own places and itself, in these members: who makes the wishes names no others.</summary>
    public static EditRights RightsOf(PartyId party, TerritoryId territory) => new(party, territory) { Sections = [DaySection.Sites, DaySection.Parties] };

    /// <summary>What it will mean, a sentence each.</summary>
    /// <param name="place">The entry of a place.</param>
    /// <param name="partner">The entry of its partner.</param>
    public static IReadOnlyList<string> InWords(JsonObject place, JsonObject partner)
    {
        List<string> said = [];
        if (StandingFields.Days.Of(place) is JsonArray { Count: > 0 } days)
            Say("Days", [.. DutyForm.Week.Where(x => !ChoicesField.Has(days, FileWord.Of(x))).Select(x => Texts.Format("Criteria.On", NameOf(x)))]);
        if (StandingFields.Hours.Of(place) is JsonArray { Count: > 0 } hours)
            said.Add(Texts.Format("Criteria.Says.Hours", StandingFields.Hours.Show(hours)));
        if (Number(StandingFields.Least, place) is > 0 and var least)
            said.Add(Texts.Format("Criteria.Says.Least", $"{least:0.###}"));
        if (Number(StandingFields.Most, place) is { } most)
            said.Add(Texts.Format("Criteria.Says.Most", $"{most:0.###}"));
        Say("Families", [.. StandingFields.Families.Choices.Where(x => !ChoicesField.Has(StandingFields.Families.Of(place), x.Word)).Select(x => x.Label)]);
        Say("Refused", [.. KindsField.WordsOf(StandingFields.Refused.Of(place)).Select(KindsField.LabelOf)]);
        Say("NoRoom", [.. new[] { (StandingFields.Ambient, "Ambient"), (StandingFields.Chilled, "Chilled"), (StandingFields.Frozen, "Frozen") }
            .Where(x => Number(x.Item1, place) is null or 0).Select(x => Texts.Get($"Records.Temperature.{x.Item2}"))]);
        if (Number(StandingFields.Chilled, place) > 0)
            said.Add(Texts.Format("Criteria.Says.ChilledTo", $"{Number(StandingFields.ChilledTo, place) ?? 4:0.#}"));
        Say("Carried", [.. StandingFields.Carried.Choices.Where(x => !ChoicesField.Has(StandingFields.Carried.Of(partner), x.Word)).Select(x => x.Label)]);
        return said;

        void Say(string text, IReadOnlyList<string> what)
        {
            if (what.Count > 0)
                said.Add(Texts.Format($"Criteria.Says.{text}", string.Join(", ", what)));
        }
    }

    static decimal? Number(RecordField field, JsonObject entry) => field.Of(entry) is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    static string NameOf(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
}
