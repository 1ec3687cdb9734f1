using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Testing;
using static Logistics.Testing.Bellerive;

namespace Logistics.Formats.Tests.Plans;

/// <summary>Bellerive's plan with one of every reason there is. It cannot be driven; it can be written and read.</summary>
static class EveryCase
{
    static readonly Refusal[] Refusals =
    [
        new Refusal.OtherFamily(Family.Hygiene), new Refusal.NoConsent(MarketHall, StreetTeam), new Refusal.OwnGoods(), new Refusal.NotHabilitated(SoupKitchen),
        new Refusal.FamilyNotAccepted(Family.FruitAndVegetables), new Refusal.KindRefused("raw-fish"), new Refusal.NotThatDay(DayOfWeek.Sunday), new Refusal.BelowItsLeast(Kg(2), Kg(5)), new Refusal.NoStorage(TemperatureClass.Chilled),
        new Refusal.TooFar(new Distance(123)), new Refusal.NotReachable(Market, Kitchen), new Refusal.TooLateToHandOut(new Duration(1)),
        new Refusal.AfterDeadline(Duration.FromMinutes(3)), new Refusal.Closed(), new Refusal.NoVehicleForClass(TemperatureClass.Frozen),
        new Refusal.BelowSmallestShare(new Mass(1)), new Refusal.NoConvention(MarketHall, StreetTeam),
        new Refusal.ConventionExpired(MarketHall, StreetTeam, new DateOnly(2025, 12, 31)), new Refusal.FoodExcluded("raw-fish", ExclusionReason.Sensitive),
        new Refusal.StoreTooWarm(Temperature.FromCelsius(2), Temperature.FromCelsius(4)),
        new Refusal.VehicleTooWarm(Temperature.FromCelsius(-25.5m), Temperature.FromCelsius(-18)),
        new Refusal.TooLongOutOfCold(Duration.FromMinutes(40), Duration.FromMinutes(30)),
        new Refusal.ShortDated(Duration.FromMinutes(2000), Duration.FromMinutes(2880)), new Refusal.ReceptionFull(Kg(3)),
        new Refusal.Declined("no room « today »"), new Refusal.Declined(null),
    ];

    static readonly AllocationReason[] Allocated =
    [
        new AllocationReason.UrgentFirst(Urgency.Class3), new AllocationReason.OnlyTaker(), new AllocationReason.FairShare(Kg(1), Kg(2)),
        new AllocationReason.NeedMet(Kg(3)), new AllocationReason.Nearest(new Distance(5)), new AllocationReason.FirstCome(4),
        new AllocationReason.Decided("Léa", "la maraude part à 18 h \"pile\""), new AllocationReason.Decided("Léa", null),
        new AllocationReason.EntitledFirst(), new AllocationReason.AfterEntitled(),
    ];

    static readonly UnmetReason[] Missing =
    [
        new UnmetReason.NothingDeclared(Family.Other), new UnmetReason.AllRefused([.. Refusals.Select((x, i) => new RefusalCount(x, i + 1))]),
        new UnmetReason.SharedFairly(Kg(1), Kg(2)), new UnmetReason.StorageFull(TemperatureClass.Ambient), new UnmetReason.OnlyCrumbs(new Mass(999)),
        new UnmetReason.NotTransported(FrozenToStreet), new UnmetReason.CameLate(), new UnmetReason.AfterEntitled(), new UnmetReason.NoMore(0),
        new UnmetReason.NoMore(2),
    ];

    static readonly LeftoverReason[] Left =
    [
        new LeftoverReason.NobodyAsked(Family.Starch), new LeftoverReason.AllRefused([new RefusalCount(new Refusal.Closed(), 7)]), new LeftoverReason.TakersFull(),
        new LeftoverReason.Unsplittable(Kg(25)), new LeftoverReason.Waits(), new LeftoverReason.NotTransported(FrozenToStreet),
    ];

    static readonly UnassignedReason[] Behind =
    [
        new UnassignedReason.NoVehicleForClass(TemperatureClass.Frozen), new UnassignedReason.NoVehicleOnDuty(),
        new UnassignedReason.TooLarge(new Load(Kg(12.001m), new Volume(-5), -2)), new UnassignedReason.OutsideWindows(new Duration(61_001)),
        new UnassignedReason.DayIsFull(), new UnassignedReason.TakenOff(), new UnassignedReason.NotReachable(Street),
    ];

    static readonly UntransformedReason[] Lost =
    [
        new UntransformedReason.NoRecipe(Family.Starch, "bread"), new UntransformedReason.NoEquipment(Jars), new UntransformedReason.NoAutoclave(Jars),
        new UntransformedReason.NotAvailable(Cannery), new UntransformedReason.HostRefused(Kitchen, new Refusal.NoConsent(MarketHall, SoupKitchen)),
        new UntransformedReason.NoCrew(Kitchen, 3), new UntransformedReason.NoOperator(Kitchen, Jars), new UntransformedReason.TooLate(Duration.FromMinutes(90)),
        new UntransformedReason.BelowSmallestBatch(Jars, Kg(5)), new UntransformedReason.Taken(), new UntransformedReason.NoBetter(), new UntransformedReason.NotCarried(Kitchen),
        new UntransformedReason.NotDecided(),
    ];

    static readonly Transformation Batch = Transformation.Of(
        new DayIndex(Bellerive.Day), "jars.cannery.1", Cannery, Jars, Kitchen, From("13:00", "15:00"), [new TransformationInput(Spinach, Kg(20))]);

    public static DayPlan Plan { get; } = Bellerive.Plan with
    {
        Allocations =
        [
            .. Allocated.Select((x, i) => Bellerive.Plan.Allocations[i % 4] with { Id = new AllocationId(Guid(i)), Quantity = new Mass(1 + i), Reason = x }),
            Bellerive.Plan.Allocations[0] with { Id = new AllocationId(Guid(99)), Lot = Batch.Output.Id },
        ],
        UnlistedRefusals = [new RefusalCount(new Refusal.Closed(), 600_001)],
        Batches = [Batch],
        Supplies = [new Supply(new AllocationId(Guid(100)), Batch.Id, Spinach, Kg(20))],
        Untransformed = [.. Lost.Select((x, i) => new Untransformed(Fish, new Mass(i + 1), x))],
        BatchBound = new TransformationBound(Kg(20), Kg(20), Mass.Zero, Kg(5)),
        Unmet = [.. Missing.Select(x => new Unmet(StreetGreens, Kg(1.234m), x))],
        Leftovers = [.. Left.Select(x => new Leftover(Bread, Kg(0.5m), x))],
        RefusedPairs = [.. Refusals.Select(x => new RefusedPair(Fish, GroceryDairy, x))],
        UnmetRequests = [.. Enum.GetValues<UnmetRequestReason>().Select(x => new UnmetRequest(KitchenCans, x))],
        Shipments = [.. Behind.Select((_, i) => Bellerive.Plan.Shipments[3] with { Id = i == 0 ? FrozenToStreet : new ShipmentId(Guid(i)) })],
        Unassigned = [.. Behind.Select((x, i) => new Unassigned(i == 0 ? FrozenToStreet : new ShipmentId(Guid(i)), x))],
    };

    static Guid Guid(int i) => NameBasedId.Derive(NameBasedId.Root, $"case/{i}");

    /// <summary>The leaves of the closed records that a plan holds, to prove that none is forgotten above.</summary>
    public static IEnumerable<Type> Cases => new[] { typeof(Refusal), typeof(AllocationReason), typeof(UnmetReason), typeof(LeftoverReason), typeof(UnassignedReason), typeof(UntransformedReason) }
        .SelectMany(x => x.GetNestedTypes())
        // Of supplies, which give no reason.
        .Except([typeof(AllocationReason.IntoBatch)]);

    public static IEnumerable<object> Used => [.. Refusals, .. Allocated, .. Missing, .. Left, .. Behind, .. Lost];
}
