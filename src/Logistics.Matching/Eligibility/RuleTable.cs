using Logistics.Domain;
using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>Who says so.</summary>
public enum RuleOrigin
{
    /// <summary>A law, a decree, a regulation.</summary>
    Law,

    /// <summary>A guide of good practice, or the prudent usage of the field.</summary>
    Guide,

    /// <summary>What the members voted.</summary>
    Vote,

    /// <summary>What a partner decided for itself.</summary>
    Partner,

    /// <summary>What cannot be done: doors, roads, vehicles, room.</summary>
    Fact,
}

/// <summary>One version of a rule.</summary>
/// <param name="Id">Stable: a rule keeps it when its text is replaced by another.</param>
/// <param name="Text">Where it stands.</param>
/// <param name="ValidFrom">First day, inclusive, by the date its text bears; null: as far back as any day that is planned.</param>
/// <param name="ValidUntil">Last day, inclusive; null: it still holds.</param>
public sealed record RuleText(string Id, RuleOrigin Origin, string Text, DateOnly? ValidFrom = null, DateOnly? ValidUntil = null)
{
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidUntil is null || day <= ValidUntil);
}

/// <summary>
/// Every hard rule that stands between a lot and a need, in the order in which they are asked, with the text that makes it one. Not legal
/// advice: references are those the field cites.
/// </summary>
public static class RuleTable
{
    /// <summary>All versions of all rules; what the partners decided first, then what food asks for, then time, then quantity.</summary>
    public static ValueList<RuleText> All { get; } = [.. RuleBook.Rows.Select(x => x.Text)];

    /// <summary>The rule, in the version of the day, that a refusal comes from.</summary>
    /// <exception cref="ArgumentException">No rule held on that day that refuses so.</exception>
    public static RuleText Of(Refusal refusal, DateOnly day)
    {
        var id = IdOf(refusal);
        return All.FirstOrDefault(x => x.Id == id && x.HoldsOn(day)) ?? throw new ArgumentException($"No rule refuses so on {day:O}.", nameof(refusal));
    }

    static string IdOf(Refusal refusal) => refusal switch
    {
        Refusal.OtherFamily => "family",
        Refusal.OwnGoods => "own-goods",
        Refusal.NoConsent => "consent",
        Refusal.Declined => "declined",
        Refusal.NoConvention or Refusal.ConventionExpired => "convention",
        Refusal.NotHabilitated => "habilitation",
        Refusal.FamilyNotAccepted => "accepted-family",
        Refusal.KindRefused => "refused-kind",
        Refusal.FoodExcluded { Reason: ExclusionReason.Alcohol } => "alcohol",
        Refusal.FoodExcluded { Reason: ExclusionReason.Sensitive or ExclusionReason.SensitivePackingNotSaid } => "sensitive-food",
        Refusal.FoodExcluded => "animal-food",
        Refusal.NotThatDay => "reception-day",
        Refusal.NoStorage => "storage",
        Refusal.StoreTooWarm => "cold-store",
        Refusal.TooFar => "radius",
        Refusal.NoVehicleForClass => "vehicle",
        Refusal.VehicleTooWarm => "cold-vehicle",
        Refusal.NotReachable => "road",
        Refusal.TooLongOutOfCold => "cold-minutes",
        Refusal.Closed => "opening",
        Refusal.AfterDeadline => "deadline",
        Refusal.TooLateToHandOut => "use-by",
        Refusal.ShortDated => "short-date",
        Refusal.ReceptionFull => "reception",
        Refusal.BelowSmallestShare => "smallest-share",
        Refusal.BelowItsLeast => "least-share",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
