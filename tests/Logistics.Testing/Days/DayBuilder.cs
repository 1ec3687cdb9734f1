using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Measures;

namespace Logistics.Testing.Days;

/// <summary>
/// A day in one made-up town, Belleroche, told in a few lines. Every value a test does not name has a plain default: sites are open from
/// 07:00 to 19:00 and hold a tonne of each class, everybody consents to everybody, lots are vegetables that keep for days, needs are
/// ordinary and last until 19:00. Partners hand out food before a near use-by date and fetch goods in vehicles that hold the cold; where
/// a cold store says nothing it holds +4 °C.
/// </summary>
/// <remarks>
/// Each method takes an optional <c>adjust</c> that replaces what the defaults made: <c>day.Lot("bread", shop, 20, adjust: lot => lot with { Indivisible = true })</c>.
/// Ids are derived from codes, so the same story gives the same ids. Not thread safe.
/// </remarks>
public sealed class DayBuilder
{
    /// <summary>The town hall of Belleroche; sites are placed in kilometres east and north of it.</summary>
    public static readonly Position Centre = Position.FromDegrees(3.6, 43.65);

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    readonly List<Territory> territories = [];
    readonly List<Party> parties = [];
    readonly List<Site> sites = [];
    readonly List<Consent> consents = [];
    readonly List<Lot> lots = [];
    readonly List<Need> needs = [];
    readonly List<Decline> declines = [];
    readonly List<SharedEquipment> equipment = [];
    readonly List<EquipmentRequest> requests = [];
    readonly List<Recipe> recipes = [];
    readonly List<Crew> crews = [];
    readonly List<Vehicle> vehicles = [];
    readonly List<Driver> drivers = [];
    readonly List<Shift> shifts = [];
    readonly bool everybodyConsents;

    /// <param name="everybodyConsents">False: no consent but those that <see cref="Consent"/> adds.</param>
    public DayBuilder(bool everybodyConsents = true) => this.everybodyConsents = everybodyConsents;

    /// <summary>A Tuesday without any change of clocks, in winter time (UTC+1).</summary>
    public DateOnly Date { get; init; } = new(2026, 3, 10);

    /// <summary>What the members of Belleroche decided, for territories made after it is set.</summary>
    public Policy Policy { get; set; } = new()
    {
        Version = "1",
        DecidedOn = new DateOnly(2026, 1, 15),
        QuantityRiskPercent = 5,
        SafetyMargin = Duration.FromMinutes(60),
        FoodFactor = new EmissionFactor(1530, "ADEME 2016", 2016),
    };

    /// <summary>An instant of the day by the clock of Belleroche.</summary>
    public DateTimeOffset At(int hour, int minute = 0) => At(Date, hour, minute);

    public static DateTimeOffset At(DateOnly date, int hour, int minute = 0) =>
        LocalTime.ToInstant(date, new TimeOnly(hour, minute), Zone) ?? throw new ArgumentException("The clocks skip this time.");

    /// <summary>From one hour to another, both inclusive.</summary>
    public TimeWindow Between(int from, int to) => new(At(from), At(to));

    /// <summary>The place so many kilometres east and north of the town hall.</summary>
    public static Position Place(double east, double north) => Position.FromDegrees(
        Centre.Longitude + east / (111.195 * Math.Cos(double.DegreesToRadians(Centre.Latitude))), Centre.Latitude + north / 111.195);

    /// <summary>The territory of that code, made when it is first named.</summary>
    public TerritoryId Territory(string code = "belleroche", Func<Territory, Territory>? adjust = null)
    {
        var id = new TerritoryId(Id("territory", code));
        if (territories.All(x => x.Id != id))
        {
            var territory = new Territory { Id = id, Code = code, Name = char.ToUpperInvariant(code[0]) + code[1..], TimeZone = Zone.Id, Policy = Policy };
            territories.Add(adjust?.Invoke(territory) ?? territory);
            if (everybodyConsents)
                consents.Add(new Consent(id, From: null, To: null, ValidFrom: null, ValidUntil: null));
        }
        return id;
    }

    public Party Party(string code, PartyKind kind = PartyKind.Association, int persons = 0, string territory = "belleroche", Func<Party, Party>? adjust = null)
    {
        var party = new Party
        {
            Id = new PartyId(Id("party", code)),
            Code = code,
            Territory = Territory(territory),
            Name = code,
            Kind = kind,
            AttestedPersons = persons,
            Phone = "01 99 00 00 00",
            RedistributesShortDated = true,
            Collection = new CollectionMeans([.. Enum.GetValues<TemperatureClass>()], IsothermalBox: false),
        };
        return Add(parties, adjust?.Invoke(party) ?? party);
    }

    public Site Site(string code, Party party, double east = 0, double north = 0, SiteKind kind = SiteKind.Premises, Func<Site, Site>? adjust = null)
    {
        var site = new Site
        {
            Id = new SiteId(Id("site", code)),
            Code = code,
            Territory = party.Territory,
            Party = party.Id,
            Name = code,
            Kind = kind,
            Position = Place(east, north),
            Commune = "Belleroche",
            OpeningWindows = [Between(7, 19)],
            StorageLeft = new StorageLeft(Ambient: Kilograms(1000), Chilled: Kilograms(1000), Frozen: Kilograms(1000)),
            AcceptedFamilies = [.. Enum.GetValues<Family>()],
            ServiceDuration = Duration.FromMinutes(5),
            HandOutDuration = Duration.FromMinutes(120),
        };
        return Add(sites, adjust?.Invoke(site) ?? site);
    }

    /// <summary>A shop and its only site, which has the same code.</summary>
    public Site Donor(string code, double east = 0, double north = 0, string territory = "belleroche", Func<Site, Site>? site = null, Func<Party, Party>? party = null) =>
        Site(code, Party(code, PartyKind.Shop, territory: territory, adjust: party), east, north, SiteKind.Shop, site);

    /// <summary>An association that serves so many attested persons, and its only site, which has the same code.</summary>
    public Site Recipient(string code, int persons, double east = 0, double north = 0, string territory = "belleroche",
        Func<Party, Party>? party = null, Func<Site, Site>? site = null) =>
        Site(code, Party(code, PartyKind.Association, persons, territory, party), east, north, SiteKind.DistributionPoint, site);

    public Consent Consent(PartyId? from, PartyId? to, string territory = "belleroche", Func<Consent, Consent>? adjust = null)
    {
        var consent = new Consent(Territory(territory), from, to, ValidFrom: null, ValidUntil: null);
        return Add(consents, adjust?.Invoke(consent) ?? consent);
    }

    public Lot Lot(string code, Site at, decimal kilograms, Family family = Family.FruitAndVegetables, Func<Lot, Lot>? adjust = null)
    {
        var lot = new Lot
        {
            Id = new LotId(Id("lot", code)),
            Code = code,
            Territory = at.Territory,
            Donor = at.Party,
            Site = at.Id,
            Product = code,
            Family = family,
            Kind = "mixed",
            Quantity = Weight(kilograms),
            Origin = QuantityOrigin.Declared,
            Temperature = TemperatureClass.Ambient,
            Date = new DateMark.KeepsUntil(Date.AddDays(6)),
            PickupWindow = Between(8, 11),
            Source = SourceKind.Ramasse,
        };
        return Add(lots, adjust?.Invoke(lot) ?? lot);
    }

    /// <summary>The recipient was asked and takes no more of the lot than this.</summary>
    public Decline Decline(Lot lot, Need need, decimal takes = 0, string? motive = null) => Add(declines, new Decline(lot.Id, need.Id, Kilograms(takes), motive));

    public Need Need(string code, Site at, decimal kilograms, Family family = Family.FruitAndVegetables, Urgency urgency = Urgency.Ordinary,
        Func<Need, Need>? adjust = null)
    {
        var need = new Need
        {
            Id = new NeedId(Id("need", code)),
            Code = code,
            Territory = at.Territory,
            Recipient = at.Party,
            Site = at.Id,
            Family = family,
            Wanted = Kilograms(kilograms),
            Urgency = urgency,
            Deadline = At(19),
            Transfer = Transfer.Delivered,
        };
        return Add(needs, adjust?.Invoke(need) ?? need);
    }

    /// <summary>A refrigerated van with its driver, on duty from 07:00 to 18:00, that starts and ends at the site.</summary>
    /// <param name="classes">What it can hold; empty: all three classes.</param>
    public Shift Van(string code, Site at, decimal kilograms = 800, TemperatureClass[]? classes = null, Func<Vehicle, Vehicle>? vehicle = null,
        Func<Shift, Shift>? shift = null)
    {
        var capacity = new Load(Kilograms(kilograms), Volume.FromLitres(6000), Crates: 60);
        var van = new Vehicle
        {
            Id = new VehicleId(Id("vehicle", code)),
            Code = code,
            Territory = at.Territory,
            Owner = at.Party,
            Name = code,
            Capacity = capacity,
            Compartments = [new Compartment("box", [.. classes is { Length: > 0 } ? classes : Enum.GetValues<TemperatureClass>()], capacity)],
            FixedCost = Cost.FromEuros(5),
            CostPerHour = Cost.FromEuros(18),
            CostPerKilometre = Cost.FromEuros(0.35m),
            Profile = "van",
            Co2GramsPerKilometre = 230,
        };
        van = Add(vehicles, vehicle?.Invoke(van) ?? van);
        var driver = Add(drivers, new Driver
        {
            Id = new DriverId(Id("driver", code)),
            Code = code,
            Territory = at.Territory,
            Name = $"driver of {code}",
            Phone = "06 99 00 00 00",
        });
        var duty = new Shift
        {
            Id = new ShiftId(Id("shift", code)),
            Code = code,
            Territory = at.Territory,
            Driver = driver.Id,
            Vehicle = van.Id,
            Span = Between(7, 18),
            StartSite = at.Id,
            EndSite = at.Id,
        };
        return Add(shifts, shift?.Invoke(duty) ?? duty);
    }

    public SharedEquipment Equipment(string code, EquipmentKind kind, Site at, Func<SharedEquipment, SharedEquipment>? adjust = null)
    {
        var shared = new SharedEquipment
        {
            Id = new EquipmentId(Id("equipment", code)),
            Code = code,
            Territory = at.Territory,
            Owner = at.Party,
            Kind = kind,
            Name = code,
            Site = at.Id,
            Availability = [Between(8, 18)],
        };
        return Add(equipment, adjust?.Invoke(shared) ?? shared);
    }

    public EquipmentRequest Request(string code, Party by, EquipmentKind kind, TimeWindow within, int minutes, Func<EquipmentRequest, EquipmentRequest>? adjust = null)
    {
        var request = new EquipmentRequest
        {
            Id = new EquipmentRequestId(Id("request", code)),
            Code = code,
            Territory = by.Territory,
            Party = by.Id,
            Kind = kind,
            Within = within,
            UseDuration = Duration.FromMinutes(minutes),
            Purpose = code,
        };
        return Add(requests, adjust?.Invoke(request) ?? request);
    }

    /// <summary>Jars of vegetables on a mobile cannery: an hour for a batch and half a minute for each kilogram, by anybody, out come nine tenths.</summary>
    public Recipe Recipe(string code, Func<Recipe, Recipe>? adjust = null)
    {
        var recipe = new Recipe
        {
            Id = new RecipeId(Id("recipe", code)),
            Code = code,
            Territory = Territory(),
            Name = code,
            Inputs = [new RecipeInput(Family.FruitAndVegetables, Kind: null)],
            Equipment = [EquipmentKind.MobileCannery],
            SmallestBatch = Kilograms(20),
            LargestBatch = Kilograms(200),
            BatchDuration = Duration.FromMinutes(60),
            DurationPerKilogram = Duration.FromSeconds(30),
            YieldPermille = 900,
            Output = new RecipeOutput("jars", Family.FruitAndVegetables, "jars", TemperatureClass.Ambient, LifeDays: 365, UseBy: false),
        };
        return Add(recipes, adjust?.Invoke(recipe) ?? recipe);
    }

    public Crew Crew(Site at, int from, int to, int persons, int operators = 0) => Add(crews, new Crew(at.Id, Between(from, to), persons, operators));

    /// <summary>Changes all equipment and all requests made so far.</summary>
    public void Adjust(Func<SharedEquipment, SharedEquipment> each, Func<EquipmentRequest, EquipmentRequest> request)
    {
        for (var i = 0; i < equipment.Count; i++)
            equipment[i] = each(equipment[i]);
        for (var i = 0; i < requests.Count; i++)
            requests[i] = request(requests[i]);
    }

    /// <summary>The party of a site made here.</summary>
    public Party PartyOf(Site site) => parties.Single(x => x.Id == site.Party);

    public DayDeclarations Build() => new()
    {
        Date = Date,
        Notice = "données inventées",
        Territories = [.. territories],
        Parties = [.. parties],
        Sites = [.. sites],
        Consents = [.. consents],
        Lots = [.. lots],
        Needs = [.. needs],
        Declines = [.. declines],
        Equipment = [.. equipment],
        EquipmentRequests = [.. requests],
        Recipes = [.. recipes],
        Crews = [.. crews],
        Vehicles = [.. vehicles],
        Drivers = [.. drivers],
        Shifts = [.. shifts],
        CrateTypes = [],
        CrateBalances = [],
    };

    public DayIndex Index() => new(Build());

    public static Mass Kilograms(decimal kilograms) => Mass.FromKilograms(kilograms);

    /// <summary>A weight declared to within a quarter below and a fifth above.</summary>
    public static MassRange Weight(decimal kilograms) => new(Kilograms(kilograms * 0.75m), Kilograms(kilograms), Kilograms(kilograms * 1.2m));

    static Guid Id(string kind, string code) => NameBasedId.Derive(NameBasedId.Root, $"{kind}:{code}");

    static T Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return item;
    }
}
