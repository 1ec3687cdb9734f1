using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>All codes declared so far, section by section: where references are looked up and duplicates found.</summary>
sealed class Registers(ProblemList problems)
{
    readonly Dictionary<TerritoryId, (Territory Territory, LocalClock Clock)> byId = [];

    public ProblemList Problems => problems;

    /// <summary>Pointers of the entries that could not be used, for what is wrong in them or in what they name.</summary>
    public List<string> LeftOut { get; } = [];

    public Register<Territory> Territories { get; } = new("territories");

    public Register<Party> Parties { get; } = new("parties");

    public Register<Site> Sites { get; } = new("sites");

    public Register<Consent> Consents { get; } = new("consents");

    public Register<CrateType> CrateTypes { get; } = new("crateTypes");

    public Register<Lot> Lots { get; } = new("lots");

    public Register<Need> Needs { get; } = new("needs");

    public Register<Recipe> Recipes { get; } = new("recipes");

    public Register<SharedEquipment> Equipment { get; } = new("equipment");

    public Register<EquipmentRequest> EquipmentRequests { get; } = new("equipmentRequests");

    public Register<Vehicle> Vehicles { get; } = new("vehicles");

    public Register<Driver> Drivers { get; } = new("drivers");

    public Register<Shift> Shifts { get; } = new("shifts");

    public Register<Candidate> Candidates { get; } = new("candidates");

    public Register<Voter> Voters { get; } = new("roll");

    public Territory this[TerritoryId id] => byId[id].Territory;

    public LocalClock ClockOf(TerritoryId id) => byId[id].Clock;

    public void Add(Territory territory, DateOnly day) =>
        byId[territory.Id] = (territory, new LocalClock(day, TimeZoneInfo.FindSystemTimeZoneById(territory.TimeZone)));
}

/// <summary>The codes of one section. A code whose object is broken is known all the same.</summary>
/// <param name="section">The section's name in the file, for messages.</param>
sealed class Register<T>(string section)
    where T : class
{
    readonly Dictionary<string, (string Pointer, T? Fact)> entries = new(StringComparer.Ordinal);

    public string Section => section;

    public IEnumerable<string> Codes => entries.Keys;

    public bool TryFind(string code, out T? fact)
    {
        var known = entries.TryGetValue(code, out var entry);
        fact = entry.Fact;
        return known;
    }

    public string PointerOf(string code) => entries[code].Pointer;

    /// <summary>Takes the code for the object of <paramref name="reader"/>; a code already taken is a problem that names both places.</summary>
    public bool Claim(string code, ObjectReader reader, Field codeField)
    {
        if (entries.TryAdd(code, (reader.Cursor.Pointer, null)))
            return true;
        reader.Fail(ProblemCodes.DuplicateCode, reader.At(codeField), code, entries[code].Pointer);
        return false;
    }

    public void Complete(string code, T fact) => entries[code] = (entries.GetValueOrDefault(code).Pointer ?? "", fact);

    /// <summary>The code is free again.</summary>
    public void Forget(string code) => entries.Remove(code);
}
