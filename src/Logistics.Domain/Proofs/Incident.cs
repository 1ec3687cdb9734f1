namespace Logistics.Domain.Proofs;

/// <summary>Something on the road or at a site that nobody planned. Never edited; what turns out otherwise is another one.</summary>
public sealed record Incident
{
    /// <summary>Telling the same again changes nothing.</summary>
    public required IncidentId Id { get; init; }

    public required TerritoryId Territory { get; init; }

    /// <summary>The service day of the plan.</summary>
    public required DateOnly Date { get; init; }

    public required PlanId Plan { get; init; }

    public RouteId? Route { get; init; }

    /// <summary>Who drives the route.</summary>
    public DriverId? Driver { get; init; }

    public SiteId? Site { get; init; }

    public required IncidentKind Kind { get; init; }

    /// <summary>At most <see cref="ProofReview.LongestNote"/> characters.</summary>
    public string? Text { get; init; }

    /// <summary>By the device's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>By ours.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required Teller By { get; init; }
}

public enum IncidentKind
{
    /// <summary>The round will be late.</summary>
    Delay,

    Breakdown,

    Accident,

    /// <summary>Nobody there, or a door shut.</summary>
    SiteClosed,

    /// <summary>Goods became too warm.</summary>
    ColdChain,

    Other,
}
