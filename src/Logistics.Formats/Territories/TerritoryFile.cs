using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Formats.Plans;
using Logistics.Formats.Territories.Json;
using Logistics.Formats.Territories.Sections;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories;

/// <summary>The whole file: its heading and its sections.</summary>
/// <remarks>Sections are read in the order of the fields, whatever their order in the file: each refers only to those before it.</remarks>
static class TerritoryFile
{
    public const string FormatName = "ramasse-territory";

    public const int FormatVersion = 1;

    static readonly Field<string> Schema = Optional("$schema", Values.Words, "Address of this schema, for editors.");
    static readonly Field<string> Format = Required("format", new FormatValue(FormatName, mistaken: PlanDocument.Format), "Says that this is a territory file.");
    static readonly Field<int> Version = Required("version", new VersionValue(FormatVersion), "Version of the format.");
    static readonly Field<DateOnly> Date = Required("date", Values.Date, "The service day, in each territory's own zone.");
    static readonly Field<string> Notice = Optional("notice", Values.Words, "Said on every screen and sheet when the data is not real.");
    static readonly Field<string> Roads =
        Optional("roads", Values.Words, "Path of an OpenStreetMap extract, relative to this file, or \"sketch\" for the bundled sketch network.");

    static readonly Field<ValueList<Territory>> Territories = Required(
        "territories", new SectionValue<Territory>(new TerritorySection(), least: 1), "Groups of partners that share surplus; at least one.");
    static readonly Field<ValueList<Party>> Parties = Section("parties", new PartySection(), "Whoever gives, receives or lends.");
    static readonly Field<ValueList<Site>> Sites = Section("sites", new SiteSection(), "Places where goods are taken or left.");
    static readonly Field<ValueList<Consent>> Consents =
        Section("consents", new ConsentSection(), "Who agrees that whom may receive its goods.");
    static readonly Field<ValueList<CrateType>> CrateTypes = Section("crateTypes", new CrateTypeSection(), "Returnable crates.");
    static readonly Field<ValueList<CrateBalance>> CrateBalances =
        Section("crateBalances", new CrateBalanceSection(), "Empty returnable crates that sites hold and owners want back.");
    static readonly Field<ValueList<Lot>> Lots = Section("lots", new LotSection(), "Batches of goods that can be given.");
    static readonly Field<ValueList<Need>> Needs = Section("needs", new NeedSection(), "What partners want, family by family.");
    static readonly Field<ValueList<Decline>> Declines = Section("declines", new DeclineSection(), "What recipients said no to.");
    static readonly Field<ValueList<Recipe>> Recipes = Section("recipes", new RecipeSection(), "What can be made of goods that would be lost.");
    static readonly Field<ValueList<Crew>> Crews = Section("crews", new CrewSection(), "People who can work at a site, and when.");
    static readonly Field<ValueList<SharedEquipment>> Equipment = Section("equipment", new EquipmentSection(), "What partners lend.");
    static readonly Field<ValueList<EquipmentRequest>> EquipmentRequests =
        Section("equipmentRequests", new EquipmentRequestSection(), "Who asks for equipment, and when.");
    static readonly Field<ValueList<Vehicle>> Vehicles = Section("vehicles", new VehicleSection(), "What drives.");
    static readonly Field<ValueList<Driver>> Drivers = Section("drivers", new DriverSection(), "People who drive or help.");
    static readonly Field<ValueList<Shift>> Shifts = Section("shifts", new ShiftSection(), "Who drives what, when.");

    public static readonly ObjectShape Shape = new(
        "territoryFile", "One service day of one or more territories.",
        [Schema, Format, Version, Date, Notice, Roads, Territories, Parties, Sites, Consents, CrateTypes, CrateBalances, Lots, Needs,
         Declines, Recipes, Crews, Equipment, EquipmentRequests, Vehicles, Drivers, Shifts]);

    /// <summary>
    /// Whether the heading lets the rest be understood. A file of another kind or version would only be misread, and times mean nothing
    /// without their day: such a problem is said alone.
    /// </summary>
    public static bool IsUnderstood(JsonElement file, JsonCursor root) =>
        Heading.Understood(Format, file, root) && Heading.Understood(Version, file, root) && Heading.Understood(Date, file, root);

    /// <summary>Reads everything, reporting as it goes; the day is complete only when nothing was reported.</summary>
    public static (DayDeclarations Day, RoadsHint? Roads) Read(ObjectReader reader)
    {
        reader.Find(Schema);
        reader.Get(Format);
        reader.Get(Version);
        var date = reader.Get(Date);
        reader.Clock = new LocalClock(date == default ? LocalClock.FirstDay : date, TimeZoneInfo.Utc);
        RoadsHint? roads = reader.Find(Roads) switch
        {
            null => null,
            "sketch" => new RoadsHint.Sketch(),
            var path => new RoadsHint.Extract(path),
        };
        // An initializer runs in the order it is written, and that is the order in which sections must be read.
        var day = new DayDeclarations
        {
            Date = date,
            Notice = reader.Find(Notice),
            Territories = reader.Get(Territories),
            Parties = reader.Get(Parties),
            Sites = reader.Get(Sites),
            Consents = reader.Get(Consents),
            CrateTypes = reader.Get(CrateTypes),
            CrateBalances = reader.Get(CrateBalances),
            Lots = reader.Get(Lots),
            Needs = reader.Get(Needs),
            Declines = reader.Get(Declines),
            Recipes = reader.Get(Recipes),
            Crews = reader.Get(Crews),
            Equipment = reader.Get(Equipment),
            EquipmentRequests = reader.Get(EquipmentRequests),
            Vehicles = reader.Get(Vehicles),
            Drivers = reader.Get(Drivers),
            Shifts = reader.Get(Shifts),
        };
        reader.Close();
        return (day, roads);
    }

    public static void Write(ObjectWriter writer, DayDeclarations day, RoadsHint? roads)
    {
        writer.Set(Format, FormatName);
        writer.Set(Version, FormatVersion);
        writer.Set(Date, day.Date);
        writer.SetIfAny(Notice, day.Notice);
        writer.SetIfAny(Roads, roads switch
        {
            null => null,
            RoadsHint.Sketch => "sketch",
            RoadsHint.Extract extract => extract.Path,
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        writer.Set(Territories, day.Territories);
        writer.Set(Parties, day.Parties);
        writer.Set(Sites, day.Sites);
        writer.Set(Consents, day.Consents);
        writer.Set(CrateTypes, day.CrateTypes);
        writer.Set(CrateBalances, day.CrateBalances);
        writer.Set(Lots, day.Lots);
        writer.Set(Needs, day.Needs);
        writer.Set(Declines, day.Declines);
        writer.Set(Recipes, day.Recipes);
        writer.Set(Crews, day.Crews);
        writer.Set(Equipment, day.Equipment);
        writer.Set(EquipmentRequests, day.EquipmentRequests);
        writer.Set(Vehicles, day.Vehicles);
        writer.Set(Drivers, day.Drivers);
        writer.Set(Shifts, day.Shifts);
    }

    static Field<ValueList<T>> Section<T>(string name, Section<T> section, string meaning)
        where T : class => Optional(name, new SectionValue<T>(section), [], meaning);
}
