using System.Collections.Frozen;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;

namespace Logistics.Domain.Days;

/// <summary>The same day by id. Built once, read by many; thread safe.</summary>
/// <remarks>Each kind is sorted when it is first asked for: who writes one lot looks up one place.</remarks>
public sealed class DayIndex(DayDeclarations day)
{
    FrozenDictionary<TerritoryId, Territory> Territories => field ??= day.Territories.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<PartyId, Party> Parties => field ??= day.Parties.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<SiteId, Site> Sites => field ??= day.Sites.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<LotId, Lot> Lots => field ??= day.Lots.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<NeedId, Need> Needs => field ??= day.Needs.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<VehicleId, Vehicle> Vehicles => field ??= day.Vehicles.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<DriverId, Driver> Drivers => field ??= day.Drivers.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<ShiftId, Shift> Shifts => field ??= day.Shifts.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<EquipmentId, SharedEquipment> Equipment => field ??= day.Equipment.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<EquipmentRequestId, EquipmentRequest> Requests => field ??= day.EquipmentRequests.ToFrozenDictionary(x => x.Id);
    FrozenDictionary<RecipeId, Recipe> Recipes => field ??= day.Recipes.ToFrozenDictionary(x => x.Id);

    public DayDeclarations Day => day;

    public Territory this[TerritoryId id] => Territories[id];

    public Party this[PartyId id] => Parties[id];

    public Site this[SiteId id] => Sites[id];

    public Lot this[LotId id] => Lots[id];

    public Need this[NeedId id] => Needs[id];

    public Vehicle this[VehicleId id] => Vehicles[id];

    public Driver this[DriverId id] => Drivers[id];

    public Shift this[ShiftId id] => Shifts[id];

    public SharedEquipment this[EquipmentId id] => Equipment[id];

    public EquipmentRequest this[EquipmentRequestId id] => Requests[id];

    public Recipe this[RecipeId id] => Recipes[id];

    /// <summary>A territory's zone. The reader has checked that the name is known.</summary>
    public TimeZoneInfo ZoneOf(TerritoryId id) => TimeZoneInfo.FindSystemTimeZoneById(Territories[id].TimeZone);
}
