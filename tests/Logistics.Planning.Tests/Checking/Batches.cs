using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Checking;

/// <summary>The day of the spinach with its plan, to be broken one thing at a time.</summary>
static class Batches
{
    static readonly DayDeclarations declared = SpinachDay.Make().Build();
    static readonly DayPlan good = DayPlanner.Plan(Plans.Input(declared), null, CancellationToken.None);

    public static Transformation Batch => good.Batches[0];

    public static Supply Supply => good.Supplies[0];

    public static LotId Spinach => declared.Lots[0].Id;

    public static PartyId Town => declared.Equipment[0].Owner;

    public static PartyId Farm => declared.Lots[0].Donor;

    public static PartyId Borrower => declared.Sites.Single(x => x.Id == Batch.Host).Party;

    public static (DayDeclarations, DayPlan, PlanViolation) Day(Func<DayDeclarations, DayDeclarations> change, PlanViolation expected) => (change(declared), good, expected);

    public static (DayDeclarations, DayPlan, PlanViolation) Equipment(Func<SharedEquipment, SharedEquipment> change, PlanViolation expected) =>
        Day(x => x with { Equipment = [change(x.Equipment[0])] }, expected);

    public static (DayDeclarations, DayPlan, PlanViolation) Plan(Func<DayPlan, DayPlan> change, PlanViolation expected) => (declared, change(good), expected);

    /// <summary>Somebody has the cannery where it stands, an hour before the batch ends: an hour together, and the way between.</summary>
    public static (DayDeclarations, DayPlan, PlanViolation) Booked(PlanViolation expected)
    {
        var request = new EquipmentRequest
        {
            Id = new EquipmentRequestId(NameBasedId.Derive(NameBasedId.Root, "request")),
            Code = "workshop",
            Territory = declared.Territories[0].Id,
            Party = Borrower,
            Kind = EquipmentKind.MobileCannery,
            Within = new TimeWindow(Batch.Period.End.AddHours(-3), Batch.Period.End.AddHours(3)),
            UseDuration = Duration.FromMinutes(60),
            Purpose = "workshop",
        };
        var booking = new Booking(new BookingId(NameBasedId.Derive(NameBasedId.Root, "nobody")), declared.Equipment[0].Id, request.Id, new TimeWindow(Batch.Period.End.AddHours(-1), Batch.Period.End.AddHours(1)));
        return (declared with { EquipmentRequests = [request] }, good with { Bookings = [booking] }, expected);
    }

    public static Duration Together => Duration.FromMinutes(60) + new Duration(
        declared.Sites.Single(x => x.Id == Batch.Host).Position.DistanceTo(declared.Sites.Single(x => x.Id == declared.Equipment[0].Site).Position).Decimetres * 3_600_000 / 1_300_000);

    /// <summary>How late the spinach comes to work that begins so much earlier.</summary>
    public static Duration Late(Duration earlier)
    {
        var unloaded = good.Routes.SelectMany(x => x.Stops).First(x => x.Activities.Any(y => y.Kind == ActivityKind.Delivery && y.Allocation == Supply.Id)).ServiceBegin
            + declared.Sites.Single(x => x.Id == Batch.Host).ServiceDuration.ToTimeSpan();
        return Duration.FromTimeSpan(unloaded - (Batch.Period.Begin + declared.Equipment[0].SetUp.ToTimeSpan() - earlier.ToTimeSpan()));
    }

    static readonly Guid Nobody = NameBasedId.Derive(NameBasedId.Root, "nobody");

    static (DayDeclarations, DayPlan, PlanViolation) Batched(Func<Transformation, Transformation> change, PlanViolation expected) =>
        Plan(x => x with { Batches = [change(x.Batches[0])] }, expected);

    /// <summary>Each breaks one thing, and names the violation that must be found.</summary>
    public static IEnumerable<KeyValuePair<string, (DayDeclarations, DayPlan, PlanViolation)>> Mutations => new Dictionary<string, (DayDeclarations, DayPlan, PlanViolation)>
    {
        // Batches: 140 kg of spinach are worked at the kitchen from 12:00 to 14:55, 45 min of setting up and 130 min of work
        ["a batch on an unknown machine"] = Batched(x => x with { Equipment = new EquipmentId(Nobody) }, new PlanViolation.UnknownReference("equipment", Nobody)),
        ["a batch larger than the recipe"] = Day(
            x => x with { Recipes = [x.Recipes[0] with { LargestBatch = DayBuilder.Kilograms(139) }] }, new PlanViolation.BatchMismatch(Batch.Id, "LargestBatch")),
        ["a batch smaller than the recipe"] = Day(
            x => x with { Recipes = [x.Recipes[0] with { SmallestBatch = DayBuilder.Kilograms(141) }] }, new PlanViolation.BatchMismatch(Batch.Id, "SmallestBatch")),
        ["more jars than the spinach gives"] = Batched(
            x => x with { Output = x.Output with { Quantity = DayBuilder.Weight(127) } }, new PlanViolation.BatchMismatch(Batch.Id, "YieldPermille")),
        ["jars that weigh less at the most than they may"] = Batched(
            x => x with { Output = x.Output with { Quantity = new MassRange(x.Output.Quantity.Low, x.Output.Quantity.Expected, x.Output.Quantity.Expected) } },
            new PlanViolation.BatchMismatch(Batch.Id, "YieldPermille")),
        ["jars of meat that say they are of leaves"] = Day(
            x => x with { Lots = [x.Lots[0] with { AnimalOrigin = true, Packing = Packing.Prepacked }] }, new PlanViolation.BatchMismatch(Batch.Id, "AnimalOrigin")),
        // Five kilometres at 130 km/h are more than two minutes.
        ["a cannery that is to be had for the batch alone"] = Equipment(x => x with { Availability = [Batch.Period] }, new PlanViolation.BatchUnavailable(Batch.Id)),
        ["a cannery that is at home meanwhile"] = Booked(new PlanViolation.BatchOverlaps(Batch.Id, Nobody, Together)),
        ["jars that leave while they boil"] = Batched(
            x => x with { Output = x.Output with { PickupWindow = x.Period } }, new PlanViolation.BatchMismatch(Batch.Id, "Output")),
        ["jars of somebody who gave nothing"] = Batched(
            x => x with { Output = x.Output with { Donor = Town } }, new PlanViolation.BatchMismatch(Batch.Id, "Donor")),
        ["low acid without an autoclave"] = Equipment(x => x with { HasAutoclave = false }, new PlanViolation.BatchMismatch(Batch.Id, "HasAutoclave")),
        ["a cannery that stays at home"] = Equipment(x => x with { Hosts = [] }, new PlanViolation.BatchMismatch(Batch.Id, "Hosts")),
        ["a cannery lent to others only"] = Equipment(x => x with { Borrowers = [Town] }, new PlanViolation.BatchMismatch(Batch.Id, "Borrowers")),
        ["a cannery for other recipes"] = Equipment(x => x with { Recipes = [new RecipeId(Nobody)] }, new PlanViolation.BatchMismatch(Batch.Id, "Recipes")),
        ["a kitchen instead of a cannery"] = Equipment(x => x with { Kind = EquipmentKind.MobileKitchen }, new PlanViolation.BatchMismatch(Batch.Id, "Kind")),
        ["a batch that takes its owner's word for granted"] = Batched(x => x with { ToBeApproved = false }, new PlanViolation.BatchMismatch(Batch.Id, "ToBeApproved")),
        ["two hours at the cannery in a day"] = Equipment(
            x => x with { MostPerDay = Duration.FromMinutes(120) }, new PlanViolation.BatchMismatch(Batch.Id, "MostPerDay")),
        ["two hours for one borrower"] = Equipment(
            x => x with { MostPerBorrower = Duration.FromMinutes(120) }, new PlanViolation.BatchMismatch(Batch.Id, "MostPerBorrower")),
        ["a donor who does not agree that the kitchen has it"] = Day(x => x with { Consents = [] }, new PlanViolation.BatchMismatch(Batch.Id, "Consents")),
        ["a kitchen that may not take food aid"] = Day(
            x => x with { Parties = [.. x.Parties.Select(y => y with { Habilitated = false })] }, new PlanViolation.BatchMismatch(Batch.Id, "Habilitated")),
        ["a kitchen beyond the voted radius"] = Day(
            x => x with { Territories = [.. x.Territories.Select(y => y with { Policy = y.Policy with { Radius = Distance.FromMetres(500) } })] },
            new PlanViolation.BatchMismatch(Batch.Id, "Radius")),
        ["a recipe for apples"] = Day(
            x => x with { Recipes = [x.Recipes[0] with { Inputs = [new RecipeInput(Family.FruitAndVegetables, "fruit")] }] }, new PlanViolation.BatchMismatch(Batch.Id, "Inputs")),
        ["less than a useful share goes in"] = Day(
            x => x with { Lots = [x.Lots[0] with { SmallestShare = DayBuilder.Kilograms(150) }] }, new PlanViolation.BatchMismatch(Batch.Id, "SmallestShare")),
        ["a farm that needs a written agreement"] = Day(
            x => x with { Parties = [.. x.Parties.Select(y => y with { ConventionRequired = true })] },
            new PlanViolation.Forbidden(Supply.Id, new Refusal.NoConvention(Farm, Borrower))),
        ["nobody at the kitchen after two"] = Day(
            x => x with { Crews = [x.Crews[0] with { Span = new(x.Crews[0].Span.Begin, Batch.Period.End.AddMinutes(-55)) }] }, new PlanViolation.BatchUnavailable(Batch.Id)),
        ["a cannery out of order at one"] = Equipment(
            x => x with { Outages = [new(Batch.Period.Begin.AddHours(1), Batch.Period.Begin.AddHours(2))] }, new PlanViolation.BatchUnavailable(Batch.Id)),
        ["a batch of an hour"] = Batched(
            x => x with { Period = new(x.Period.Begin, x.Period.Begin.AddHours(1)) }, new PlanViolation.BatchTooShort(Batch.Id, Duration.FromMinutes(115))),
        // Dead since yesterday at midnight; the batch and an hour of margin end at 15:55.
        ["spinach of the day before"] = Day(
            x => x with { Lots = [x.Lots[0] with { Date = new DateMark.KeepsUntil(x.Date.AddDays(-1)) }] },
            new PlanViolation.BatchTooLate(Batch.Id, Spinach, Duration.FromMinutes(15 * 60 + 55))),
        ["one kitchen with two batches at once"] = Plan(
            x => x with { Batches = [x.Batches[0], x.Batches[0] with { Id = new TransformationId(Nobody), Output = x.Batches[0].Output with { Id = new LotId(Nobody) } }] },
            new PlanViolation.BatchOverlaps(Batch.Id, Nobody, Duration.FromMinutes(175))),
        ["spinach that stays at the farm"] = Plan(
            x => x with { Supplies = [] }, new PlanViolation.SupplyNotBalanced(Batch.Id, Spinach, Brought: Mass.Zero, Needed: DayBuilder.Kilograms(140))),
        ["a supply of nothing"] = Plan(
            x => x with { Supplies = [Supply with { Quantity = Mass.Zero }] }, new PlanViolation.NotPositive("supply", Supply.Id.Value, Mass.Zero)),
        ["work that begins before the spinach is there"] = Batched(
            x => x with { Period = new(x.Period.Begin.AddHours(-9), x.Period.End) }, new PlanViolation.DeadlineMissed(Supply.Id, Late(Duration.FromMinutes(9 * 60)))),
    };
}
