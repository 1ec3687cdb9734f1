using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;

namespace Logistics.Domain.Days;

/// <summary>All that was declared and reviewed for one service day of one or more territories: the input of a plan.</summary>
/// <remarks>Built by a reader that has checked it: every id resolves, codes are unique per kind, quantities are positive.</remarks>
public sealed record DayDeclarations
{
    public required DateOnly Date { get; init; }

    /// <summary>Said on every screen and sheet when the data is not real ("données inventées"); null for a real day.</summary>
    public string? Notice { get; init; }

    public required ValueList<Territory> Territories { get; init; }

    public required ValueList<Party> Parties { get; init; }

    public required ValueList<Site> Sites { get; init; }

    public required ValueList<Consent> Consents { get; init; }

    public required ValueList<Lot> Lots { get; init; }

    public required ValueList<Need> Needs { get; init; }

    /// <summary>What recipients said no to, wholly or in part; where several are told of a lot and a need, the least that is taken holds.</summary>
    public ValueList<Decline> Declines { get; init; } = [];

    public required ValueList<SharedEquipment> Equipment { get; init; }

    public required ValueList<EquipmentRequest> EquipmentRequests { get; init; }

    /// <summary>What can be made of goods that would be lost.</summary>
    public ValueList<Recipe> Recipes { get; init; } = [];

    /// <summary>People who can work at a site.</summary>
    public ValueList<Crew> Crews { get; init; } = [];

    public required ValueList<Vehicle> Vehicles { get; init; }

    public required ValueList<Driver> Drivers { get; init; }

    public required ValueList<Shift> Shifts { get; init; }

    public required ValueList<CrateType> CrateTypes { get; init; }

    public required ValueList<CrateBalance> CrateBalances { get; init; }
}
