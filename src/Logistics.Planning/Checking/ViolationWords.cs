using System.Diagnostics;
using System.Globalization;
using System.Resources;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>Says a violation to a dispatcher, in French or English, with the names people use.</summary>
/// <remarks>An id that leads nowhere is shown as it is: the sentence must not fail because the plan does. Thread safe.</remarks>
public sealed class ViolationWords(DayIndex day, DayPlan plan, CultureInfo culture)
{
    static readonly ResourceManager Texts = new("Logistics.Planning.Checking.ViolationTexts", typeof(ViolationWords).Assembly);

    readonly PlanFacts facts = new(day, plan);

    public string Say(PlanViolation violation)
    {
        ArgumentNullException.ThrowIfNull(violation);
        var text = Texts.GetString(violation.Code, culture) ?? throw new UnreachableException($"No text for {violation.Code}.");
        return string.Format(culture, text, Arguments(violation));
    }

    object[] Arguments(PlanViolation violation) => violation switch
    {
        PlanViolation.OtherDay x => [Date(x.Planned), Date(x.Declared)],
        PlanViolation.NoticeMissing x => [x.Notice],
        PlanViolation.UnknownReference x => [Kind(x.Kind), x.Id],
        PlanViolation.DuplicateId x => [Kind(x.Kind), x.Id],
        PlanViolation.NotPositive x => [Kind(x.Kind), x.Id, Kg(x.Amount)],
        PlanViolation.LotNotBalanced x => [Lot(x.Lot), Kg(x.Accounted), Kg(x.Expected)],
        PlanViolation.NeedNotBalanced x => [Need(x.Need), Kg(x.Accounted), Kg(x.Wanted)],
        PlanViolation.NeedExceeded x => [Need(x.Need), Kg(x.By)],
        PlanViolation.StorageExceeded x => [Site(x.Site), Class(x.Class), Kg(x.By)],
        PlanViolation.Forbidden x => [Allocation(x.Allocation), Refusal(x.Refusal)],
        PlanViolation.IndivisibleCut x => [Lot(x.Lot), Kg(x.Given), Kg(x.Expected)],
        PlanViolation.WrongTransfer x => [Allocation(x.Allocation)],
        PlanViolation.RefusedYetAllocated x => [Lot(x.Lot), Need(x.Need)],
        PlanViolation.HandedOutTooLate x => [Allocation(x.Allocation), Time(x.By)],
        PlanViolation.DeadlineMissed x => [Allocation(x.Allocation), Time(x.By)],
        PlanViolation.NotCarriedOnce x => [Allocation(x.Allocation), x.Pickups, x.Deliveries],
        PlanViolation.SplitBetweenRoutes x => [Allocation(x.Allocation)],
        PlanViolation.DroppedBeforePickup x => [Allocation(x.Allocation)],
        PlanViolation.CollectedYetCarried x => [Allocation(x.Allocation)],
        PlanViolation.NotShippedOnce x => [Allocation(x.Allocation), x.Shipments],
        PlanViolation.UnassignedYetPromised x => [Shipment(x.Shipment)],
        PlanViolation.UnassignedNotAccounted x => [Shipment(x.Shipment), Kg(x.Expected), Kg(x.Unmet), Kg(x.LeftOver)],
        PlanViolation.ShipmentMisstated x => [Shipment(x.Shipment), x.What],
        PlanViolation.ActivityMisstated x => [Route(x.Route), x.Stop, Allocation(x.Allocation), x.What],
        PlanViolation.WrongPlace x => [Route(x.Route), x.Stop, Allocation(x.Allocation), Site(x.Expected)],
        PlanViolation.NotItsShift x => [Route(x.Route), x.What],
        PlanViolation.NumberTwice x => [Route(x.Route), x.Number],
        PlanViolation.UsedTwice x => [Route(x.Route), Route(x.Other), Kind(x.What)],
        PlanViolation.BrokenChain x => [Route(x.Route), x.Stops, x.Legs],
        PlanViolation.LegDisconnected x => [Route(x.Route), x.Leg],
        PlanViolation.GeometryAway x => [Route(x.Route), x.Leg, Km(x.By)],
        PlanViolation.LegTooShort x => [Route(x.Route), x.Leg, Km(x.By)],
        PlanViolation.TimesDisagree x => [Route(x.Route), x.Stop, Time(x.Off)],
        PlanViolation.StopOutOfOrder x => [Route(x.Route), x.Stop, Time(x.By)],
        PlanViolation.ServiceTooShort x => [Route(x.Route), x.Stop, Time(x.By)],
        PlanViolation.Closed x => [Route(x.Route), x.Stop, Time(x.By)],
        PlanViolation.OutsidePickupWindow x => [Route(x.Route), x.Stop, Lot(x.Lot), Time(x.By)],
        PlanViolation.OutsideShift x => [Route(x.Route), Time(x.By)],
        PlanViolation.BreakMissed x => [Route(x.Route), x.Break + 1],
        PlanViolation.BreakInvalid x => [Route(x.Route), x.Break + 1],
        PlanViolation.Overloaded x => [Route(x.Route), x.Stop, Amount(x.Over)],
        PlanViolation.CompartmentOverloaded x => [Route(x.Route), x.Stop, string.Join(", ", x.Classes.Select(Class)), Amount(x.Over)],
        PlanViolation.NoCompartment x => [Route(x.Route), Shipment(x.Shipment), Class(x.Class)],
        PlanViolation.LoadMisstated x => [Route(x.Route), x.Stop, Amount(x.Stated), Amount(x.Actual)],
        PlanViolation.BookingsOverlap x => [Booking(x.Booking), Booking(x.Other), Time(x.By)],
        PlanViolation.BookingUnavailable x => [Booking(x.Booking)],
        PlanViolation.BookingMismatch x => [Booking(x.Booking), x.What],
        PlanViolation.BookingTooShort x => [Booking(x.Booking), Time(x.By)],
        PlanViolation.BatchMismatch x => [Batch(x.Batch), x.What],
        PlanViolation.BatchUnavailable x => [Batch(x.Batch)],
        PlanViolation.BatchTooShort x => [Batch(x.Batch), Time(x.By)],
        PlanViolation.BatchTooLate x => [Batch(x.Batch), Lot(x.Lot), Time(x.By)],
        PlanViolation.BatchOverlaps x => [Batch(x.Batch), Other(x.Other), Time(x.By)],
        PlanViolation.SupplyNotBalanced x => [Batch(x.Batch), Lot(x.Lot), Kg(x.Brought), Kg(x.Needed)],
        PlanViolation.RequestNotAnsweredOnce x => [facts.Requests.TryGetValue(x.Request, out var request) ? request.Code : x.Request.Value, x.Answers],
        _ => throw new UnreachableException($"No words for {violation.Code}."),
    };

    string Kg(Mass mass) => mass.Kilograms.ToString("#,0.###", culture) + " kg";

    string Km(Distance distance) => distance.Kilometres.ToString("0.0", culture) + " km";

    string Date(DateOnly date) => date.ToString("d", culture);

    /// <summary>Minutes and seconds; the sign tells sooner from later.</summary>
    string Time(Duration duration)
    {
        var seconds = Math.Abs(duration.Milliseconds) / 1000m;
        var text = seconds < 60 ? seconds.ToString("0.###", culture) + " s" : decimal.Floor(seconds / 60).ToString("0", culture) + " min"
            + (seconds % 60 > 0 ? " " + (seconds % 60).ToString("0.###", culture) + " s" : "");
        return duration < Duration.Zero ? "-" + text : text;
    }

    string Amount(Load load) => string.Format(culture, Texts.GetString("Load", culture)!, Kg(load.Mass), load.Volume.Litres, load.Crates);

    string Kind(string kind) => Texts.GetString("Kind." + kind, culture) ?? kind;

    string Class(Domain.Goods.TemperatureClass temperature) => Texts.GetString("Class." + temperature, culture)!;

    /// <summary>The rule's name; its figures are in the violation.</summary>
    string Refusal(Domain.Allocations.Refusal refusal) => Texts.GetString("Refusal." + refusal.GetType().Name, culture) ?? refusal.GetType().Name;

    object Lot(Domain.LotId id) => facts.Lots.TryGetValue(id, out var lot) ? $"{lot.Product} ({lot.Code})" : id.Value;

    object Need(Domain.NeedId id) => facts.Needs.TryGetValue(id, out var need) ? need.Code : id.Value;

    object Site(Domain.SiteId id) => facts.Sites.TryGetValue(id, out var site) ? site.Name : id.Value;

    object Allocation(Domain.AllocationId id) =>
        facts.ByAllocation.TryGetValue(id, out var x) ? $"{Kg(x.Allocation.Quantity)} {x.Lot.Product} → {x.Need.Code}" : id.Value;

    object Shipment(Domain.ShipmentId id) => facts.Shipments.TryGetValue(id, out var x) ? $"{Kg(x.Expected)} {Site(x.From)} → {Site(x.To)}" : id.Value;

    object Route(Domain.RouteId id) => facts.Plan.Routes.FirstOrDefault(x => x.Id == id) is { } route ? route.Number : id.Value;

    object Batch(Domain.TransformationId id) => facts.Batches.FirstOrDefault(x => x.Id == id) is { } batch ? batch.Output.Code : id.Value;

    object Other(Guid id) => Batch(new(id)) is string code ? code : Booking(new(id));

    object Booking(Domain.BookingId id) => facts.Plan.Bookings.FirstOrDefault(x => x.Id == id) is { } booking
        && facts.Equipment.TryGetValue(booking.Equipment, out var equipment) && facts.Requests.TryGetValue(booking.Request, out var request)
        ? $"{equipment.Name} ({request.Code})" : id.Value;
}
