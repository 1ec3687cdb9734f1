using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
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
}
