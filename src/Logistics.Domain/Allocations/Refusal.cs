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

    public sealed record NotHabilitated(PartyId Recipient) : Refusal;

    public sealed record FamilyNotAccepted(Family Family) : Refusal;

    public sealed record KindRefused(string Kind) : Refusal;

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

    /// <summary>What the need could take is less than the lot's smallest useful share.</summary>
    public sealed record BelowSmallestShare(Mass By) : Refusal;
}

/// <summary>A pair that a rule refused: the answer to "why not me?".</summary>
public sealed record RefusedPair(LotId Lot, NeedId Need, Refusal Refusal);
