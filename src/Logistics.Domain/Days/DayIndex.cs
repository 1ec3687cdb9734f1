using System.Collections.Frozen;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;

namespace Logistics.Domain.Days;

/// <summary>The same day by id. Built once, read by many; thread safe.</summary>
public sealed class DayIndex(DayDeclarations day)
{
    readonly FrozenDictionary<TerritoryId, Territory> territories = day.Territories.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<PartyId, Party> parties = day.Parties.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<SiteId, Site> sites = day.Sites.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<LotId, Lot> lots = day.Lots.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<NeedId, Need> needs = day.Needs.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<VehicleId, Vehicle> vehicles = day.Vehicles.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<DriverId, Driver> drivers = day.Drivers.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<ShiftId, Shift> shifts = day.Shifts.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<EquipmentId, SharedEquipment> equipment = day.Equipment.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<EquipmentRequestId, EquipmentRequest> requests = day.EquipmentRequests.ToFrozenDictionary(x => x.Id);
    readonly FrozenDictionary<RecipeId, Recipe> recipes = day.Recipes.ToFrozenDictionary(x => x.Id);

    public DayDeclarations Day => day;

    public Territory this[TerritoryId id] => territories[id];

    public Party this[PartyId id] => parties[id];

    public Site this[SiteId id] => sites[id];

    public Lot this[LotId id] => lots[id];

    public Need this[NeedId id] => needs[id];

    public Vehicle this[VehicleId id] => vehicles[id];

    public Driver this[DriverId id] => drivers[id];

    public Shift this[ShiftId id] => shifts[id];

    public SharedEquipment this[EquipmentId id] => equipment[id];

    public EquipmentRequest this[EquipmentRequestId id] => requests[id];

    public Recipe this[RecipeId id] => recipes[id];

    /// <summary>A territory's zone. The reader has checked that the name is known.</summary>
    public TimeZoneInfo ZoneOf(TerritoryId id) => TimeZoneInfo.FindSystemTimeZoneById(territories[id].TimeZone);
}
