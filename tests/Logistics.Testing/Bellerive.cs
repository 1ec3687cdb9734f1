using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Plans;
using Logistics.Domain.Policies;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Testing;

/// <summary>
/// A made-up town with one morning of ramasse, planned by hand: one van, four lots, five needs, one round that can be followed with a pencil.
/// </summary>
/// <remarks>
/// Friday 27 March 2026, clocks at UTC+1. Tour 1, driven by Claire with Ahmed:
/// <code>
/// depot 08:30 --10 min--> market 08:40, opens 08:45, serves 10 min, leaves 08:55    takes spinach 120 + 60 kg
///             --12 min--> organic shop 09:07, serves 10 min, leaves 09:17           takes yoghurt 40 kg
///        --421.337 s----> grocery 09:24:01.337, serves 10 min, leaves 09:34:01.337  leaves spinach 120, yoghurt 40 kg
///             --10 min--> street team 09:44:01.337, break of 15 min to 09:59:01.337, opens 10:00, serves 8 min, leaves 10:08   leaves spinach 60 kg
///              --9 min--> depot 10:17
/// </code>
/// Bread is fetched by the kitchen itself; the frozen fish finds no vehicle that holds it; 20 kg of spinach are left: less than the smallest share.
/// </remarks>
public static class Bellerive
{
    public static readonly DateOnly Date = new(2026, 3, 27);

    public static readonly TerritoryId Town = new(Id("territory/bellerive"));

    /// <summary>An instant of the day by its wall clock, <c>08:40:00.5</c> say.</summary>
    public static DateTimeOffset At(string time) =>
        new(Date.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(1));

    public static TimeWindow From(string begin, string end) => new(At(begin), At(end));

    public static Mass Kg(decimal kilograms) => Mass.FromKilograms(kilograms);

    static Guid Id(string name) => NameBasedId.Derive(NameBasedId.Root, name);

    static PartyId PartyOf(string code) => new(Id("party/" + code));

    static SiteId SiteOf(string code) => new(Id("site/" + code));

    public static readonly SiteId Depot = SiteOf("depot"), Market = SiteOf("market"), Shop = SiteOf("shop"),
        Grocery = SiteOf("grocery"), Street = SiteOf("street"), Kitchen = SiteOf("kitchen");

    public static readonly PartyId Bank = PartyOf("bank"), MarketHall = PartyOf("market"), OrganicShop = PartyOf("shop"),
        SocialGrocery = PartyOf("grocery"), StreetTeam = PartyOf("street"), SoupKitchen = PartyOf("kitchen");

    public static readonly LotId Spinach = new(Id("lot/spinach")), Yoghurt = new(Id("lot/yoghurt")), Bread = new(Id("lot/bread")),
        Fish = new(Id("lot/fish"));

    public static readonly NeedId GroceryGreens = new(Id("need/grocery-greens")), StreetGreens = new(Id("need/street-greens")),
        GroceryDairy = new(Id("need/grocery-dairy")), KitchenBread = new(Id("need/kitchen-bread")), StreetProtein = new(Id("need/street-protein"));

    public static readonly VehicleId Van = new(Id("vehicle/van-1"));

    public static readonly DriverId Claire = new(Id("driver/claire")), Ahmed = new(Id("driver/ahmed"));

    public static readonly ShiftId Morning = new(Id("shift/morning"));

    public static readonly RecipeId Jars = new(Id("recipe/jars"));

    public static readonly EquipmentId Cannery = new(Id("equipment/cannery"));

    public static readonly EquipmentRequestId GroceryCans = new(Id("request/grocery-cans")), KitchenCans = new(Id("request/kitchen-cans"));

    /// <summary>What the town declared.</summary>
    public static DayDeclarations Day { get; } = new()
    {
        Date = Date,
        Notice = "données inventées",
        Territories =
        [
            new Territory
            {
                Id = Town, Code = "bellerive", Name = "Bellerive", TimeZone = "Europe/Paris",
                Policy = new Policy
                {
                    Version = "2026-1", DecidedOn = new DateOnly(2026, 1, 10), QuantityRiskPercent = 5, SafetyMargin = Duration.FromMinutes(30),
                    Radius = Distance.FromMetres(40_000), FoodFactor = new EmissionFactor(2500, "a made-up source", 2025),
                },
            },
        ],
        Parties =
        [
            PartyNamed("bank", "Banque alimentaire de Bellerive", PartyKind.FoodBank, 0),
            PartyNamed("market", "Marché de gros", PartyKind.Wholesaler, 0),
            PartyNamed("shop", "Biocoop des Quais", PartyKind.Shop, 0),
            PartyNamed("grocery", "Épicerie solidaire", PartyKind.SocialGrocery, 120),
            PartyNamed("street", "Maraude du pont", PartyKind.Association, 60),
            PartyNamed("kitchen", "Cuisine du quartier", PartyKind.Kitchen, 30),
        ],
        Sites =
        [
            SiteNamed("depot", "bank", "Entrepôt", SiteKind.Depot, 3.8700, 43.6000, From("07:00", "18:00"), 0),
            SiteNamed("market", "market", "Quai 4", SiteKind.Warehouse, 3.9000, 43.6100, From("08:45", "11:00"), 10),
            SiteNamed("shop", "shop", "Biocoop des Quais", SiteKind.Shop, 3.9200, 43.6300, From("09:00", "12:00"), 10),
            SiteNamed("grocery", "grocery", "Épicerie solidaire", SiteKind.DistributionPoint, 3.8900, 43.6400, From("09:00", "12:00"), 10),
            SiteNamed("street", "street", "Local de la maraude", SiteKind.Premises, 3.8600, 43.6200, From("10:00", "12:00"), 8),
            SiteNamed("kitchen", "kitchen", "Cuisine du quartier", SiteKind.Kitchen, 3.9300, 43.6310, From("08:00", "14:00"), 5),
        ],
        Consents = [new Consent(Town, From: null, To: null, ValidFrom: null, ValidUntil: null)],
        Lots =
        [
            new Lot
            {
                Id = Spinach, Code = "spinach", Territory = Town, Donor = MarketHall, Site = Market, Product = "Épinards", Family = Family.FruitAndVegetables,
                Kind = "leafy-vegetables", Quantity = new MassRange(Kg(150), Kg(200), Kg(260)), Origin = QuantityOrigin.Declared, Volume = Volume.FromLitres(800),
                Crates = 20, CrateType = "euro-e2", Temperature = TemperatureClass.Ambient, Date = new DateMark.KeepsUntil(new DateOnly(2026, 3, 30)),
                PickupWindow = From("08:00", "10:30"), SmallestShare = Kg(25), Source = SourceKind.Ramasse,
            },
            new Lot
            {
                Id = Yoghurt, Code = "yoghurt", Territory = Town, Donor = OrganicShop, Site = Shop, Product = "Yaourts nature", Family = Family.Dairy,
                Kind = "yoghurt", Quantity = new MassRange(Kg(40), Kg(40), Kg(42)), Origin = QuantityOrigin.Weighed, Crates = 4,
                Temperature = TemperatureClass.Chilled, Packing = Packing.Prepacked, Date = new DateMark.UseBy(Date), PickupWindow = From("09:00", "11:00"), Source = SourceKind.Gift,
            },
            new Lot
            {
                Id = Bread, Code = "bread", Territory = Town, Donor = OrganicShop, Site = Shop, Product = "Pain de la veille", Family = Family.Starch,
                Kind = "bread", Quantity = new MassRange(Kg(10), Kg(15), Kg(20)), Origin = QuantityOrigin.Forecast, Temperature = TemperatureClass.Ambient,
                Date = new DateMark.BestBefore(Date), PickupWindow = From("09:00", "12:00"), Indivisible = true, Source = SourceKind.Gift,
            },
            new Lot
            {
                Id = Fish, Code = "fish", Territory = Town, Donor = MarketHall, Site = Market, Product = "Filets de colin", Family = Family.Protein,
                Kind = "frozen-fish", Quantity = new MassRange(Kg(20), Kg(20), Kg(20)), Origin = QuantityOrigin.Weighed, Units = 40,
                Temperature = TemperatureClass.Frozen, Packing = Packing.Prepacked, Date = new DateMark.BestBefore(new DateOnly(2026, 9, 1)), PickupWindow = From("08:00", "10:30"),
                Source = SourceKind.Ramasse,
            },
        ],
        Needs =
        [
            NeedOf(GroceryGreens, "grocery-greens", SocialGrocery, Grocery, Family.FruitAndVegetables, 120, Urgency.Ordinary, "12:00", Transfer.Delivered),
            NeedOf(StreetGreens, "street-greens", StreetTeam, Street, Family.FruitAndVegetables, 100, Urgency.Ordinary, "12:00", Transfer.Delivered),
            NeedOf(GroceryDairy, "grocery-dairy", SocialGrocery, Grocery, Family.Dairy, 50, Urgency.Class2, "11:00", Transfer.Delivered),
            NeedOf(KitchenBread, "kitchen-bread", SoupKitchen, Kitchen, Family.Starch, 15, Urgency.Ordinary, "13:00", Transfer.Collected),
            NeedOf(StreetProtein, "street-protein", StreetTeam, Street, Family.Protein, 20, Urgency.Class1, "18:00", Transfer.Delivered) with { Event = "Maraude du soir" },
        ],
        Equipment =
        [
            new SharedEquipment
            {
                Id = Cannery, Code = "cannery", Territory = Town, Owner = SoupKitchen, Kind = EquipmentKind.MobileCannery, Name = "Conserverie mobile",
                Site = Kitchen, Availability = [From("13:00", "17:00")], HourlyCapacity = Kg(60), CrewPersons = 2, SetUp = Duration.FromMinutes(30),
            },
        ],
        Recipes =
        [
            new Recipe
            {
                Id = Jars, Code = "jars", Territory = Town, Name = "Épinards en bocaux", Inputs = [new RecipeInput(Family.FruitAndVegetables, null)],
                Equipment = [EquipmentKind.MobileCannery], SmallestBatch = Kg(10), LargestBatch = Kg(60), BatchDuration = Duration.FromMinutes(60), CrewPersons = 3,
                YieldPermille = 900, Output = new RecipeOutput("Épinards en bocaux", Family.FruitAndVegetables, "jars", TemperatureClass.Ambient, LifeDays: 365, UseBy: false),
            },
        ],
        EquipmentRequests =
        [
            RequestOf(GroceryCans, "grocery-cans", SocialGrocery),
            RequestOf(KitchenCans, "kitchen-cans", SoupKitchen),
        ],
        Vehicles =
        [
            new Vehicle
            {
                Id = Van, Code = "van-1", Territory = Town, Owner = Bank, Name = "Kangoo froid",
                Capacity = new Load(Kg(600), Volume.FromLitres(3000), 40),
                Compartments =
                [
                    new Compartment("caisse", [TemperatureClass.Ambient], new Load(Kg(500), Volume.FromLitres(2500), 32)),
                    new Compartment("froid", [TemperatureClass.Chilled], new Load(Kg(150), Volume.FromLitres(600), 8)),
                ],
                FixedCost = Cost.FromEuros(10), CostPerHour = Cost.FromEuros(12), CostPerKilometre = Cost.FromEuros(0.35m), Profile = "van", Co2GramsPerKilometre = 190,
            },
        ],
        Drivers =
        [
            new Driver { Id = Claire, Code = "claire", Territory = Town, Name = "Claire Blanc", Phone = "04 99 00 00 11" },
            new Driver { Id = Ahmed, Code = "ahmed", Territory = Town, Name = "Ahmed Saïd" },
        ],
        Shifts =
        [
            new Shift
            {
                Id = Morning, Code = "morning", Territory = Town, Driver = Claire, Helpers = [Ahmed], Vehicle = Van, Span = From("08:00", "13:00"),
                StartSite = Depot, EndSite = Depot, Breaks = [new Break(From("09:30", "10:30"), Duration.FromMinutes(15))],
            },
        ],
        CrateTypes = [new CrateType("euro-e2", "Caisse E2", Volume.FromLitres(40), Kg(2), MarketHall)],
        CrateBalances = [new CrateBalance(Grocery, "euro-e2", 6)],
    };

    public static readonly AllocationId GreensToGrocery = new(Id("allocation/greens-grocery")), GreensToStreet = new(Id("allocation/greens-street")),
        DairyToGrocery = new(Id("allocation/dairy-grocery")), BreadToKitchen = new(Id("allocation/bread-kitchen"));

    public static readonly ShipmentId MarketToGrocery = new(Id("shipment/market-grocery")), MarketToStreet = new(Id("shipment/market-street")),
        ShopToGrocery = new(Id("shipment/shop-grocery")), FrozenToStreet = new(Id("shipment/frozen-street"));

    public static readonly RouteId Tour = new(Id("route/1"));

    /// <summary>The morning as a careful person would plan it. Every rule holds.</summary>
    public static DayPlan Plan { get; } = new()
    {
        Id = new PlanId(Id("plan/1")),
        Date = Date,
        Territories = [Town],
        PlannedAt = At("06:12:03.25"),
        Notice = "données inventées",
        Roads = new RoadBasis(RoadBasisKind.Sketch, "Croquis de Bellerive", "© les dessinateurs de Bellerive", [Kitchen]),
        Allocations =
        [
            AllocationOf(GreensToGrocery, Spinach, GroceryGreens, 120, Transfer.Delivered, new AllocationReason.FairShare(Kg(1), Kg(1.05m))),
            AllocationOf(GreensToStreet, Spinach, StreetGreens, 60, Transfer.Delivered, new AllocationReason.Nearest(Distance.FromMetres(3210.5))),
            AllocationOf(DairyToGrocery, Yoghurt, GroceryDairy, 40, Transfer.Delivered, new AllocationReason.UrgentFirst(Urgency.Class2)),
            AllocationOf(BreadToKitchen, Bread, KitchenBread, 15, Transfer.Collected, new AllocationReason.NeedMet(Kg(15))),
        ],
        Unmet =
        [
            new Unmet(StreetGreens, Kg(40), new UnmetReason.SharedFairly(Kg(1), Kg(1.05m))),
            new Unmet(GroceryDairy, Kg(10), new UnmetReason.AllRefused([new RefusalCount(new Refusal.TooLateToHandOut(Duration.FromMinutes(90)), 2)])),
            new Unmet(StreetProtein, Kg(20), new UnmetReason.NotTransported(FrozenToStreet)),
        ],
        Leftovers =
        [
            new Leftover(Spinach, Kg(20), new LeftoverReason.Unsplittable(Kg(25))),
            new Leftover(Fish, Kg(20), new LeftoverReason.NotTransported(FrozenToStreet)),
        ],
        RefusedPairs =
        [
            new RefusedPair(Spinach, KitchenBread, new Refusal.OtherFamily(Family.Starch)),
            new RefusedPair(Bread, GroceryDairy, new Refusal.OtherFamily(Family.Dairy)),
        ],
        Bookings = [new Booking(new BookingId(Id("booking/1")), Cannery, GroceryCans, From("13:00", "16:00"))],
        UnmetRequests = [new UnmetRequest(KitchenCans, UnmetRequestReason.Taken)],
        Shipments =
        [
            ShipmentOf(MarketToGrocery, GreensToGrocery, Market, Grocery, TemperatureClass.Ambient, 120, new Load(Kg(156), Volume.FromLitres(624), 12), Urgency.Ordinary),
            ShipmentOf(MarketToStreet, GreensToStreet, Market, Street, TemperatureClass.Ambient, 60, new Load(Kg(78), Volume.FromLitres(312), 6), Urgency.Ordinary),
            ShipmentOf(ShopToGrocery, DairyToGrocery, Shop, Grocery, TemperatureClass.Chilled, 40, new Load(Kg(42), Volume.Zero, 4), Urgency.Class2),
            ShipmentOf(FrozenToStreet, new AllocationId(Id("allocation/fish-street")), Market, Street, TemperatureClass.Frozen, 20,
                new Load(Kg(20), Volume.Zero, 0), Urgency.Class1),
        ],
        Routes =
        [
            new Route
            {
                Id = Tour, Number = 1, Territory = Town, Shift = Morning, Vehicle = Van, Driver = Claire,
                Stops =
                [
                    new Stop { Site = Depot, Arrival = At("08:30"), ServiceBegin = At("08:30"), Departure = At("08:30"), Activities = [], LoadAfter = Load.Zero },
                    new Stop
                    {
                        Site = Market, Arrival = At("08:40"), ServiceBegin = At("08:45"), Departure = At("08:55"),
                        Activities =
                        [
                            new Activity(ActivityKind.Pickup, MarketToGrocery, GreensToGrocery, Kg(120), Kg(156), 12),
                            new Activity(ActivityKind.Pickup, MarketToStreet, GreensToStreet, Kg(60), Kg(78), 6),
                        ],
                        LoadAfter = new Load(Kg(234), Volume.FromLitres(936), 18),
                    },
                    new Stop
                    {
                        Site = Shop, Arrival = At("09:07"), ServiceBegin = At("09:07"), Departure = At("09:17"),
                        Activities = [new Activity(ActivityKind.Pickup, ShopToGrocery, DairyToGrocery, Kg(40), Kg(42), 4)],
                        LoadAfter = new Load(Kg(276), Volume.FromLitres(936), 22),
                    },
                    new Stop
                    {
                        Site = Grocery, Arrival = At("09:24:01.337"), ServiceBegin = At("09:24:01.337"), Departure = At("09:34:01.337"),
                        Activities =
                        [
                            new Activity(ActivityKind.Delivery, MarketToGrocery, GreensToGrocery, Kg(120), Kg(156), 12),
                            new Activity(ActivityKind.Delivery, ShopToGrocery, DairyToGrocery, Kg(40), Kg(42), 4),
                        ],
                        LoadAfter = new Load(Kg(78), Volume.FromLitres(312), 6),
                    },
                    new Stop
                    {
                        Site = Street, Arrival = At("09:44:01.337"), ServiceBegin = At("10:00"), Departure = At("10:08"),
                        Activities = [new Activity(ActivityKind.Delivery, MarketToStreet, GreensToStreet, Kg(60), Kg(78), 6)],
                        LoadAfter = Load.Zero,
                    },
                    new Stop { Site = Depot, Arrival = At("10:17"), ServiceBegin = At("10:17"), Departure = At("10:17"), Activities = [], LoadAfter = Load.Zero },
                ],
                Legs =
                [
                    LegOf(Depot, Market, 3100, Duration.FromMinutes(10)),
                    LegOf(Market, Shop, 3400, Duration.FromMinutes(12)),
                    LegOf(Shop, Grocery, 3050.7, new Duration(421_337)),
                    LegOf(Grocery, Street, 3900, Duration.FromMinutes(10)),
                    LegOf(Street, Depot, 2800, Duration.FromMinutes(9)),
                ],
                Breaks = [new TakenBreak(At("09:44:01.337"), Duration.FromMinutes(15))],
                Cost = Cost.FromEuros(37.087745m),
            },
        ],
        Unassigned = [new Unassigned(FrozenToStreet, new UnassignedReason.NoVehicleForClass(TemperatureClass.Frozen))],
        Search = new SearchRecord(Seed: 1, Iterations: 25_000, Elapsed: TimeSpan.FromTicks(12_345_678), new MatchingBound(Kg(235), Kg(236.5m)), new RoutesBound(Cost.FromEuros(41.25m), Cost.FromEuros(40.5m)), Companion: true),
    };

    static Party PartyNamed(string code, string name, PartyKind kind, int persons) => new()
    {
        Id = PartyOf(code),
        Code = code,
        Territory = Town,
        Name = name,
        Kind = kind,
        AttestedPersons = persons,
        Phone = "04 99 00 00 01",
        RedistributesShortDated = true,
    };

    static Site SiteNamed(string code, string party, string name, SiteKind kind, double longitude, double latitude, TimeWindow open, int serviceMinutes) => new()
    {
        Id = SiteOf(code),
        Code = code,
        Territory = Town,
        Party = PartyOf(party),
        Name = name,
        Kind = kind,
        Position = Position.FromDegrees(longitude, latitude),
        Address = "3 rue inventée",
        Commune = "Bellerive",
        Phone = "04 99 00 00 02",
        AccessHint = "Sonner au portail vert",
        OpeningWindows = [open],
        StorageLeft = new StorageLeft(Kg(400), Kg(60), Kg(30)),
        AcceptedFamilies = [Family.Protein, Family.Dairy, Family.FruitAndVegetables, Family.Starch, Family.Other, Family.Hygiene],
        RefusedKinds = ["raw-fish"],
        ServiceDuration = Duration.FromMinutes(serviceMinutes),
        HandOutDuration = Duration.FromMinutes(180),
    };

    static Need NeedOf(NeedId id, string code, PartyId recipient, SiteId site, Family family, decimal kilograms, Urgency urgency, string deadline, Transfer transfer) =>
        new()
        {
            Id = id,
            Code = code,
            Territory = Town,
            Recipient = recipient,
            Site = site,
            Family = family,
            Wanted = Kg(kilograms),
            Urgency = urgency,
            Deadline = At(deadline),
            Transfer = transfer,
        };

    static EquipmentRequest RequestOf(EquipmentRequestId id, string code, PartyId party) => new()
    {
        Id = id,
        Code = code,
        Territory = Town,
        Party = party,
        Kind = EquipmentKind.MobileCannery,
        Within = From("12:00", "18:00"),
        UseDuration = Duration.FromMinutes(150),
        Purpose = "Ratatouille",
    };

    static Allocation AllocationOf(AllocationId id, LotId lot, NeedId need, decimal kilograms, Transfer transfer, AllocationReason reason) =>
        new() { Id = id, Lot = lot, Need = need, Quantity = Kg(kilograms), Transfer = transfer, Reason = reason };

    static Shipment ShipmentOf(
        ShipmentId id, AllocationId allocation, SiteId from, SiteId to, TemperatureClass temperature, decimal kilograms, Load high, Urgency urgency) => new()
        {
            Id = id,
            Territory = Town,
            Allocations = [allocation],
            From = from,
            To = to,
            Temperature = temperature,
            PickupWindows = [From("08:45", "10:30")],
            DeliveryWindows = [From("09:00", "12:00")],
            Expected = Kg(kilograms),
            High = high,
            Urgency = urgency,
        };

    static Leg LegOf(SiteId from, SiteId to, double metres, Duration duration)
    {
        Position a = PositionOf(from), b = PositionOf(to);
        // One bend, so that a geometry is more than its two ends.
        return new Leg(from, to, Distance.FromMetres(metres), duration, [a, new Position(a.LongitudeE7, b.LatitudeE7), b]);
    }

    static Position PositionOf(SiteId site) => Day.Sites.First(x => x.Id == site).Position;
}
