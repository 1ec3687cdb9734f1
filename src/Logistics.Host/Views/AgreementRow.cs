using Logistics.Domain.Days;
using Logistics.Domain.Parties;

namespace Logistics.Host.Views;

/// <summary>A consent that concerns a partner, with the written agreement behind it where there is one.</summary>
/// <param name="From">Who gives; null: anybody of the territory.</param>
/// <param name="To">Who receives; null: anybody of the territory.</param>
/// <param name="ReviewOn">The last day of what ends first of the two; null: nobody agreed on one.</param>
public sealed record AgreementRow(string? From, string? To, string? Reference, DateOnly? Since, DateOnly? ReviewOn)
{
    /// <summary>How long before its last day an agreement is to be spoken of.</summary>
    public const int SpokenOfDays = 60;

    public bool IsDue(DateOnly today) => ReviewOn is { } day && day.DayNumber - today.DayNumber <= SpokenOfDays;

    /// <summary>Those that hold for or against a partner by name or by being of its territory, what ends first at the head.</summary>
    public static IReadOnlyList<AgreementRow> Of(DayIndex day, Party party) =>
    [
        .. day.Day.Consents.Where(x => Concerns(x, party))
            .Select(x => new AgreementRow(
                x.From is { } from ? day[from].Name : null, x.To is { } to ? day[to].Name : null, x.Convention?.Reference, x.Convention?.ValidFrom ?? x.ValidFrom,
                First(x.ValidUntil, x.Convention?.ValidUntil)))
            .OrderBy(x => x.ReviewOn ?? DateOnly.MaxValue).ThenBy(x => x.From, StringComparer.CurrentCulture).ThenBy(x => x.To, StringComparer.CurrentCulture),
    ];

    static bool Concerns(Consent consent, Party party) =>
        consent.From == party.Id || consent.To == party.Id || (consent is { From: null, To: null } && consent.Territory == party.Territory);

    static DateOnly? First(DateOnly? one, DateOnly? other) => one is null ? other : other is null || one < other ? one : other;
}
