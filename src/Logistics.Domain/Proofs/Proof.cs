using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Proofs;

/// <summary>
/// What somebody says happened at one stop, judged against the plan that the stop is part of (<see cref="ProofReview"/>). Never edited: a wrong one
/// is corrected by another that names it and tells anew all that it told.
/// </summary>
public sealed record Proof
{
    /// <summary>Telling the same again changes nothing.</summary>
    public required ProofId Id { get; init; }

    /// <summary>The route's; where the recipient fetched, the lot's.</summary>
    public required TerritoryId Territory { get; init; }

    /// <summary>The service day of the plan.</summary>
    public required DateOnly Date { get; init; }

    public required PlanId Plan { get; init; }

    /// <summary>Null: the recipient fetched the goods with its own means.</summary>
    public RouteId? Route { get; init; }

    /// <summary>Who drives the route.</summary>
    public DriverId? Driver { get; init; }

    public required SiteId Site { get; init; }

    /// <summary>At least one.</summary>
    public required ValueList<ProofLine> Lines { get; init; }

    /// <summary>Measured in the goods or between them.</summary>
    public Temperature? Temperature { get; init; }

    /// <summary>By the device's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>By ours.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Teller By { get; init; }

    /// <summary>At most <see cref="ProofReview.LongestNote"/> characters.</summary>
    public string? Note { get; init; }

    /// <summary>Where the device was, if it was given.</summary>
    public Position? Position { get; init; }

    /// <summary>Of whoever gave or received the goods, as it is told; kept beside the proof, since it is forgotten sooner, and not read with it.</summary>
    public Signature? Signature { get; init; }

    /// <summary>The proof that this one puts in the place of; it may come later than this one.</summary>
    public ProofId? Corrects { get; init; }

    public ProofStop Stop => new(Plan, Route, Site);
}

/// <summary>The stop that a proof is about. A route that halts twice at a site has one here: what is done there tells them apart.</summary>
public readonly record struct ProofStop(PlanId Plan, RouteId? Route, SiteId Site);

/// <summary>What became of so many grams of one allocation.</summary>
public sealed record ProofLine
{
    public required AllocationId Allocation { get; init; }

    public required LotId Lot { get; init; }

    /// <summary>The lot's.</summary>
    public required TerritoryId Territory { get; init; }

    public required Family Family { get; init; }

    public required PartyId Donor { get; init; }

    public required NeedId Need { get; init; }

    public required PartyId Recipient { get; init; }

    /// <summary>The batch that it is brought to, where nobody receives it.</summary>
    public TransformationId? Batch { get; init; }

    public required Handling Handling { get; init; }

    public required Deed Deed { get; init; }

    /// <summary>As weighed. Nothing is an answer, too.</summary>
    public required Mass Quantity { get; init; }

    /// <summary>Of the allocation, at this stop; nothing on the road.</summary>
    public required Mass Expected { get; init; }

    /// <summary>Always there when goods were refused or lost.</summary>
    public string? Reason { get; init; }
}

/// <summary>What a vehicle, or a recipient, has to do with an allocation at a stop.</summary>
public enum Handling
{
    Pickup,

    Delivery,

    /// <summary>The recipient takes it where it is.</summary>
    Fetch,

    /// <summary>It is on board, and this stop is neither its beginning nor its end.</summary>
    OnRoad,
}

public enum Deed
{
    /// <summary>On board now.</summary>
    Taken,

    /// <summary>With its recipient now, or in its batch.</summary>
    Given,

    /// <summary>Not fit to go on: it is its donor's again, or, refused by who should receive it, still on board.</summary>
    Refused,

    /// <summary>There was no room for it, or no time: it stays where it is.</summary>
    Left,

    /// <summary>Fallen, spoilt, stolen, or on no scale any more.</summary>
    Lost,

    /// <summary>From the road back to its donor.</summary>
    Returned,

    /// <summary>From the road to this site, without being given to anybody.</summary>
    SetDown,
}

/// <summary>Who tells. Not part of what is told: another device may send the same again.</summary>
/// <param name="Who">The driver (by a route's link: the vehicle's day), the partner or the person; null: whoever holds the access key.</param>
public sealed record Teller(TellerRole Role, Guid? Who);

public enum TellerRole { Driver, Partner, Dispatcher }
