using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class EquipmentSection() : CodedSection<SharedEquipment>(
    new("equipment", "Something a partner lends.",
        [Code, Place, Owner, Territory, Kind, Name, Availability, Borrowers, HourlyCapacity, CrewPersons, SetUp, Conditions,
         Hosts, Outages, NeedsApproval, MostPerDay, MostPerBorrower, Recipes, Autoclave]),
    known => known.Equipment)
{
    static readonly Field<Site> Place = Required("site", Values.Site, "Code of the site where it stands.");
    static readonly Field<Party> Owner = Optional("owner", Values.Party, "Code of who lends; absent: the site's party.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its site.");
    static readonly Field<EquipmentKind> Kind = Required("kind", new WordValue<EquipmentKind>(), "What sort of equipment it is.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<ValueList<TimeWindow>> Availability =
        Required("availability", Values.Windows, "When it can be had on the day; a use must also be finished by the end.");
    static readonly Field<ValueList<Party>> Borrowers = Optional(
        "borrowers", new ListValue<Party>(Values.Party, distinct: true), [], "Codes of who may borrow it, of any territory; empty: every partner of its own.");
    static readonly Field<Mass> HourlyCapacity =
        Optional("hourlyCapacityKg", Values.Kilograms, "What it can treat or hold in an hour, in kilograms; absent: that has no meaning.");
    static readonly Field<int> CrewPersons = Optional("crewPersons", new WholeValue(0, 1000), 0, "People needed to run it.");
    static readonly Field<Duration> SetUp =
        Optional("setUpMinutes", Values.Minutes, Duration.Zero, "Time to set it up and to put it away, counted once before each use.");
    static readonly Field<string> Conditions = Optional("conditions", Values.Words, "What the owner asks.");

    static readonly Field<ValueList<Site>> Hosts = Optional(
        "hosts", new ListValue<Site>(Values.Site, distinct: true), [], "Codes of sites it may be brought to, beside its own; empty: it does not move.");
    static readonly Field<ValueList<TimeWindow>> Outages =
        Optional("outages", Values.Windows, [], "When it is out of order though it would be to be had.");
    static readonly Field<bool> NeedsApproval =
        Optional("needsApproval", Values.Flag, false, "What is planned with it is only proposed until its owner agrees.");
    static readonly Field<Duration> MostPerDay = Optional("mostMinutesPerDay", Values.Minutes, "The most it may be used in a day, setting up apart.");
    static readonly Field<Duration> MostPerBorrower =
        Optional("mostMinutesPerBorrower", Values.Minutes, "The most one partner may use it in a day, its owner apart.");
    static readonly Field<ValueList<Recipe>> Recipes = Optional(
        "recipes", new ListValue<Recipe>(Values.Recipe, distinct: true), [], "Codes of the recipes it can run; empty: all of its territory for its kind.");
    static readonly Field<bool> Autoclave = Optional("autoclave", Values.Flag, false, "It sterilises under pressure, as low-acid food in jars must be.");

    protected override SharedEquipment? Build(ObjectReader reader, string code)
    {
        var (site, owner) = (reader.Get(Place), reader.Find(Owner));
        var territory = reader.Territory(Territory, otherwise: site?.Territory);
        var (kind, name, availability, borrowers) = (reader.Get(Kind), reader.Get(Name), reader.Get(Availability), reader.Get(Borrowers));
        var (capacity, crew) = (reader.FindValue(HourlyCapacity), reader.Get(CrewPersons));
        var (setUp, conditions) = (reader.Get(SetUp), reader.Find(Conditions));
        var (hosts, outages, approval) = (reader.Get(Hosts), reader.Get(Outages), reader.Get(NeedsApproval));
        var (perDay, perBorrower) = (reader.FindValue(MostPerDay), reader.FindValue(MostPerBorrower));
        var (recipes, autoclave) = (reader.Get(Recipes), reader.Get(Autoclave));
        return !reader.Sound ? null : new SharedEquipment
        {
            Id = TerritoryIds.Equipment(territory, code),
            Code = code,
            Territory = territory,
            Owner = owner?.Id ?? site!.Party,
            Kind = kind,
            Name = name,
            Site = site!.Id,
            Availability = availability,
            Borrowers = borrowers.Select(party => party.Id).ToValueList(),
            HourlyCapacity = capacity,
            CrewPersons = crew,
            SetUp = setUp,
            Conditions = conditions,
            Hosts = hosts.Select(host => host.Id).ToValueList(),
            Outages = outages,
            NeedsApproval = approval,
            MostPerDay = perDay,
            MostPerBorrower = perBorrower,
            Recipes = recipes.Select(recipe => recipe.Id).ToValueList(),
            HasAutoclave = autoclave,
        };
    }

    public override void Write(ObjectWriter writer, SharedEquipment fact)
    {
        var site = writer.Names[fact.Site];
        writer.Set(Code, fact.Code);
        writer.Set(Place, site);
        if (fact.Owner != site.Party)
            writer.Set(Owner, writer.Names[fact.Owner]);
        writer.Territory(Territory, fact.Territory, otherwise: site.Territory);
        writer.Set(Kind, fact.Kind);
        writer.Set(Name, fact.Name);
        writer.Set(Availability, fact.Availability);
        writer.Set(Borrowers, fact.Borrowers.Select(id => writer.Names[id]).ToValueList());
        writer.SetIfAny(HourlyCapacity, fact.HourlyCapacity);
        writer.Set(CrewPersons, fact.CrewPersons);
        writer.Set(SetUp, fact.SetUp);
        writer.SetIfAny(Conditions, fact.Conditions);
        writer.Set(Hosts, fact.Hosts.Select(id => writer.Names[id]).ToValueList());
        writer.Set(Outages, fact.Outages);
        writer.Set(NeedsApproval, fact.NeedsApproval);
        writer.SetIfAny(MostPerDay, fact.MostPerDay);
        writer.SetIfAny(MostPerBorrower, fact.MostPerBorrower);
        writer.Set(Recipes, fact.Recipes.Select(id => writer.Names[id]).ToValueList());
        writer.Set(Autoclave, fact.HasAutoclave);
    }
}

sealed class EquipmentRequestSection() : CodedSection<EquipmentRequest>(
    new("equipmentRequest", "A partner asks for equipment of a kind, for so long, within a span of the day.",
        [Code, Party, Territory, Kind, Within, Use, Purpose, Place]),
    known => known.EquipmentRequests)
{
    static readonly Field<Party> Party = Required("party", Values.Party, "Code of who asks.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its party.");
    static readonly Field<EquipmentKind> Kind = Required("kind", new WordValue<EquipmentKind>(), "What sort of equipment is asked for.");
    static readonly Field<TimeWindow> Within = Required("within", WindowsValue.Window, "The use lies wholly inside.");
    static readonly Field<Duration> Use = Required("useMinutes", Values.Minutes, "How long it is needed, in minutes.");
    static readonly Field<string> Purpose = Required("purpose", Values.Words, "What for.");
    static readonly Field<Site> Place = Optional("site", Values.Site, "Code of the site where it is to be used; absent: where the equipment stands.");

    protected override EquipmentRequest? Build(ObjectReader reader, string code)
    {
        var party = reader.Get(Party);
        var territory = reader.Territory(Territory, otherwise: party?.Territory);
        var (kind, within, use, purpose) = (reader.Get(Kind), reader.Get(Within), reader.Get(Use), reader.Get(Purpose));
        var site = reader.Find(Place);
        return !reader.Sound ? null : new EquipmentRequest
        {
            Id = TerritoryIds.EquipmentRequest(territory, code),
            Code = code,
            Territory = territory,
            Party = party!.Id,
            Kind = kind,
            Within = within,
            UseDuration = use,
            Purpose = purpose,
            Site = site?.Id,
        };
    }

    public override void Write(ObjectWriter writer, EquipmentRequest fact)
    {
        var party = writer.Names[fact.Party];
        writer.Set(Code, fact.Code);
        writer.Set(Party, party);
        writer.Territory(Territory, fact.Territory, otherwise: party.Territory);
        writer.Set(Kind, fact.Kind);
        writer.Set(Within, fact.Within);
        writer.Set(Use, fact.UseDuration);
        writer.Set(Purpose, fact.Purpose);
        writer.SetIfAny(Place, fact.Site is { } site ? writer.Names[site] : null);
    }
}
