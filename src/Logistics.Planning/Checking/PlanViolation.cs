using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>One thing that is wrong with a plan, and by how much. Facts only; <see cref="ViolationWords"/> says it to people.</summary>
/// <remarks>Stop and leg numbers count from 0, the start of the route being stop 0.</remarks>
public abstract record PlanViolation
{
    PlanViolation() { }

    /// <summary>Stable name for files and tests, the case's own name: <c>LotNotBalanced</c>.</summary>
    public string Code => GetType().Name;

    // The plan as a document

    /// <summary>The plan is made for another day than the declarations.</summary>
    public sealed record OtherDay(DateOnly Planned, DateOnly Declared) : PlanViolation;

    /// <summary>The day's data is not real, and the plan does not say so in the same words.</summary>
    public sealed record NoticeMissing(string Notice) : PlanViolation;

    /// <summary>Something the plan names does not exist.</summary>
    /// <param name="Kind">What it should be: <c>lot</c>, <c>need</c>, <c>shipment</c>…</param>
    public sealed record UnknownReference(string Kind, Guid Id) : PlanViolation;

    /// <summary>Two things of one kind have the same id.</summary>
    public sealed record DuplicateId(string Kind, Guid Id) : PlanViolation;

    // Quantities

    /// <summary>An amount that must be positive is not.</summary>
    public sealed record NotPositive(string Kind, Guid Id, Mass Amount) : PlanViolation;

    /// <summary>Allocated plus left over is not the expected quantity.</summary>
    public sealed record LotNotBalanced(LotId Lot, Mass Accounted, Mass Expected) : PlanViolation;

    /// <summary>Allocated plus unmet is not what was wanted.</summary>
    public sealed record NeedNotBalanced(NeedId Need, Mass Accounted, Mass Wanted) : PlanViolation;

    /// <summary>A need, which is a cap, receives more than that.</summary>
    public sealed record NeedExceeded(NeedId Need, Mass By) : PlanViolation;

    public sealed record StorageExceeded(SiteId Site, TemperatureClass Class, Mass By) : PlanViolation;

    // Who may receive what

    /// <summary>A hard rule forbids this allocation.</summary>
    public sealed record Forbidden(AllocationId Allocation, Refusal Refusal) : PlanViolation;

    /// <summary>A lot that goes whole or not at all was cut.</summary>
    public sealed record IndivisibleCut(LotId Lot, Mass Given, Mass Expected) : PlanViolation;

    /// <summary>The allocation is delivered where its need is collected, or the reverse.</summary>
    public sealed record WrongTransfer(AllocationId Allocation) : PlanViolation;

    /// <summary>The plan gives the lot to the need and also says that a rule refuses it.</summary>
    public sealed record RefusedYetAllocated(LotId Lot, NeedId Need) : PlanViolation;

    /// <summary>Planned delivery, hand-out and margin end after the use-by date.</summary>
    public sealed record HandedOutTooLate(AllocationId Allocation, Duration By) : PlanViolation;

    public sealed record DeadlineMissed(AllocationId Allocation, Duration By) : PlanViolation;

    // Transport

    /// <summary>A delivered allocation is not picked up once and dropped once.</summary>
    public sealed record NotCarriedOnce(AllocationId Allocation, int Pickups, int Deliveries) : PlanViolation;

    /// <summary>Picked up by one route and dropped by another.</summary>
    public sealed record SplitBetweenRoutes(AllocationId Allocation) : PlanViolation;

    public sealed record DroppedBeforePickup(AllocationId Allocation) : PlanViolation;

    /// <summary>The recipient fetches it, yet a route carries it.</summary>
    public sealed record CollectedYetCarried(AllocationId Allocation) : PlanViolation;

    /// <summary>A delivered allocation is in no shipment, or in several.</summary>
    public sealed record NotShippedOnce(AllocationId Allocation, int Shipments) : PlanViolation;

    /// <summary>A shipment is unassigned, yet one of its allocations still stands or is carried.</summary>
    public sealed record UnassignedYetPromised(ShipmentId Shipment) : PlanViolation;

    /// <summary>What an unassigned shipment would have carried does not come back as unmet and as left over.</summary>
    public sealed record UnassignedNotAccounted(ShipmentId Shipment, Mass Expected, Mass Unmet, Mass LeftOver) : PlanViolation;

    /// <summary>A shipment or an activity states something its allocation does not bear out.</summary>
    /// <param name="What">Name of the property: <c>From</c>, <c>Expected</c>, <c>High</c>…</param>
    public sealed record ShipmentMisstated(ShipmentId Shipment, string What) : PlanViolation;

    public sealed record ActivityMisstated(RouteId Route, int Stop, AllocationId Allocation, string What) : PlanViolation;

    /// <summary>Goods are taken or left at a site other than the lot's or the need's.</summary>
    public sealed record WrongPlace(RouteId Route, int Stop, AllocationId Allocation, SiteId Expected) : PlanViolation;

    // Routes

    /// <summary>A route's vehicle, driver, territory, start or end is not its shift's.</summary>
    public sealed record NotItsShift(RouteId Route, string What) : PlanViolation;

    /// <summary>Two routes of a territory have one number.</summary>
    public sealed record NumberTwice(RouteId Route, int Number) : PlanViolation;

    /// <summary>A shift, a vehicle or a person is on two routes at once.</summary>
    public sealed record UsedTwice(RouteId Route, RouteId Other, string What) : PlanViolation;

    /// <summary>Fewer than two stops, or not one leg fewer than stops.</summary>
    public sealed record BrokenChain(RouteId Route, int Stops, int Legs) : PlanViolation;

    public sealed record LegDisconnected(RouteId Route, int Leg) : PlanViolation;

    /// <summary>A leg's line ends farther from its site than snapping to the network explains, or has no two positions.</summary>
    public sealed record GeometryAway(RouteId Route, int Leg, Distance By) : PlanViolation;

    /// <summary>A leg is shorter than the straight line between its sites.</summary>
    public sealed record LegTooShort(RouteId Route, int Leg, Distance By) : PlanViolation;

    /// <summary>Arrival is not the departure before it plus the leg, breaks aside. Positive: later than it says; negative: sooner.</summary>
    public sealed record TimesDisagree(RouteId Route, int Stop, Duration Off) : PlanViolation;

    /// <summary>Arrival, begin of service and departure are not in this order.</summary>
    public sealed record StopOutOfOrder(RouteId Route, int Stop, Duration By) : PlanViolation;

    public sealed record ServiceTooShort(RouteId Route, int Stop, Duration By) : PlanViolation;

    /// <summary>Service begins when the site is closed; the nearest opening is this far.</summary>
    public sealed record Closed(RouteId Route, int Stop, Duration By) : PlanViolation;

    /// <summary>Loading begins outside the lot's pick-up window.</summary>
    public sealed record OutsidePickupWindow(RouteId Route, int Stop, LotId Lot, Duration By) : PlanViolation;

    public sealed record OutsideShift(RouteId Route, Duration By) : PlanViolation;

    public sealed record BreakMissed(RouteId Route, int Break) : PlanViolation;

    /// <summary>A break stands in no shift, begins outside its window or is shorter than it must be.</summary>
    public sealed record BreakInvalid(RouteId Route, int Break) : PlanViolation;

    public sealed record Overloaded(RouteId Route, int Stop, Load Over) : PlanViolation;

    /// <summary>Goods of these classes do not fit the compartments that may hold them.</summary>
    public sealed record CompartmentOverloaded(RouteId Route, int Stop, ValueList<TemperatureClass> Classes, Load Over) : PlanViolation;

    public sealed record NoCompartment(RouteId Route, ShipmentId Shipment, TemperatureClass Class) : PlanViolation;

    public sealed record LoadMisstated(RouteId Route, int Stop, Load Stated, Load Actual) : PlanViolation;

    // Shared equipment

    public sealed record BookingsOverlap(BookingId Booking, BookingId Other, Duration By) : PlanViolation;

    public sealed record BookingUnavailable(BookingId Booking) : PlanViolation;

    /// <summary>The booking does not answer its request: other kind, not lent to this partner, outside the span asked.</summary>
    public sealed record BookingMismatch(BookingId Booking, string What) : PlanViolation;

    public sealed record BookingTooShort(BookingId Booking, Duration By) : PlanViolation;

    // Batches

    /// <summary>The batch is not what recipe, equipment, host or goods allow, or says of itself what does not follow.</summary>
    public sealed record BatchMismatch(TransformationId Batch, string What) : PlanViolation;

    /// <summary>Equipment or people are not there all the time.</summary>
    public sealed record BatchUnavailable(TransformationId Batch) : PlanViolation;

    public sealed record BatchTooShort(TransformationId Batch, Duration By) : PlanViolation;

    /// <summary>A lot is past its date before the batch has ended and the voted margin after it.</summary>
    public sealed record BatchTooLate(TransformationId Batch, LotId Lot, Duration By) : PlanViolation;

    /// <summary>The host has another batch meanwhile, or the equipment is in use elsewhere, or cannot have come from there.</summary>
    public sealed record BatchOverlaps(TransformationId Batch, Guid Other, Duration By) : PlanViolation;

    /// <summary>What is brought of a lot is not what goes in.</summary>
    public sealed record SupplyNotBalanced(TransformationId Batch, LotId Lot, Mass Brought, Mass Needed) : PlanViolation;

    /// <summary>A request is not answered exactly once, by a booking or by a reason.</summary>
    public sealed record RequestNotAnsweredOnce(EquipmentRequestId Request, int Answers) : PlanViolation;
}
