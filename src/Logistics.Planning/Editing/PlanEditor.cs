using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Rounds;
using Logistics.Planning.Travel;
using Logistics.Roads;
using ActivityKind = Logistics.Domain.Routes.ActivityKind;

namespace Logistics.Planning.Editing;

/// <summary>
/// Changes a plan by hand: what is asked is done, and times, loads and costs of the rounds that it touches are set anew as the planner sets them. No rule stops it; what makes no sense does.
/// </summary>
/// <remarks>Knows the roads between all places of a day and serves every plan that moves the same shipments. Thread safe; one edit at a time.</remarks>
public sealed class PlanEditor
{
    readonly Lock turn = new();
    readonly DayIndex day;
    readonly DayTravel travel;
    readonly Consolidator consolidator;
    readonly RoundsQuestion? question; // null: nobody drives
    readonly LaneTimes? times;
    readonly Dictionary<ShipmentId, Shipment> shipments;
    readonly HashSet<ShiftId> shifts;

    /// <param name="declared">What the plan was made from.</param>
    public PlanEditor(DayIndex declared, DayPlan plan, IRoads roads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(declared);
        ArgumentNullException.ThrowIfNull(plan);
        day = plan.DayOf(declared);
        shipments = plan.Shipments.ToDictionary(x => x.Id);
        var order = plan.Territories.Index().ToDictionary(x => x.Item, x => x.Index);
        var onDuty = day.Day.Shifts.Where(x => order.ContainsKey(x.Territory)).OrderBy(x => order[x.Territory]).ThenBy(x => x.Code, StringComparer.Ordinal).ToList();
        shifts = onDuty.Select(x => x.Id).ToHashSet();
        travel = new DayTravel(day, plan.Shipments.SelectMany(x => new[] { x.From, x.To }).Concat(onDuty.SelectMany(x => new[] { x.StartSite, x.EndSite })), roads, cancellation);
        consolidator = new Consolidator(day);
        if (onDuty.Count == 0)
            return;
        question = new RoundsQuestion(day, travel, plan.Shipments, onDuty);
        times = new LaneTimes(question);
    }

    /// <summary>The plan with all of the edits, one after the other, or none of them.</summary>
    /// <param name="plan">Of the same day, moving the same shipments.</param>
    public EditOutcome Apply(DayPlan plan, IReadOnlyList<PlanEdit> edits, EditStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(stamp);
        lock (turn)
        {
            var lanes = new Lanes(Lanes.Of(plan, shifts), SiteOf, (shift, lane) => times!.Weigh(shift, lane), (shift, lane) => times!.AtLeast(shift, lane));
            var holds = plan.Holds.ToList();
            foreach (var edit in edits)
            {
                if (Nonsense(edit, lanes, holds) is { } why)
                    return new EditOutcome.Refused(why);
                Do(edit, lanes, holds);
            }
            return lanes.Touched.SelectMany(shift => Unreachable(shift, lanes[shift])).FirstOrDefault() is { } far
                ? new EditOutcome.Refused(far)
                : new EditOutcome.Changed(PlanOf(plan, lanes, holds, edits, stamp));
        }
    }

    /// <summary>
    /// A plan's rounds and promises in force again, in the place of the plan that was made over it or taken back to it. Called anew: a plan is in force once.
    /// </summary>
    /// <param name="kind"><see cref="ChangeKind.Undone"/> or <see cref="ChangeKind.Redone"/>.</param>
    public static DayPlan Restore(DayPlan current, DayPlan earlier, ChangeKind kind, EditStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(stamp);
        return earlier with
        {
            Id = stamp.Id,
            PlannedAt = stamp.At,
            Change = kind switch
            {
                ChangeKind.Undone => new(kind, earlier.Change?.Over, current.Id, stamp.By, earlier.AskedUnder),
                ChangeKind.Redone => new(kind, current.Id, earlier.Change?.Next, stamp.By, earlier.AskedUnder),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            },
        };
    }

    SiteId SiteOf(LaneVisit visit) => visit.Kind == ActivityKind.Pickup ? shipments[visit.Shipment].From : shipments[visit.Shipment].To;

    /// <summary>Rounds of its territory that roads join to its places; those that are held at home only where there are no others.</summary>
    List<ShiftId> Takers(ShipmentId shipment, Lanes lanes, List<Hold> holds)
    {
        var near = shifts.Where(shift => day[shift].Territory == shipments[shipment].Territory && FarFrom(shift, shipment) is null).OrderBy(shift => day[shift].Code, StringComparer.Ordinal).ToList();
        var driving = near.Where(shift => lanes[shift].Count > 0 || !holds.Contains(new(shift))).ToList();
        return driving.Count > 0 ? driving : near;
    }

    EditRefusal? Nonsense(PlanEdit edit, Lanes lanes, List<Hold> holds) => edit switch
    {
        PlanEdit.Move x => (EditRefusal?)Lane(x.To) ?? (EditRefusal?)x.Visits.Select(visit => Known(visit.Shipment)).FirstOrDefault(why => why is not null)
            ?? (x.At is LanePlace.After(var anchor) && !lanes[x.To].Contains(anchor) ? (EditRefusal?)new EditRefusal.UnknownShipment(anchor.Shipment) : null)
            ?? x.Visits.Select(visit => FarFrom(x.To, visit.Shipment)).FirstOrDefault(why => why is not null),
        PlanEdit.Place x => (EditRefusal?)x.Shipments.Select(Known).FirstOrDefault(why => why is not null)
            ?? x.Shipments.Where(shipment => Takers(shipment, lanes, holds).Count == 0).Select(shipment => new EditRefusal.NoWay(shipments[shipment].From)).FirstOrDefault(),
        PlanEdit.Swap x => (EditRefusal?)Lane(x.Lane) ?? (EditRefusal?)Lane(x.With) ?? Both(x.Lane, x.With, lanes) ?? Both(x.With, x.Lane, lanes),
        PlanEdit.Drive x => (EditRefusal?)Lane(x.Lane) ?? (EditRefusal?)x.Visits.Select(visit => Known(visit.Shipment)).FirstOrDefault(why => why is not null)
            ?? (EditRefusal?)x.Visits.GroupBy(visit => visit.Shipment).Where(visits => !visits.Select(visit => visit.Kind).SequenceEqual([ActivityKind.Pickup, ActivityKind.Delivery]))
                .Select(visits => new EditRefusal.UnknownShipment(visits.Key)).FirstOrDefault()
            ?? x.Visits.Select(visit => FarFrom(x.Lane, visit.Shipment)).FirstOrDefault(why => why is not null),
        PlanEdit.TakeOff x => x.Shipments.Select(Known).FirstOrDefault(why => why is not null),
        PlanEdit.Keep { Hold: var hold } => (EditRefusal?)Lane(hold.Shift)
            ?? (hold.Shipment is { } held && lanes[hold.Shift].All(visit => visit.Shipment != held) ? new EditRefusal.UnknownShipment(held) : null),
        PlanEdit.Release => null,
        _ => throw new UnreachableException(),
    };

    EditRefusal.UnknownLane? Lane(ShiftId shift) => shifts.Contains(shift) ? null : new EditRefusal.UnknownLane(shift);

    EditRefusal.UnknownShipment? Known(ShipmentId shipment) => shipments.ContainsKey(shipment) ? null : new EditRefusal.UnknownShipment(shipment);

    EditRefusal.NoWay? Both(ShiftId from, ShiftId to, Lanes lanes) => lanes[from].Select(visit => FarFrom(to, visit.Shipment)).FirstOrDefault(why => why is not null);

    /// <summary>Places that no road joins to where the shift begins and ends cannot be on its round.</summary>
    EditRefusal.NoWay? FarFrom(ShiftId shift, ShipmentId shipment)
    {
        var (from, to) = (day[shift].StartSite, day[shift].EndSite);
        foreach (var site in new[] { shipments[shipment].From, shipments[shipment].To })
            if (travel.Between(from, site) is null || travel.Between(site, to) is null)
                return new EditRefusal.NoWay(site);
        return null;
    }

    IEnumerable<EditRefusal.NoWay> Unreachable(ShiftId shift, IReadOnlyList<LaneVisit> lane)
    {
        List<SiteId> sites = [day[shift].StartSite, .. lane.Select(SiteOf), day[shift].EndSite];
        return lane.Count == 0 ? [] : sites.Zip(sites.Skip(1)).Where(x => travel.Between(x.First, x.Second) is null).Select(x => new EditRefusal.NoWay(x.Second));
    }

    void Do(PlanEdit edit, Lanes lanes, List<Hold> holds)
    {
        switch (edit)
        {
            case PlanEdit.Move x:
                lanes.Move(x.Visits, x.To, x.At);
                break;
            case PlanEdit.Place x:
                foreach (var shipment in x.Shipments)
                    lanes.Place(shipment, Takers(shipment, lanes, holds));
                break;
            case PlanEdit.Swap x:
                lanes.Swap(x.Lane, x.With);
                break;
            case PlanEdit.Drive x:
                lanes.Drive(x.Lane, x.Visits);
                break;
            case PlanEdit.TakeOff x:
                foreach (var shipment in x.Shipments)
                    lanes.Drop(shipment);
                break;
            case PlanEdit.Keep x:
                holds.Remove(x.Hold);
                holds.Add(x.Hold);
                break;
            case PlanEdit.Release x:
                holds.Remove(x.Hold);
                break;
        }
    }

    DayPlan PlanOf(DayPlan plan, Lanes lanes, List<Hold> holds, IReadOnlyList<PlanEdit> edits, EditStamp stamp)
    {
        var carried = lanes.Carried.ToHashSet();
        var left = plan.Unassigned.Select(x => x.Shipment).ToHashSet();
        var promises = new HandPromises(plan, stamp.Who);
        foreach (var shipment in plan.Shipments)
            if (carried.Contains(shipment.Id) == left.Contains(shipment.Id))
                if (left.Contains(shipment.Id))
                    promises.Give(shipment);
                else
                    promises.TakeBack(shipment);
        return promises.Write() with
        {
            Id = stamp.Id,
            PlannedAt = stamp.At,
            Routes = Routes(plan, lanes, promises.Carriable, stamp.Id),
            Search = plan.Search with { RoutesBound = null, RoundingBound = promises.IsAnyOther ? null : plan.Search.RoundingBound },
            Holds = Holds(lanes, holds),
            Change = new(KindOf(edits[^1]), plan.Id, null, stamp.By, plan.AskedUnder),
        };
    }

    /// <summary>What was touched is held: the next search does not take back what somebody did by hand.</summary>
    static ValueList<Hold> Holds(Lanes lanes, List<Hold> holds) =>
    [
        .. holds.Where(hold => hold.Shipment is null || lanes[hold.Shift].Any(visit => visit.Shipment == hold.Shipment))
            .Concat(lanes.Touched.Select(shift => new Hold(shift))).Distinct().OrderBy(hold => hold.Shift.Value).ThenBy(hold => hold.Shipment?.Value),
    ];

    ValueList<Route> Routes(DayPlan plan, Lanes lanes, IReadOnlyDictionary<AllocationId, Allocation> carriable, PlanId id)
    {
        var kept = plan.Routes.Where(route => !lanes.Touched.Contains(route.Shift)).ToList();
        var numbers = plan.Routes.ToDictionary(route => route.Shift, route => route.Number);
        var answer = new RoundsAnswer(travel, consolidator, carriable, question!, id);
        foreach (var shift in question?.Shifts.Where(shift => lanes.Touched.Contains(shift.Id) && lanes[shift.Id].Count > 0) ?? [])
        {
            var taken = kept.Where(route => route.Territory == shift.Territory).Select(route => route.Number)
                .Concat(lanes.Touched.Where(x => x != shift.Id && day[x].Territory == shift.Territory && numbers.ContainsKey(x)).Select(x => numbers[x])).ToHashSet();
            kept.Add(answer.RouteOf(times!.Set(shift.Id, lanes[shift.Id]), numbers.TryGetValue(shift.Id, out var number) ? number : Enumerable.Range(1, taken.Count + 1).First(x => !taken.Contains(x))));
        }
        var order = plan.Territories.Index().ToDictionary(x => x.Item, x => x.Index);
        return [.. kept.OrderBy(route => order[route.Territory]).ThenBy(route => route.Number)];
    }

    static ChangeKind KindOf(PlanEdit edit) => edit switch
    {
        PlanEdit.Move or PlanEdit.Place => ChangeKind.Moved,
        PlanEdit.Swap => ChangeKind.Swapped,
        PlanEdit.Drive => ChangeKind.LanesSolved,
        PlanEdit.TakeOff => ChangeKind.TakenOff,
        PlanEdit.Keep => ChangeKind.Held,
        PlanEdit.Release => ChangeKind.Released,
        _ => throw new UnreachableException(),
    };
}
