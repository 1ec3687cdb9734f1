using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Allocations;

/// <summary>The first hard rule that says no to giving a lot to a need, with the amount that is missing.</summary>
public abstract record Refusal
{
    Refusal() { }

    public sealed record OtherFamily(Family Wanted) : Refusal;

    public sealed record NoConsent(PartyId Donor, PartyId Recipient) : Refusal;

    public sealed record OwnGoods : Refusal;

    /// <summary>The recipient was asked and said no, or takes less of it than a useful share.</summary>
    /// <param name="Motive">In its own words; null: it gave none.</param>
    public sealed record Declined(string? Motive) : Refusal;

    public sealed record NotHabilitated(PartyId Recipient) : Refusal;

    public sealed record FamilyNotAccepted(Family Family) : Refusal;

    public sealed record KindRefused(string Kind) : Refusal;

    /// <summary>The recipient does not receive on this day of the week.</summary>
    public sealed record NotThatDay(DayOfWeek Day) : Refusal;

    /// <summary>The need could take only so much of the lot, and the recipient does not receive less than <paramref name="Least"/> of one.</summary>
    public sealed record BelowItsLeast(Mass Most, Mass Least) : Refusal;

    public sealed record NoStorage(TemperatureClass Class) : Refusal;

    public sealed record TooFar(Distance By) : Refusal;

    /// <summary>No road leads from the one site to the other.</summary>
    public sealed record NotReachable(SiteId From, SiteId To) : Refusal;

    /// <summary>The food could not be handed out before its use-by date ends; it would be late by this much.</summary>
    public sealed record TooLateToHandOut(Duration By) : Refusal;

    /// <summary>The need's deadline is over before the goods could arrive, by this much.</summary>
    public sealed record AfterDeadline(Duration By) : Refusal;

    /// <summary>The recipient is closed whenever the goods could arrive.</summary>
    public sealed record Closed : Refusal;

    /// <summary>No vehicle on duty in the territory holds this temperature class.</summary>
    public sealed record NoVehicleForClass(TemperatureClass Class) : Refusal;

    /// <summary>The donor may give only under a written agreement, and there is none with this recipient.</summary>
    public sealed record NoConvention(PartyId Donor, PartyId Recipient) : Refusal;

    /// <summary>The written agreement that the donor needs ended on this day, its last.</summary>
    public sealed record ConventionExpired(PartyId Donor, PartyId Recipient, DateOnly LastDay) : Refusal;

    /// <summary>Food of this kind is not taken into food aid as it is.</summary>
    public sealed record FoodExcluded(string Kind, ExclusionReason Reason) : Refusal;

    /// <summary>The lot must be kept colder than the recipient's store.</summary>
    public sealed record StoreTooWarm(Temperature Asked, Temperature Held) : Refusal;

    /// <summary>The lot must be kept colder than the vehicles on duty hold; the coldest of them holds so much.</summary>
    public sealed record VehicleTooWarm(Temperature Asked, Temperature Held) : Refusal;

    /// <summary>Fetched by the recipient's own means, it would be out of the cold longer than it may.</summary>
    public sealed record TooLongOutOfCold(Duration Drive, Duration Limit) : Refusal;

    /// <summary>At hand-over less is left before the end of the use-by date than the law asks, and the recipient does not attest that it hands out in time.</summary>
    public sealed record ShortDated(Duration Left, Duration Asked) : Refusal;

    /// <summary>The people at the recipient's can receive only so much more today, which is less than a useful share.</summary>
    public sealed record ReceptionFull(Mass Left) : Refusal;

    /// <summary>What the need could take is less than the lot's smallest useful share.</summary>
    public sealed record BelowSmallestShare(Mass By) : Refusal;
}

/// <summary>A pair that a rule refused: the answer to "why not me?".</summary>
public sealed record RefusedPair(LotId Lot, NeedId Need, Refusal Refusal);

/// <summary>Why a kind of food is not taken.</summary>
public enum ExclusionReason
{
    /// <summary>Alcohol is not given.</summary>
    Alcohol,

    /// <summary>A food of animal origin that is neither prepacked, nor a kitchen's excess, nor from an approved place.</summary>
    AnimalFoodNotPrepacked,

    /// <summary>A food of animal origin that does not say how it is packed.</summary>
    AnimalFoodPackingNotSaid,

    /// <summary>Too sensitive for a place that is not approved for it.</summary>
    Sensitive,

    /// <summary>Too sensitive, for such a place, when it is unpacked; and how it is packed was not said.</summary>
    SensitivePackingNotSaid,
}
