using System.Globalization;
using System.Reflection;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Testing;
using static Logistics.Testing.Bellerive;

namespace Logistics.Planning.Tests.Checking;

/// <summary>
/// The morning in Bellerive holds every rule; each mutation breaks one thing, and the checker must name it with the right figure.
/// </summary>
public sealed class PlanCheckerTests
{
    static readonly DayPlan Good = Bellerive.Plan;
    static readonly DayDeclarations Declared = Bellerive.Day;

    public static TheoryData<string> Names => [.. Mutations.Keys];

    [Fact]
    public void A_careful_plan_has_no_violation() => Assert.Empty(PlanChecker.Check(new DayIndex(Declared), Good));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutation_is_caught_by_its_own_case(string name)
    {
        var (day, plan, expected) = Mutations[name];
        Assert.Contains(expected, PlanChecker.Check(new DayIndex(day), plan));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_violation_found_can_be_said_in_both_languages(string name)
    {
        var (day, plan, _) = Mutations[name];
        var index = new DayIndex(day);
        foreach (var culture in new[] { "fr-FR", "en-GB" })
        {
            var words = new ViolationWords(index, plan, CultureInfo.GetCultureInfo(culture));
            Assert.All(PlanChecker.Check(index, plan), x => Assert.False(string.IsNullOrWhiteSpace(words.Say(x))));
        }
    }

    [Fact]
    public void No_case_is_without_a_mutation()
    {
        var cases = typeof(PlanViolation).GetNestedTypes(BindingFlags.Public).Select(x => x.Name);
        Assert.Equal([], cases.Except(Mutations.Values.Select(x => x.Expected.Code)).Order());
    }

    [Fact]
    public void French_and_english_say_the_same_thing_in_their_own_words()
    {
        var index = new DayIndex(Declared);
        var violation = new PlanViolation.NeedExceeded(GroceryGreens, Kg(1.5m));
        Assert.Equal("Besoin grocery-greens : 1,5 kg de trop.", new ViolationWords(index, Good, CultureInfo.GetCultureInfo("fr-FR")).Say(violation));
        Assert.Equal("Need grocery-greens: 1.5 kg too much.", new ViolationWords(index, Good, CultureInfo.GetCultureInfo("en-GB")).Say(violation));
    }

    [Fact]
    public void A_plan_whose_ids_all_lead_nowhere_is_reported_and_throws_nothing()
    {
        var empty = Declared with
        {
            Territories = [],
            Parties = [],
            Sites = [],
            Lots = [],
            Needs = [],
            Equipment = [],
            EquipmentRequests = [],
            Vehicles = [],
            Drivers = [],
            Shifts = [],
        };
        var violations = PlanChecker.Check(new DayIndex(empty), Good);
        Assert.Contains(new PlanViolation.UnknownReference("lot", Spinach.Value), violations);
        Assert.Equal(violations.Count, violations.Distinct().Count());
    }

    [Fact]
    public void The_same_plan_gives_the_same_violations_in_the_same_order()
    {
        var broken = Good with { Allocations = [], Routes = [], Leftovers = [] };
        Assert.Equal(PlanChecker.Check(new DayIndex(Declared), broken), PlanChecker.Check(new DayIndex(Declared), broken));
    }

    static readonly Guid Nobody = NameBasedId.Derive(NameBasedId.Root, "nobody");

    /// <summary>Stops of the tour by name: 0 is the depot.</summary>
    const int AtMarket = 1, AtShop = 2, AtGrocery = 3, AtStreet = 4, Back = 5;

    static readonly Dictionary<string, (DayDeclarations Day, DayPlan Plan, PlanViolation Expected)> Morning = new()
    {
        // The plan as a document
        ["planned for the next day"] = Plan(Good with { Date = Date.AddDays(1) }, new PlanViolation.OtherDay(Date.AddDays(1), Date)),
        ["the notice forgotten"] = Plan(Good with { Notice = null }, new PlanViolation.NoticeMissing("données inventées")),
        ["an allocation of a lot nobody declared"] = Plan(
            Good with { Allocations = Change(Good.Allocations, 0, x => x with { Lot = new LotId(Nobody) }) },
            new PlanViolation.UnknownReference("lot", Nobody)),
        ["a route of a shift that does not exist"] = Route(x => x with { Shift = new ShiftId(Nobody) }, new PlanViolation.UnknownReference("shift", Nobody)),
        ["one allocation listed twice"] = Plan(
            Good with { Allocations = [.. Good.Allocations, Good.Allocations[0]] }, new PlanViolation.DuplicateId("allocation", GreensToGrocery.Value)),

        // Quantities: of 200 kg of spinach 120 + 60 go and 20 stay
        ["an allocation of nothing"] = Plan(
            Good with { Allocations = Change(Good.Allocations, 2, x => x with { Quantity = Mass.Zero }) },
            new PlanViolation.NotPositive("allocation", DairyToGrocery.Value, Mass.Zero)),
        ["20 kg of spinach vanish"] = Plan(
            Good with { Leftovers = [Good.Leftovers[1]] }, new PlanViolation.LotNotBalanced(Spinach, Accounted: Kg(180), Expected: Kg(200))),
        ["40 kg of need forgotten"] = Plan(
            Good with { Unmet = [Good.Unmet[1], Good.Unmet[2]] }, new PlanViolation.NeedNotBalanced(StreetGreens, Accounted: Kg(60), Wanted: Kg(100))),
        ["more greens than the grocery wants"] = Plan(
            Good with { Allocations = Change(Good.Allocations, 0, x => x with { Quantity = Kg(130) }) }, new PlanViolation.NeedExceeded(GroceryGreens, Kg(10))),
        // The grocery receives 120 kg ambient.
        ["the grocery's shelves hold 100 kg"] = Day(
            Site(Grocery, x => x with { StorageLeft = new StorageLeft(Kg(100), Kg(60), Kg(30)) }),
            new PlanViolation.StorageExceeded(Grocery, TemperatureClass.Ambient, Kg(20))),

        // Who may receive what
        ["greens given as dairy"] = Day(
            Need(GroceryGreens, x => x with { Family = Family.Dairy }), new PlanViolation.Forbidden(GreensToGrocery, new Refusal.OtherFamily(Family.Dairy))),
        ["no consent"] = Day(
            Declared with { Consents = [] }, new PlanViolation.Forbidden(GreensToGrocery, new Refusal.NoConsent(MarketHall, SocialGrocery))),
        ["a consent that ended yesterday"] = Day(
            Declared with { Consents = [new Consent(Town, null, null, null, Date.AddDays(-1))] },
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.NoConsent(OrganicShop, SocialGrocery))),
        ["a consent for another recipient only"] = Day(
            Declared with { Consents = [new Consent(Town, MarketHall, StreetTeam, null, null)] },
            new PlanViolation.Forbidden(GreensToGrocery, new Refusal.NoConsent(MarketHall, SocialGrocery))),
        ["the donor receives its own greens"] = Day(
            Lot(Spinach, x => x with { Donor = SocialGrocery }), new PlanViolation.Forbidden(GreensToGrocery, new Refusal.OwnGoods())),
        ["a recipient that is not habilitated"] = Day(
            Party(StreetTeam, x => x with { Habilitated = false }), new PlanViolation.Forbidden(GreensToStreet, new Refusal.NotHabilitated(StreetTeam))),
        ["a family the street team does not take"] = Day(
            Site(Street, x => x with { AcceptedFamilies = [Family.Protein] }),
            new PlanViolation.Forbidden(GreensToStreet, new Refusal.FamilyNotAccepted(Family.FruitAndVegetables))),
        ["a kind the grocery refuses"] = Day(
            Site(Grocery, x => x with { RefusedKinds = ["yoghurt"] }), new PlanViolation.Forbidden(DairyToGrocery, new Refusal.KindRefused("yoghurt"))),
        ["a grocery that does not receive on that day"] = Day(
            Site(Grocery, x => x with { ReceptionDays = [Date.AddDays(1).DayOfWeek] }), new PlanViolation.Forbidden(DairyToGrocery, new Refusal.NotThatDay(Date.DayOfWeek))),
        // The street team is given 60 kg of the spinach.
        ["less than the street team comes for"] = Day(
            Site(Street, x => x with { LeastShare = Kg(61) }), new PlanViolation.Forbidden(GreensToStreet, new Refusal.BelowItsLeast(Kg(60), Kg(61)))),
        ["no fridge at the grocery"] = Day(
            Site(Grocery, x => x with { StorageLeft = new StorageLeft(Kg(400), Mass.Zero, Mass.Zero) }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.NoStorage(TemperatureClass.Chilled))),
        ["a radius of one kilometre"] = Day(
            Declared with { Territories = [Declared.Territories[0] with { Policy = Declared.Territories[0].Policy with { Radius = Distance.FromMetres(1000) } }] },
            new PlanViolation.Forbidden(GreensToStreet, new Refusal.TooFar(Between(Market, Street) - Distance.FromMetres(1000)))),
        ["a share too small to be useful"] = Day(
            Lot(Spinach, x => x with { SmallestShare = Kg(75) }), new PlanViolation.Forbidden(GreensToStreet, new Refusal.BelowSmallestShare(Kg(15)))),
        ["a donor that needs a written agreement and has none"] = Day(
            Party(OrganicShop, x => x with { ConventionRequired = true }), new PlanViolation.Forbidden(DairyToGrocery, new Refusal.NoConvention(OrganicShop, SocialGrocery))),
        ["a written agreement that ended yesterday"] = Day(
            Party(OrganicShop, x => x with { ConventionRequired = true }) with
            {
                Consents = [Declared.Consents[0] with { Convention = new Convention("C-1", Date.AddDays(-300), Date.AddDays(-1)) }],
            },
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.ConventionExpired(OrganicShop, SocialGrocery, Date.AddDays(-1)))),
        ["wine"] = Day(
            Lot(Spinach, x => x with { Kind = "wine" }), new PlanViolation.Forbidden(GreensToStreet, new Refusal.FoodExcluded("wine", ExclusionReason.Alcohol))),
        ["yoghurt in bulk"] = Day(
            Lot(Yoghurt, x => x with { Packing = Packing.Unpacked }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.FoodExcluded("yoghurt", ExclusionReason.AnimalFoodNotPrepacked))),
        ["yoghurt that does not say how it is packed"] = Day(
            Lot(Yoghurt, x => x with { Packing = null }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.FoodExcluded("yoghurt", ExclusionReason.AnimalFoodPackingNotSaid))),
        ["minced meat for a place that is not approved"] = Day(
            Lot(Yoghurt, x => x with { Kind = "minced-meat" }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.FoodExcluded("minced-meat", ExclusionReason.Sensitive))),
        ["fish that does not say how it is packed"] = Day(
            Lot(Yoghurt, x => x with { Kind = "raw-fish", Packing = null }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.FoodExcluded("raw-fish", ExclusionReason.SensitivePackingNotSaid))),
        ["a fridge at nine degrees"] = Day(
            Site(Grocery, x => x with { ChilledTo = Temperature.FromCelsius(9) }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.StoreTooWarm(Temperature.FromCelsius(8), Temperature.FromCelsius(9)))),
        ["a label that asks for more cold than the van holds"] = Day(
            Site(Grocery, x => x with { ChilledTo = Temperature.FromCelsius(1) }) with { Lots = Lot(Yoghurt, x => x with { Warmest = Temperature.FromCelsius(2) }).Lots },
            new PlanViolation.NoCompartment(Tour, ShopToGrocery, TemperatureClass.Chilled)),
        // 70 km as the crow flies take 32 min at least, whatever the road.
        ["cold sandwiches fetched from far away in a plain car"] = Day(
            Site(Kitchen, x => x with { Position = Position.FromDegrees(3.9200 + 0.87, 43.6300) }) with { Lots = Lot(Bread, x => x with { Temperature = TemperatureClass.Chilled }).Lots },
            new PlanViolation.Forbidden(BreadToKitchen, new Refusal.TooLongOutOfCold(
                Drive: new Duration(PositionOf(Shop).DistanceTo(Position.FromDegrees(3.9200 + 0.87, 43.6300)).Decimetres * 36 / 13), Limit: Duration.FromMinutes(30)))),
        ["nobody at the grocery to receive"] = Day(
            Site(Grocery, x => x with { ReceptionLeft = Mass.Zero }), new PlanViolation.Forbidden(GreensToGrocery, new Refusal.ReceptionFull(Mass.Zero))),
        // The grocery receives 160 kg; it is open for three hours and could sort 150 kg in them.
        ["a hub that cannot sort all that comes"] = Day(
            Site(Grocery, x => x with { Hub = new Hub(Duration.Zero, Kg(50), Docks: 1) }), new PlanViolation.Forbidden(GreensToGrocery, new Refusal.ReceptionFull(Kg(150)))),
        // Received 09:24:01.337: 14 h 35 min 58.663 s before the day ends.
        ["a short date for who does not attest to hand out in time"] = Day(
            Party(SocialGrocery, x => x with { RedistributesShortDated = false }),
            new PlanViolation.Forbidden(DairyToGrocery, new Refusal.ShortDated(Duration.FromMinutes(14 * 60 + 35) + new Duration(58_663), Duration.FromMinutes(2880)))),
        ["a need that leaves open what the promise must say"] = (
            Need(GroceryDairy, x => x with { Transfer = Transfer.Either }), Good with { Allocations = Change(Good.Allocations, 2, x => x with { Transfer = Transfer.Either }) },
            new PlanViolation.WrongTransfer(DairyToGrocery)),
        ["an indivisible lot cut in two"] = Day(
            Lot(Spinach, x => x with { Indivisible = true }), new PlanViolation.IndivisibleCut(Spinach, Given: Kg(180), Expected: Kg(200))),
        ["delivered though it should be collected"] = Day(
            Need(GroceryDairy, x => x with { Transfer = Transfer.Collected }), new PlanViolation.WrongTransfer(DairyToGrocery)),
        ["refused and allocated at once"] = Plan(
            Good with { RefusedPairs = [new RefusedPair(Spinach, GroceryGreens, new Refusal.OwnGoods())] },
            new PlanViolation.RefusedYetAllocated(Spinach, GroceryGreens)),
        // Received 09:24:01.337, handed out after 15 h + 30 min: 00:54:01.337 of the next day, when the use-by day is over.
        ["yoghurt handed out after its use-by date"] = Day(
            Site(Grocery, x => x with { HandOutDuration = Duration.FromMinutes(15 * 60) }),
            new PlanViolation.HandedOutTooLate(DairyToGrocery, Duration.FromMinutes(54) + new Duration(1_337))),
        ["greens that come after the deadline"] = Day(
            Need(StreetGreens, x => x with { Deadline = At("09:50") }), new PlanViolation.DeadlineMissed(GreensToStreet, Duration.FromMinutes(10))),
        ["bread that can be fetched only after the deadline"] = Day(
            Need(KitchenBread, x => x with { Deadline = At("08:00") }), new PlanViolation.DeadlineMissed(BreadToKitchen, Duration.FromMinutes(60))),

        // Transport
        ["greens taken and never left"] = Stop(AtStreet, x => x with { Activities = [] }, new PlanViolation.NotCarriedOnce(GreensToStreet, 1, 0)),
        ["the day without its route"] = Plan(Good with { Routes = [] }, new PlanViolation.NotCarriedOnce(DairyToGrocery, 0, 0)),
        ["taken by one route and left by another"] = Plan(
            Good with
            {
                Routes =
                [
                    Good.Routes[0] with { Stops = Change(Good.Routes[0].Stops, AtStreet, x => x with { Activities = [] }) },
                    Good.Routes[0] with { Id = new RouteId(Nobody), Stops = [Good.Routes[0].Stops[AtStreet]], Legs = [] },
                ],
            },
            new PlanViolation.SplitBetweenRoutes(GreensToStreet)),
        ["left before it is taken"] = Route(
            x => x with { Stops = Change(Change(x.Stops, AtMarket, y => y with { Activities = x.Stops[AtStreet].Activities }), AtStreet, y => y with { Activities = [x.Stops[AtMarket].Activities[1]] }) },
            new PlanViolation.DroppedBeforePickup(GreensToStreet)),
        ["a route carries what the kitchen fetches"] = Stop(
            AtShop,
            x => x with { Activities = [.. x.Activities, new Activity(ActivityKind.Pickup, ShopToGrocery, BreadToKitchen, Kg(15), Kg(20), 0)] },
            new PlanViolation.CollectedYetCarried(BreadToKitchen)),
        ["an allocation without a shipment"] = Shipment(MarketToStreet, x => x with { Allocations = [] }, new PlanViolation.NotShippedOnce(GreensToStreet, 0)),
        ["an unassigned shipment that is carried"] = Plan(
            Good with { Unassigned = [.. Good.Unassigned, new Unassigned(ShopToGrocery, new UnassignedReason.DayIsFull())] },
            new PlanViolation.UnassignedYetPromised(ShopToGrocery)),
        ["fish that was left behind and is not left over"] = Plan(
            Good with { Leftovers = [Good.Leftovers[0], new Leftover(Fish, Kg(20), new LeftoverReason.TakersFull())] },
            new PlanViolation.UnassignedNotAccounted(FrozenToStreet, Kg(20), Unmet: Kg(20), LeftOver: Mass.Zero)),
        ["not transported, by a shipment that travels"] = Plan(
            Good with { Leftovers = [new Leftover(Spinach, Kg(20), new LeftoverReason.NotTransported(MarketToGrocery)), Good.Leftovers[1]] },
            new PlanViolation.UnassignedNotAccounted(MarketToGrocery, Mass.Zero, Unmet: Mass.Zero, LeftOver: Kg(20))),
        ["a shipment that forgets 6 kg of its high estimate"] = Shipment(
            MarketToGrocery, x => x with { High = x.High with { Mass = Kg(150) } }, new PlanViolation.ShipmentMisstated(MarketToGrocery, "High")),
        ["a shipment to another place"] = Shipment(
            MarketToGrocery, x => x with { To = Kitchen }, new PlanViolation.ShipmentMisstated(MarketToGrocery, "To")),
        ["a shipment of another temperature"] = Shipment(
            ShopToGrocery, x => x with { Temperature = TemperatureClass.Ambient }, new PlanViolation.ShipmentMisstated(ShopToGrocery, "Temperature")),
        ["an activity of fewer kilograms than promised"] = Stop(
            AtGrocery,
            x => x with { Activities = Change(x.Activities, 0, y => y with { Expected = Kg(100) }) },
            new PlanViolation.ActivityMisstated(Tour, AtGrocery, GreensToGrocery, "Expected")),
        // 120 of 200 kg in 20 crates are 12 crates.
        ["an activity that forgets a crate"] = Stop(
            AtMarket,
            x => x with { Activities = Change(x.Activities, 0, y => y with { Crates = 11 }) },
            new PlanViolation.ActivityMisstated(Tour, AtMarket, GreensToGrocery, "Crates")),
        ["greens left at the kitchen"] = Stop(
            AtStreet, x => x with { Site = Kitchen }, new PlanViolation.WrongPlace(Tour, AtStreet, GreensToStreet, Street)),

        // Routes
        ["driven by someone else"] = Route(x => x with { Driver = Ahmed }, new PlanViolation.NotItsShift(Tour, "Driver")),
        ["a tour that does not come home"] = Stop(Back, x => x with { Site = Kitchen }, new PlanViolation.NotItsShift(Tour, "EndSite")),
        ["two tours number one"] = Plan(
            Good with { Routes = [Good.Routes[0], Good.Routes[0] with { Id = new RouteId(Nobody) }] }, new PlanViolation.NumberTwice(new RouteId(Nobody), 1)),
        ["one van on two tours at once"] = Plan(
            Good with { Routes = [Good.Routes[0], Good.Routes[0] with { Id = new RouteId(Nobody), Number = 2 }] },
            new PlanViolation.UsedTwice(new RouteId(Nobody), Tour, "vehicle")),
        ["a leg torn out"] = Route(x => x with { Legs = [.. x.Legs.Take(4)] }, new PlanViolation.BrokenChain(Tour, 6, 4)),
        ["a leg from another place"] = Leg(1, x => x with { From = Kitchen }, new PlanViolation.LegDisconnected(Tour, 1)),
        ["a line that starts at another place"] = Leg(
            1,
            x => x with { Geometry = [.. x.Geometry.Skip(1).Prepend(PositionOf(Depot))] },
            new PlanViolation.GeometryAway(Tour, 1, Between(Market, Depot))),
        ["a line of one position"] = Leg(1, x => x with { Geometry = [x.Geometry[0]] }, new PlanViolation.GeometryAway(Tour, 1, Distance.Zero)),
        ["a leg longer than the time between"] = Leg(
            2, x => x with { Duration = x.Duration + Duration.FromSeconds(90) }, new PlanViolation.TimesDisagree(Tour, AtGrocery, Duration.FromSeconds(-90))),
        ["a leg shorter than the time between"] = Leg(
            2, x => x with { Duration = x.Duration - Duration.FromSeconds(90) }, new PlanViolation.TimesDisagree(Tour, AtGrocery, Duration.FromSeconds(90))),
        ["a kitchen in Paris, reached in 3 km"] = Day(
            Site(Shop, x => x with { Position = Position.FromDegrees(2.35, 48.85) }),
            new PlanViolation.LegTooShort(
                Tour, 1, Position.FromDegrees(3.9, 43.61).DistanceTo(Position.FromDegrees(2.35, 48.85)) - Distance.FromMetres(3400) - Distance.FromMetres(4000))),
        ["served before arrival"] = Stop(
            AtShop, x => x with { ServiceBegin = At("09:05") }, new PlanViolation.StopOutOfOrder(Tour, AtShop, Duration.FromMinutes(2))),
        ["a stop of eight minutes where ten are needed"] = Day(
            Site(Street, x => x with { ServiceDuration = Duration.FromMinutes(10) }), new PlanViolation.ServiceTooShort(Tour, AtStreet, Duration.FromMinutes(2))),
        ["the street opens twelve minutes after the van has left"] = Day(
            Site(Street, x => x with { OpeningWindows = [From("10:20", "12:00")] }), new PlanViolation.Closed(Tour, AtStreet, Duration.FromMinutes(12))),
        ["the spinach is gone at half past eight"] = Day(
            Lot(Spinach, x => x with { PickupWindow = From("08:00", "08:30") }),
            new PlanViolation.OutsidePickupWindow(Tour, AtMarket, Spinach, Duration.FromMinutes(15))),
        ["a shift that ends at ten"] = Day(
            Declared with { Shifts = [Declared.Shifts[0] with { Span = From("08:00", "10:00") }] },
            new PlanViolation.OutsideShift(Tour, Duration.FromMinutes(17))),
        ["a shift that starts at nine"] = Day(
            Declared with { Shifts = [Declared.Shifts[0] with { Span = From("09:00", "13:00") }] },
            new PlanViolation.OutsideShift(Tour, Duration.FromMinutes(30))),
        // The window must close before the return, else Claire may rest at home.
        ["a break of twenty minutes due, fifteen taken"] = Day(
            Declared with { Shifts = [Declared.Shifts[0] with { Breaks = [new Break(From("09:30", "10:00"), Duration.FromMinutes(20))] }] },
            new PlanViolation.BreakMissed(Tour, 0)),
        ["a break nobody owes"] = Day(
            Declared with { Shifts = [Declared.Shifts[0] with { Breaks = [] }] }, new PlanViolation.BreakInvalid(Tour, 0)),
        // After the shop 276 kg, 936 L and 22 crates are on board by the high estimates.
        ["a van of 250 kg"] = Day(
            Vehicle(x => x with { Capacity = x.Capacity with { Mass = Kg(250) } }), new PlanViolation.Overloaded(Tour, AtShop, new Load(Kg(26), Volume.Zero, 0))),
        ["a van of 900 litres"] = Day(
            Vehicle(x => x with { Capacity = x.Capacity with { Volume = Volume.FromLitres(900) } }),
            new PlanViolation.Overloaded(Tour, AtMarket, new Load(Mass.Zero, Volume.FromLitres(36), 0))),
        ["a cold box of 40 kg"] = Day(
            Vehicle(x => x with { Compartments = Change(x.Compartments, 1, y => y with { Capacity = y.Capacity with { Mass = Kg(40) } }) }),
            new PlanViolation.CompartmentOverloaded(Tour, AtShop, [TemperatureClass.Chilled], new Load(Kg(2), Volume.Zero, 0))),
        ["a van without cold"] = Day(
            Vehicle(x => x with { Compartments = [x.Compartments[0]] }), new PlanViolation.NoCompartment(Tour, ShopToGrocery, TemperatureClass.Chilled)),
        ["a load that forgets the spinach"] = Stop(
            AtMarket, x => x with { LoadAfter = Load.Zero },
            new PlanViolation.LoadMisstated(Tour, AtMarket, Stated: Load.Zero, Actual: new Load(Kg(234), Volume.FromLitres(936), 18))),

        // Shared equipment: booked 13:00 to 16:00, 30 min of setting up and 150 min of use
        ["two at the cannery at once"] = Plan(
            Good with { Bookings = [Good.Bookings[0], new Booking(new BookingId(Nobody), Cannery, KitchenCans, From("14:00", "17:00"))] },
            new PlanViolation.BookingsOverlap(new BookingId(Nobody), Good.Bookings[0].Id, Duration.FromMinutes(120))),
        ["a cannery that is away until two"] = Day(
            Declared with { Equipment = [Declared.Equipment[0] with { Availability = [From("14:00", "18:00")] }] },
            new PlanViolation.BookingUnavailable(Good.Bookings[0].Id)),
        ["a cannery not lent to the grocery"] = Day(
            Declared with { Equipment = [Declared.Equipment[0] with { Borrowers = [StreetTeam] }] },
            new PlanViolation.BookingMismatch(Good.Bookings[0].Id, "Borrowers")),
        ["a booking of equipment that is out of order"] = (
            Declared with { Equipment = Declared.Equipment.Select(x => x with { Outages = [Good.Bookings[0].Period] }).ToValueList() },
            Good, new PlanViolation.BookingUnavailable(Good.Bookings[0].Id)),
        ["a booking beyond what the owner allows"] = (
            Declared with { Equipment = Declared.Equipment.Select(x => x with { MostPerDay = Duration.FromMinutes(1) }).ToValueList() },
            Good, new PlanViolation.BookingMismatch(Good.Bookings[0].Id, "MostPerDay")),
        ["a booking that hides that its owner has to agree"] = (
            Declared with { Equipment = Declared.Equipment.Select(x => x with { NeedsApproval = true }).ToValueList() },
            Good, new PlanViolation.BookingMismatch(Good.Bookings[0].Id, "ToBeApproved")),
        ["a booking with no time to set up"] = Plan(
            Good with { Bookings = [Good.Bookings[0] with { Period = From("13:00", "15:30") }] },
            new PlanViolation.BookingTooShort(Good.Bookings[0].Id, Duration.FromMinutes(30))),
        ["a request without an answer"] = Plan(Good with { UnmetRequests = [] }, new PlanViolation.RequestNotAnsweredOnce(KitchenCans, 0)),
    };

    static readonly Dictionary<string, (DayDeclarations Day, DayPlan Plan, PlanViolation Expected)> Mutations = new(Morning.Concat(Batches.Mutations));

    static (DayDeclarations, DayPlan, PlanViolation) Plan(DayPlan plan, PlanViolation expected) => (Declared, plan, expected);

    static (DayDeclarations, DayPlan, PlanViolation) Day(DayDeclarations day, PlanViolation expected) => (day, Good, expected);

    static (DayDeclarations, DayPlan, PlanViolation) Route(Func<Route, Route> change, PlanViolation expected) =>
        Plan(Good with { Routes = [change(Good.Routes[0])] }, expected);

    static (DayDeclarations, DayPlan, PlanViolation) Stop(int stop, Func<Stop, Stop> change, PlanViolation expected) =>
        Route(x => x with { Stops = Change(x.Stops, stop, change) }, expected);

    static (DayDeclarations, DayPlan, PlanViolation) Leg(int leg, Func<Leg, Leg> change, PlanViolation expected) =>
        Route(x => x with { Legs = Change(x.Legs, leg, change) }, expected);

    static (DayDeclarations, DayPlan, PlanViolation) Shipment(ShipmentId id, Func<Shipment, Shipment> change, PlanViolation expected) =>
        Plan(Good with { Shipments = [.. Good.Shipments.Select(x => x.Id == id ? change(x) : x)] }, expected);

    static DayDeclarations Site(SiteId id, Func<Site, Site> change) =>
        Declared with { Sites = [.. Declared.Sites.Select(x => x.Id == id ? change(x) : x)] };

    static DayDeclarations Party(PartyId id, Func<Party, Party> change) =>
        Declared with { Parties = [.. Declared.Parties.Select(x => x.Id == id ? change(x) : x)] };

    static DayDeclarations Lot(LotId id, Func<Lot, Lot> change) => Declared with { Lots = [.. Declared.Lots.Select(x => x.Id == id ? change(x) : x)] };

    static DayDeclarations Need(NeedId id, Func<Need, Need> change) => Declared with { Needs = [.. Declared.Needs.Select(x => x.Id == id ? change(x) : x)] };

    static DayDeclarations Vehicle(Func<Vehicle, Vehicle> change) => Declared with { Vehicles = [change(Declared.Vehicles[0])] };

    static ValueList<T> Change<T>(ValueList<T> list, int index, Func<T, T> change) => list.Select((x, i) => i == index ? change(x) : x).ToValueList();

    static Position PositionOf(SiteId site) => Declared.Sites.First(x => x.Id == site).Position;

    static Distance Between(SiteId a, SiteId b) => PositionOf(a).DistanceTo(PositionOf(b));
}
