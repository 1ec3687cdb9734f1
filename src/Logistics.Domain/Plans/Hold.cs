namespace Logistics.Domain.Plans;

/// <summary>A decision about rounds that the next search keeps; people may still change what is held.</summary>
/// <param name="Shift">Whose round it is.</param>
/// <param name="Shipment">It stays on this round, wherever there; null: the whole round stays as it is, or at home where it has none.</param>
public sealed record Hold(ShiftId Shift, ShipmentId? Shipment = null);
