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

    /// <summary>Sites it may be brought to and used at, beside the one where it stands; empty: it does not move.</summary>
    public ValueList<SiteId> Hosts { get; init; } = [];

    /// <summary>When it is out of order though it would be to be had: a breakdown, an overhaul. Ends are exclusive.</summary>
    public ValueList<TimeWindow> Outages { get; init; } = [];

    /// <summary>True: what is planned with it is only proposed until its owner agrees.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The most it may be used in a day, setting up apart; null: no limit.</summary>
    public Duration? MostPerDay { get; init; }

    /// <summary>The most one partner may use it in a day, its owner apart; null: no limit.</summary>
    public Duration? MostPerBorrower { get; init; }

    /// <summary>Recipes it can run; empty: every recipe for its kind.</summary>
    public ValueList<RecipeId> Recipes { get; init; } = [];

    /// <summary>It sterilises under pressure, as low-acid food in jars must be.</summary>
    public bool HasAutoclave { get; init; }
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

    /// <summary>Where it is to be used; null: where the equipment stands.</summary>
    public SiteId? Site { get; init; }
}
