using Logistics.Measures;

namespace Logistics.Domain.Proofs;

/// <summary>A proof as a device tells it, before anybody has looked whether it can be so.</summary>
public sealed record ToldProof
{
    public required ProofId Id { get; init; }

    public required PlanId Plan { get; init; }

    /// <summary>Null: fetched by the recipient.</summary>
    public RouteId? Route { get; init; }

    public required SiteId Site { get; init; }

    public required ValueList<ToldLine> Lines { get; init; }

    public Temperature? Temperature { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public string? Note { get; init; }

    public Position? Position { get; init; }

    public Signature? Signature { get; init; }

    public ProofId? Corrects { get; init; }
}

/// <param name="Quantity">Null, of what was refused or left: all that the other lines of the allocation leave of what was expected.</param>
public sealed record ToldLine(AllocationId Allocation, Deed Deed, Mass? Quantity, string? Reason);
