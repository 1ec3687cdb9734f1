using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Domain.Allocations;

/// <summary>So much of a lot is promised to a need.</summary>
public sealed record Allocation
{
    public required AllocationId Id { get; init; }

    public required LotId Lot { get; init; }

    public required NeedId Need { get; init; }

    /// <summary>Share of the lot's expected quantity.</summary>
    public required Mass Quantity { get; init; }

    public required Transfer Transfer { get; init; }

    public required AllocationReason Reason { get; init; }
}

/// <summary>Why this need received: the first of the tiers that decided. Facts only; words are made where people read.</summary>
public abstract record AllocationReason
{
    AllocationReason() { }

    /// <summary>An urgent need of this class is served before any other.</summary>
    public sealed record UrgentFirst(Urgency Class) : AllocationReason;

    /// <summary>Nobody else could take this lot.</summary>
    public sealed record OnlyTaker : AllocationReason;

    /// <summary>Leximin: with it the recipient reaches this much per attested person; the best served of the others eligible has that much.</summary>
    public sealed record FairShare(Mass PerPerson, Mass BestServedOther) : AllocationReason;

    /// <summary>The recipient has attested persons and is not fully served; none of the others eligible has any, so it comes before them.</summary>
    public sealed record EntitledFirst : AllocationReason;

    /// <summary>The recipient has no attested persons: it comes after those who have.</summary>
    public sealed record AfterEntitled : AllocationReason;

    /// <summary>The recipient's whole stated need is met: there was enough for it.</summary>
    public sealed record NeedMet(Mass Wanted) : AllocationReason;

    /// <summary>Recipients were equal in everything before distance; this one is nearest.</summary>
    public sealed record Nearest(Distance Distance) : AllocationReason;

    /// <summary>The first who asked was served: the rule of comparison plans, never of ours.</summary>
    public sealed record FirstCome(int Rank) : AllocationReason;

    /// <summary>A dispatcher decided so.</summary>
    public sealed record Decided(string By, string? Motive) : AllocationReason;

    /// <summary>Nobody receives it: nobody could take it, and it is brought to a batch. Only of a <see cref="Supply"/>.</summary>
    public sealed record IntoBatch(TransformationId Batch) : AllocationReason;
}
