using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;

namespace Logistics.Formats.Territories;

/// <summary>Whose an entry is.</summary>
/// <param name="Id">Null for entries that have no id of their own.</param>
/// <param name="Party">Who declared it or owns it; null: nobody but the territory.</param>
/// <param name="Place">The place that vehicles are sent to for it, and with it that place's partner and territory; null: there is none.</param>
public sealed record EntryOwner(Guid? Id, PartyId? Party, TerritoryId Territory, Site? Place = null);

/// <summary>A section of a territory file whose entries have a code, so that each can be asked for and changed by itself.</summary>
/// <param name="Name">As in the file and in addresses.</param>
/// <param name="Definition">The entry's name in <c>docs/territory.schema.json</c>, and how a code begins that is made for it.</param>
public sealed record DaySection(string Name, string Definition)
{
    public static readonly DaySection Parties = new("parties", "party");
    public static readonly DaySection Sites = new("sites", "site");
    public static readonly DaySection Consents = new("consents", "consent");
    public static readonly DaySection CrateTypes = new("crateTypes", "crateType");
    public static readonly DaySection Lots = new("lots", "lot");
    public static readonly DaySection Needs = new("needs", "need");
    public static readonly DaySection Recipes = new("recipes", "recipe");
    public static readonly DaySection Equipment = new("equipment", "equipment");
    public static readonly DaySection EquipmentRequests = new("equipmentRequests", "equipmentRequest");
    public static readonly DaySection Vehicles = new("vehicles", "vehicle");
    public static readonly DaySection Drivers = new("drivers", "driver");
    public static readonly DaySection Shifts = new("shifts", "shift");

    public static readonly IReadOnlyList<DaySection> All =
        [Parties, Sites, Consents, CrateTypes, Lots, Needs, Recipes, Equipment, EquipmentRequests, Vehicles, Drivers, Shifts];

    /// <summary>Null when the file has no such section, or one whose entries have no code.</summary>
    public static DaySection? Find(string? name) => All.FirstOrDefault(section => section.Name == name);

    /// <summary>Whose the entry is that has the code; null: the section has none.</summary>
    public EntryOwner? OwnerOf(DayDeclarations day, string code) => Name switch
    {
        "parties" => day.Parties.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Id, x.Territory)).FirstOrDefault(),
        "sites" => day.Sites.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Party, x.Territory)).FirstOrDefault(),
        "consents" => day.Consents.Where(x => x.Code == code).Select(x => new EntryOwner(null, x.From, x.Territory)).FirstOrDefault(),
        "crateTypes" => day.CrateTypes.Where(x => x.Code == code).Select(x => new EntryOwner(null, x.Owner, day.Parties.First(y => y.Id == x.Owner).Territory)).FirstOrDefault(),
        "lots" => day.Lots.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Donor, x.Territory, day.Sites.First(site => site.Id == x.Site))).FirstOrDefault(),
        "needs" => day.Needs.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Recipient, x.Territory, day.Sites.First(site => site.Id == x.Site))).FirstOrDefault(),
        "recipes" => day.Recipes.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, null, x.Territory)).FirstOrDefault(),
        "equipment" => day.Equipment.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Owner, x.Territory)).FirstOrDefault(),
        "equipmentRequests" => day.EquipmentRequests.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Party, x.Territory)).FirstOrDefault(),
        "vehicles" => day.Vehicles.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, x.Owner, x.Territory)).FirstOrDefault(),
        "drivers" => day.Drivers.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, null, x.Territory)).FirstOrDefault(),
        "shifts" => day.Shifts.Where(x => x.Code == code).Select(x => new EntryOwner(x.Id.Value, null, x.Territory)).FirstOrDefault(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override string ToString() => Name;
}
