using Logistics.Measures;

namespace Logistics.Domain.Routes;

/// <summary>One vehicle's day.</summary>
public sealed record Route
{
    public required RouteId Id { get; init; }

    /// <summary>Number within the territory, from 1: what people call it.</summary>
    public required int Number { get; init; }

    public required TerritoryId Territory { get; init; }

    public required ShiftId Shift { get; init; }

    public required VehicleId Vehicle { get; init; }

    public required DriverId Driver { get; init; }

    /// <summary>In order; the first is the start and the last the end, where nothing need be done.</summary>
    public required ValueList<Stop> Stops { get; init; }

    /// <summary>Leg i joins stop i to stop i + 1.</summary>
    public required ValueList<Leg> Legs { get; init; }

    public required ValueList<TakenBreak> Breaks { get; init; }

    public required Cost Cost { get; init; }

    public DateTimeOffset Departure => Stops[0].Departure;

    public DateTimeOffset Return => Stops[^1].Arrival;

    public Distance Distance => Legs.Aggregate(Distance.Zero, (sum, leg) => sum + leg.Distance);

    /// <summary>From leaving to being back, breaks and waiting included.</summary>
    public Duration Duration => Duration.FromTimeSpan(Return - Departure);
}

/// <summary>A halt at a place.</summary>
public sealed record Stop
{
    public required SiteId Site { get; init; }

    public required DateTimeOffset Arrival { get; init; }

    /// <summary>At or after arrival: a vehicle that is early waits.</summary>
    public required DateTimeOffset ServiceBegin { get; init; }

    public required DateTimeOffset Departure { get; init; }

    public required ValueList<Activity> Activities { get; init; }

    /// <summary>On board when leaving, by the high estimates.</summary>
    public required Load LoadAfter { get; init; }
}

public enum ActivityKind { Pickup, Delivery }

/// <summary>What is done at a stop: goods of one allocation taken or left.</summary>
public sealed record Activity(ActivityKind Kind, ShipmentId Shipment, AllocationId Allocation, Mass Expected, Mass High, int Crates);

/// <summary>Stop to stop.</summary>
/// <param name="Geometry">At least two positions; a straight line where the roads are not known.</param>
public sealed record Leg(SiteId From, SiteId To, Distance Distance, Duration Duration, ValueList<Position> Geometry);

public sealed record TakenBreak(DateTimeOffset Begin, Duration Duration);
