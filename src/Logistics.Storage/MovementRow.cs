using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>A movement as its row; as JSON (snake case) its members are called like the columns.</summary>
sealed record MovementRow(
    Guid Id, Guid TerritoryId, DateOnly ServiceDate, Guid LotId, string Kind, string? Family, long QuantityG, Guid? FromSiteId, Guid? ToSiteId,
    Guid? PartyId, Guid? PartLotId, Guid? BatchId, Guid? PlanId, Guid? AllocationId, Guid? ReversesId, DateTimeOffset OccurredAt)
{
    /// <summary>Every column that is told; <c>recorded_at</c> is ours.</summary>
    public static readonly IReadOnlyList<(string Name, string Type)> Columns =
    [
        ("id", "uuid"), ("territory_id", "uuid"), ("service_date", "date"), ("lot_id", "uuid"), ("kind", "text"), ("family", "text"), ("quantity_g", "bigint"),
        ("from_site_id", "uuid"), ("to_site_id", "uuid"), ("party_id", "uuid"), ("part_lot_id", "uuid"), ("batch_id", "uuid"), ("plan_id", "uuid"),
        ("allocation_id", "uuid"), ("reverses_id", "uuid"), ("occurred_at", "timestamptz"),
    ];

    /// <summary>The columns of <c>m</c> under the names of the members.</summary>
    public static readonly string Selected = string.Join(", ", Columns.Select(column => $"m.{column.Name} AS {column.Name.Replace("_", "", StringComparison.Ordinal)}"));

    public static MovementRow Of(Movement movement) => new(
        movement.Id.Value, movement.Territory.Value, movement.Date, movement.Lot.Value, Words.Of(movement.Kind), movement.Family is { } family ? Words.Of(family) : null,
        movement.Quantity.Grams, movement.From?.Value, movement.To?.Value, movement.Party?.Value, movement.Part?.Value, movement.Batch?.Value, movement.Plan?.Value,
        movement.Allocation?.Value, movement.Reverses?.Value, movement.OccurredAt);

    public Movement ToMovement() => new()
    {
        Id = new(Id),
        Territory = new(TerritoryId),
        Date = ServiceDate,
        Lot = new(LotId),
        Kind = Words.Read<MovementKind>(Kind),
        Family = Family is null ? null : Words.Read<Family>(Family),
        Quantity = new Mass(QuantityG),
        From = FromSiteId is { } from ? new SiteId(from) : null,
        To = ToSiteId is { } to ? new SiteId(to) : null,
        Party = PartyId is { } party ? new PartyId(party) : null,
        Part = PartLotId is { } part ? new LotId(part) : null,
        Batch = BatchId is { } batch ? new TransformationId(batch) : null,
        Plan = PlanId is { } plan ? new PlanId(plan) : null,
        Allocation = AllocationId is { } allocation ? new AllocationId(allocation) : null,
        Reverses = ReversesId is { } reversed ? new MovementId(reversed) : null,
        OccurredAt = OccurredAt,
    };
}
