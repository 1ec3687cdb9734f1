using Logistics.Measures;

namespace Logistics.Domain.Fleet;

public sealed record Driver
{
    public required DriverId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required string Name { get; init; }

    public string? Phone { get; init; }
}

/// <summary>One driver, one vehicle, one span of the day.</summary>
public sealed record Shift
{
    public required ShiftId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required DriverId Driver { get; init; }

    /// <summary>People who come along to carry; they are drivers by record, not by licence.</summary>
    public ValueList<DriverId> Helpers { get; init; } = [];

    public required VehicleId Vehicle { get; init; }

    /// <summary>Leaves no earlier, is back no later (both inclusive).</summary>
    public required TimeWindow Span { get; init; }

    public required SiteId StartSite { get; init; }

    public required SiteId EndSite { get; init; }

    public ValueList<Break> Breaks { get; init; } = [];
}

/// <summary>A rest that begins within the window and lasts so long.</summary>
public sealed record Break(TimeWindow Window, Duration Duration);
