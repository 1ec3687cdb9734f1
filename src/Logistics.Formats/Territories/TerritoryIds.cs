using Logistics.Domain;

namespace Logistics.Formats.Territories;

/// <summary>
/// Ids of what a territory file names: a UUID version 5 of <c>kind/code</c> in the space of the territory, itself a UUID version 5 of
/// <c>territory/code</c> in <see cref="NameBasedId.Root"/>. The same codes give the same ids in every file, on every day and machine.
/// </summary>
public static class TerritoryIds
{
    public static TerritoryId Territory(string code) => new(NameBasedId.Derive(NameBasedId.Root, $"territory/{code}"));

    public static PartyId Party(TerritoryId territory, string code) => new(Derive(territory, "party", code));

    public static SiteId Site(TerritoryId territory, string code) => new(Derive(territory, "site", code));

    public static LotId Lot(TerritoryId territory, string code) => new(Derive(territory, "lot", code));

    public static NeedId Need(TerritoryId territory, string code) => new(Derive(territory, "need", code));

    public static EquipmentId Equipment(TerritoryId territory, string code) => new(Derive(territory, "equipment", code));

    public static EquipmentRequestId EquipmentRequest(TerritoryId territory, string code) => new(Derive(territory, "equipment-request", code));

    public static RecipeId Recipe(TerritoryId territory, string code) => new(Derive(territory, "recipe", code));

    public static VehicleId Vehicle(TerritoryId territory, string code) => new(Derive(territory, "vehicle", code));

    public static DriverId Driver(TerritoryId territory, string code) => new(Derive(territory, "driver", code));

    public static ShiftId Shift(TerritoryId territory, string code) => new(Derive(territory, "shift", code));

    static Guid Derive(TerritoryId territory, string kind, string code) => NameBasedId.Derive(territory.Value, $"{kind}/{code}");
}
