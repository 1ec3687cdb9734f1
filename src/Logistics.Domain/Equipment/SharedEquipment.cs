using Logistics.Measures;

namespace Logistics.Domain.Equipment;

public enum EquipmentKind { MobileCannery, MobileKitchen, EquippedKitchen, ColdRoom, Van, Trailer, Premises, Garden }

/// <summary>Something a partner lends: when it can be had is its availability, when it is taken is a booking.</summary>
public sealed record SharedEquipment
{
    public required EquipmentId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Owner { get; init; }

    public required EquipmentKind Kind { get; init; }

    public required string Name { get; init; }

    public required SiteId Site { get; init; }

    /// <summary>When it can be had on the day. Unlike a TimeWindow of service, a use must also be finished by the end.</summary>
    public required ValueList<TimeWindow> Availability { get; init; }

    /// <summary>Who may borrow it, of any territory; empty: every partner of its own territory.</summary>
    public ValueList<PartyId> Borrowers { get; init; } = [];

    /// <summary>What it can treat or hold in an hour; null when that has no meaning (premises).</summary>
    public Mass? HourlyCapacity { get; init; }

    public int CrewPersons { get; init; }

    /// <summary>Time to set it up and to put it away, counted once before each use.</summary>
    public Duration SetUp { get; init; }

    public string? Conditions { get; init; }
}

/// <summary>A partner asks for equipment of a kind, for so long, within a span of the day.</summary>
public sealed record EquipmentRequest
{
    public required EquipmentRequestId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Party { get; init; }

    public required EquipmentKind Kind { get; init; }

    /// <summary>The use lies wholly inside.</summary>
    public required TimeWindow Within { get; init; }

    public required Duration UseDuration { get; init; }

    public required string Purpose { get; init; }
}
