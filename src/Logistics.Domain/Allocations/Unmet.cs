using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Allocations;

/// <summary>What a need did not receive, and why.</summary>
public sealed record Unmet(NeedId Need, Mass Missing, UnmetReason Reason);

public abstract record UnmetReason
{
    UnmetReason() { }

    /// <summary>Nobody declared goods of the family today.</summary>
    public sealed record NothingDeclared(Family Family) : UnmetReason;

    /// <summary>Every lot of the family met a rule; the most frequent refusal stands first.</summary>
    public sealed record AllRefused(ValueList<RefusalCount> Refusals) : UnmetReason;

    /// <summary>There was too little for all: this recipient has so much per attested person, the best served of those it competes with so much.</summary>
    public sealed record SharedFairly(Mass PerPerson, Mass BestServedOther) : UnmetReason;

    /// <summary>There was too little for all, and the recipient has no attested persons: it comes after those who have, and some of them received.</summary>
    public sealed record AfterEntitled : UnmetReason;

    /// <summary>There was no more. So many others received of it; where there are any, no share per attested person compares them, since those others have none.</summary>
    public sealed record NoMore(int Others) : UnmetReason;

    /// <summary>The recipient's own storage of this class is full.</summary>
    public sealed record StorageFull(TemperatureClass Class) : UnmetReason;

    /// <summary>What was left for it was less than a useful share of any lot.</summary>
    public sealed record OnlyCrumbs(Mass Left) : UnmetReason;

    /// <summary>It was promised, but no vehicle could bring it; the shipment says why.</summary>
    public sealed record NotTransported(ShipmentId Shipment) : UnmetReason;

    /// <summary>A rule of comparison gave the goods to others who asked before.</summary>
    public sealed record CameLate : UnmetReason;
}

/// <param name="Example">One refusal of this kind, with its figures.</param>
public sealed record RefusalCount(Refusal Example, int Lots);

/// <summary>What of a lot nobody receives, and why.</summary>
public sealed record Leftover(LotId Lot, Mass Quantity, LeftoverReason Reason);

public abstract record LeftoverReason
{
    LeftoverReason() { }

    /// <summary>Nobody stated a need for the family.</summary>
    public sealed record NobodyAsked(Family Family) : LeftoverReason;

    public sealed record AllRefused(ValueList<RefusalCount> Refusals) : LeftoverReason;

    /// <summary>Everyone who could take it has all that was wanted or can be stored.</summary>
    public sealed record TakersFull : LeftoverReason;

    /// <summary>The rest is smaller than the smallest useful share, or the lot goes whole and nobody could take it whole.</summary>
    public sealed record Unsplittable(Mass SmallestShare) : LeftoverReason;

    /// <summary>The members voted that food that keeps may wait for somebody who is worse served, and somebody is expected.</summary>
    public sealed record Waits : LeftoverReason;

    public sealed record NotTransported(ShipmentId Shipment) : LeftoverReason;
}
