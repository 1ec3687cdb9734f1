namespace Logistics.Domain;

// Each id is a type of its own, so that a lot can never be passed for a need. They are derived from names (see NameBasedId), so the
// same file gives the same ids on every machine and a plan can be compared with yesterday's.

public readonly record struct TerritoryId(Guid Value);

public readonly record struct PartyId(Guid Value);

public readonly record struct SiteId(Guid Value);

public readonly record struct LotId(Guid Value);

public readonly record struct NeedId(Guid Value);

public readonly record struct EquipmentId(Guid Value);

public readonly record struct EquipmentRequestId(Guid Value);

public readonly record struct RecipeId(Guid Value);

public readonly record struct TransformationId(Guid Value);

public readonly record struct VehicleId(Guid Value);

public readonly record struct DriverId(Guid Value);

public readonly record struct ShiftId(Guid Value);

public readonly record struct AllocationId(Guid Value);

public readonly record struct BookingId(Guid Value);

public readonly record struct ShipmentId(Guid Value);

public readonly record struct RouteId(Guid Value);

public readonly record struct PlanId(Guid Value);

public readonly record struct ProposalId(Guid Value);

/// <summary>Unlike the others not derived from names: whoever saw goods move draws it on the spot.</summary>
public readonly record struct MovementId(Guid Value);

/// <summary>Drawn by the device on which it is told, perhaps offline.</summary>
public readonly record struct ProofId(Guid Value);

/// <inheritdoc cref="ProofId"/>
public readonly record struct IncidentId(Guid Value);

public readonly record struct LoanId(Guid Value);

public readonly record struct ReceiptId(Guid Value);
