using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Ledgers;

/// <summary>
/// Goods of one lot moved: an entry of the ledger from which stock, totals and traces follow. Never edited: a wrong one is taken back by
/// another that names it (<see cref="TakenBack"/>), and the right one is told anew.
/// </summary>
/// <remarks>
/// A lot is at sites or on the road. Where an entry can come from either, no <see cref="From"/> means the road: what is picked up goes
/// there, and what is delivered leaves from there, unless the recipient fetched it at a site.
/// </remarks>
public sealed record Movement
{
    /// <summary>Telling the same entry again changes nothing.</summary>
    public required MovementId Id { get; init; }

    /// <summary>The lot's, wherever it goes.</summary>
    public required TerritoryId Territory { get; init; }

    /// <summary>The service day it belongs to.</summary>
    public required DateOnly Date { get; init; }

    public required LotId Lot { get; init; }

    public required MovementKind Kind { get; init; }

    /// <summary>The lot's; null where it is not known.</summary>
    public Family? Family { get; init; }

    /// <summary>More than nothing.</summary>
    public required Mass Quantity { get; init; }

    public SiteId? From { get; init; }

    public SiteId? To { get; init; }

    /// <summary>Who has it now; of a delivery always said.</summary>
    public PartyId? Party { get; init; }

    /// <summary>The new lot that a part becomes.</summary>
    public LotId? Part { get; init; }

    /// <summary>The batch that goods go into or come out of.</summary>
    public TransformationId? Batch { get; init; }

    public PlanId? Plan { get; init; }

    /// <summary>The promise it keeps.</summary>
    public AllocationId? Allocation { get; init; }

    /// <summary>When it happened in the world.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The entry that this one takes back; it repeats what that one says and counts the other way.</summary>
    public MovementId? Reverses { get; init; }

    /// <summary>The entry that takes this one back.</summary>
    /// <exception cref="InvalidOperationException">This one takes back another: tell that one anew instead.</exception>
    public Movement TakenBack(MovementId id, DateTimeOffset at) =>
        Reverses is null ? this with { Id = id, OccurredAt = at, Reverses = Id } : throw new InvalidOperationException("An entry that takes back another is not taken back.");
}

/// <summary>What happened to the goods. <c>From</c> and <c>To</c> as named are required, others are empty unless said.</summary>
public enum MovementKind
{
    /// <summary>A donor has it: there, at <c>To</c>.</summary>
    Declared,

    /// <summary>The scales say more than was thought (it is <c>To</c> a site) or less (<c>From</c> it): the difference.</summary>
    Weighed,

    /// <summary>Onto the road, <c>From</c> a site.</summary>
    PickedUp,

    /// <summary>From the road to a site, <c>To</c>, without being given to anybody: a depot overnight.</summary>
    SetDown,

    /// <summary>Given to <c>Party</c>, who may have fetched it (<c>From</c>) or got it brought; <c>To</c> where it was brought may be said.</summary>
    Delivered,

    /// <summary>Back with its donor; <c>From</c> a site or the road, <c>To</c> may be said.</summary>
    Returned,

    /// <summary>Sorted out, spoilt, fallen, stolen; <c>From</c> a site or the road.</summary>
    Lost,

    /// <summary>Worked up in <c>Batch</c>; <c>From</c> a site or the road.</summary>
    IntoBatch,

    /// <summary>A lot that <c>Batch</c> made is there, at <c>To</c>.</summary>
    OutOfBatch,

    /// <summary>Some of it became the lot <c>Part</c>, where it was: <c>From</c> a site or the road.</summary>
    Split,
}
