using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Planning.Travel;

namespace Logistics.Host.Records;

/// <summary>What a territory keeps from day to day: partners, their places, vehicles, drivers, shared equipment. Each is an entry of a day, as in a territory file.</summary>
/// <param name="Name">In addresses and names of texts.</param>
/// <param name="Fields">In the order of the form and of the table's columns.</param>
public sealed record RecordKind(string Name, DaySection Section, IReadOnlyList<RecordField> Fields)
{
    public static readonly IReadOnlyList<RecordKind> All =
    [
        new("partenaires", DaySection.Parties,
        [
            new TextField("nom", "name") { IsRequired = true },
            Words<PartyKind>("nature", "kind", "Records.Party"),
            new ReferenceField("territoire", "territory", "territoires") { IsRequired = true },
            new TextField("telephone", "phone"),
            new TextField("siret", "siret"),
            new TextField("rna", "rna"),
            new NumberField("personnes", "attestedPersons"),
            new NumberField("besoinSemaine", "auditedWeeklyNeedKg"),
            new FlagField("habilite", "habilitated", true),
            new FlagField("dlcCourte", "redistributesShortDated", false),
            new FlagField("convention", "conventionRequired", false),
            StandingFields.Carried,
            StandingFields.Box,
        ]),
        new("lieux", DaySection.Sites,
        [
            new TextField("nom", "name") { IsRequired = true },
            new ReferenceField("partenaire", "party", "partenaires") { IsRequired = true },
            Words<SiteKind>("nature", "kind", "Records.Site"),
            new TextField("adresse", "address"),
            new TextField("commune", "commune") { IsRequired = true },
            new NumberField("latitude", "latitude") { IsRequired = true },
            new NumberField("longitude", "longitude") { IsRequired = true },
            new TextField("telephone", "phone"),
            new TextField("acces", "accessHint"),
            StandingFields.Opening,
            StandingFields.Days,
            StandingFields.Hours,
            StandingFields.Least,
            StandingFields.Most,
            StandingFields.Families,
            StandingFields.Refused,
            StandingFields.Ambient,
            StandingFields.Chilled,
            StandingFields.Frozen,
            StandingFields.ChilledTo,
            new NumberField("arret", "serviceMinutes"),
            new NumberField("distribution", "handOutMinutes"),
        ]),
        new("conventions", DaySection.Consents,
        [
            new ReferenceField("territoire", "territory", "territoires") { IsRequired = true },
            new ReferenceField("donneur", "from", "partenaires"),
            new ReferenceField("receveur", "to", "partenaires"),
            new DateField("accordDepuis", "validFrom"),
            new DateField("accordJusque", "validUntil"),
            new TextField("reference", "convention.reference") { IsOfAnOption = true },
            new DateField("conventionDepuis", "convention.validFrom") { IsOfAnOption = true },
            new DateField("conventionJusque", "convention.validUntil") { IsOfAnOption = true },
        ]),
        new("vehicules", DaySection.Vehicles,
        [
            new TextField("nom", "name") { IsRequired = true },
            new ReferenceField("territoire", "territory", "territoires") { IsRequired = true },
            new ReferenceField("proprietaire", "owner", "partenaires") { IsRequired = true },
            new NumberField("charge", "capacity.massKg") { IsRequired = true },
            new NumberField("volume", "capacity.volumeLitres") { IsRequired = true },
            new NumberField("caisses", "capacity.crates") { IsRequired = true },
            new PartsField("parties", "compartments") { IsRequired = true },
            new ChoiceField("allure", "profile", [.. SpeedProfiles.Names.Select(x => (x, $"Records.Profile.{x}"))]) { Otherwise = "van" },
            new NumberField("co2", "co2GramsPerKilometre") { IsRequired = true },
            new NumberField("coutKm", "costPerKilometreEuros"),
            new NumberField("coutHeure", "costPerHourEuros"),
            new NumberField("coutSortie", "fixedCostEuros"),
        ]),
        new("conducteurs", DaySection.Drivers,
        [
            new TextField("nom", "name") { IsRequired = true },
            new ReferenceField("territoire", "territory", "territoires") { IsRequired = true },
            new TextField("telephone", "phone"),
        ]),
        new("materiel", DaySection.Equipment,
        [
            new TextField("nom", "name") { IsRequired = true },
            Words<EquipmentKind>("nature", "kind", "Equipment.Kind"),
            new ReferenceField("lieu", "site", "lieux") { IsRequired = true },
            new ReferenceField("proprietaire", "owner", "partenaires"),
            new HoursField("disponible", "availability"),
            new HoursField("panne", "outages"),
            new NumberField("debit", "hourlyCapacityKg"),
            new NumberField("equipe", "crewPersons"),
            new NumberField("preparation", "setUpMinutes"),
            new NumberField("plus", "mostMinutesPerDay"),
            new FlagField("accord", "needsApproval", false),
            new TextField("conditions", "conditions"),
        ]),
    ];

    /// <summary>What people call a record: its own name, or whom an agreement joins.</summary>
    /// <param name="day">Where what it refers to has a name.</param>
    public string NameOf(DayDeclarations day, JsonObject entry)
    {
        return Section == DaySection.Consents ? $"{Side("from")} → {Side("to")}" : entry["name"]?.ToString() ?? entry["code"]?.ToString() ?? "";

        string Side(string member) => entry[member]?.ToString() is { } code ? day.Parties.Where(x => x.Code == code).Select(x => x.Name).FirstOrDefault() ?? code : Texts.Get("Records.AnyPartner");
    }

    public static RecordKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>What a reference may name on a day, by name.</summary>
    /// <param name="within">Null: of any territory.</param>
    public static IReadOnlyList<Choice> Targets(DayIndex day, string kind, Guid? within)
    {
        return [.. (kind switch
        {
            "territoires" => day.Day.Territories.Where(x => IsWithin(x.Id)).Select(x => new Choice(x.Code, x.Name)),
            "partenaires" => day.Day.Parties.Where(x => IsWithin(x.Territory)).Select(x => new Choice(x.Code, x.Name)),
            "lieux" => day.Day.Sites.Where(x => IsWithin(x.Territory)).Select(x => new Choice(x.Code, $"{x.Name} ({x.Commune})")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing refers to it."),
        }).OrderBy(x => x.Label, StringComparer.CurrentCulture)];

        bool IsWithin(Domain.TerritoryId territory) => within is not { } bound || territory.Value == bound;
    }

    static ChoiceField Words<T>(string name, string path, string texts)
        where T : struct, Enum => new(name, path, [.. Enum.GetValues<T>().Select(x => (FileWord.Of(x), $"{texts}.{x}"))]) { IsRequired = true };
}
