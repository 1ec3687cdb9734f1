using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Domain.Shipments;

/// <summary>Goods of one temperature class from one site to another, in one go: allocations that share pickup, drop and windows.</summary>
public sealed record Shipment
{
    public required ShipmentId Id { get; init; }

    /// <summary>The territory whose vehicles carry it: the lots' own.</summary>
    public required TerritoryId Territory { get; init; }

    public required ValueList<AllocationId> Allocations { get; init; }

    public required SiteId From { get; init; }

    public required SiteId To { get; init; }

    public required TemperatureClass Temperature { get; init; }

    /// <summary>The warmest its compartment may be; null: as usual for the class (chilled +4 °C, frozen -18 °C).</summary>
    public Temperature? Warmest { get; init; }

    /// <summary>When loading may begin; at least one.</summary>
    public required ValueList<TimeWindow> PickupWindows { get; init; }

    /// <summary>When unloading may begin; at least one.</summary>
    public required ValueList<TimeWindow> DeliveryWindows { get; init; }

    public required Mass Expected { get; init; }

    /// <summary>What a vehicle must have room for: the high estimate.</summary>
    public required Load High { get; init; }

    public required Urgency Urgency { get; init; }
}

/// <summary>A shipment no route carries.</summary>
public sealed record Unassigned(ShipmentId Shipment, UnassignedReason Reason);

public abstract record UnassignedReason
{
    UnassignedReason() { }

    public sealed record NoVehicleOnDuty : UnassignedReason;

    public sealed record NoVehicleForClass(TemperatureClass Class) : UnassignedReason;

    /// <summary>It does not fit even an empty vehicle; this much of the tightest dimension is missing.</summary>
    public sealed record TooLarge(Load Over) : UnassignedReason;

    /// <summary>Even alone, no vehicle can be there in time: the least lateness seen.</summary>
    public sealed record OutsideWindows(Duration LateBy) : UnassignedReason;

    /// <summary>It would fit alone, but not into the day beside what is carried.</summary>
    public sealed record DayIsFull : UnassignedReason;

    /// <summary>A site cannot be reached by road.</summary>
    public sealed record NotReachable(SiteId Site) : UnassignedReason;

    /// <summary>A dispatcher took it off its round.</summary>
    public sealed record TakenOff : UnassignedReason;
}
