using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;

namespace Logistics.Planning.Editing;

/// <summary>What a round of another plan would be in the plan in force.</summary>
public abstract record OtherLane
{
    OtherLane() { }

    /// <summary>It is driven just so already.</summary>
    public sealed record Same : OtherLane;

    public sealed record Differs(PlanEdit.Drive Edit) : OtherLane;

    /// <summary>It carries what the plan in force shares or packs otherwise: it comes only with all of its plan.</summary>
    /// <param name="Shipments">Of the other plan, not empty.</param>
    public sealed record Strange(ValueList<Shipment> Shipments) : OtherLane;
}

/// <summary>Rounds of another plan of the same day, each told as an edit of the plan in force, so that one can be taken without the others.</summary>
/// <remarks>
/// The same goods between the same doors are the same shipment, whatever it is called: names come from what a sharing promises, so two sharings may call unlike things alike. Equal parts of what is
/// too large for one vehicle are told apart by name where that is possible, and else stand for each other. Immutable.
/// </remarks>
public sealed class OtherPlan
{
    readonly DayPlan plan, other;
    readonly Dictionary<ShipmentId, ShipmentId> known = [];

    /// <param name="plan">In force.</param>
    /// <param name="other">From the same declarations.</param>
    public OtherPlan(DayPlan plan, DayPlan other)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(other);
        (this.plan, this.other) = (plan, other);
        var (here, there) = (GoodsOf(plan), GoodsOf(other));
        foreach (var (shipment, goods) in there)
            if (here.TryGetValue(shipment, out var same) && same.Equals(goods) && here.Remove(shipment))
                known[shipment] = shipment;
        foreach (var (shipment, goods) in there.Where(x => !known.ContainsKey(x.Key)).OrderBy(x => x.Key.Value))
            if (here.Where(x => x.Value.Equals(goods)).Select(x => (ShipmentId?)x.Key).MinBy(x => x!.Value.Value) is { } alike && here.Remove(alike))
                known[shipment] = alike;
    }

    /// <summary>Whose rounds are not the same in both, in no order.</summary>
    public IEnumerable<ShiftId> Differing => plan.Routes.Concat(other.Routes).Select(route => route.Shift).Distinct().Where(shift => Lane(shift) is not OtherLane.Same);

    public OtherLane Lane(ShiftId shift)
    {
        var driven = HaltsOf(other, shift);
        var carried = driven.SelectMany(halt => halt.Visits).Select(visit => visit.Shipment).ToHashSet();
        if (other.Shipments.Where(shipment => carried.Contains(shipment.Id) && !known.ContainsKey(shipment.Id)).ToValueList() is { Count: > 0 } strange)
            return new OtherLane.Strange(strange);
        List<Halt> told = [.. driven.Select(halt => halt with { Visits = [.. halt.Visits.Select(visit => visit with { Shipment = known[visit.Shipment] })] })];
        var now = HaltsOf(plan, shift);
        return told.Count == now.Count && told.Zip(now).All(x => x.First.IsSame(x.Second))
            ? new OtherLane.Same() : new OtherLane.Differs(new(shift, [.. told.SelectMany(halt => halt.Visits)]));
    }

    sealed record Halt(SiteId Site, ValueList<LaneVisit> Visits)
    {
        /// <summary>Within a halt the order changes nothing.</summary>
        public bool IsSame(Halt other) => Site == other.Site && Visits.ToHashSet().SetEquals(other.Visits);
    }

    /// <summary>Two halts at one place behind each other are one: hand and search cut them differently.</summary>
    static List<Halt> HaltsOf(DayPlan plan, ShiftId shift)
    {
        var halts = new List<Halt>();
        foreach (var stop in plan.Routes.FirstOrDefault(route => route.Shift == shift)?.Stops.Where(stop => stop.Activities.Count > 0) ?? [])
        {
            var visits = stop.Activities.Select(x => new LaneVisit(x.Kind, x.Shipment)).Distinct();
            if (halts is [.., var last] && last.Site == stop.Site)
                halts[^1] = last with { Visits = [.. last.Visits, .. visits] };
            else
                halts.Add(new(stop.Site, [.. visits]));
        }
        return halts;
    }

    /// <summary>What a shipment is: so much of these lots for these needs, between these doors.</summary>
    sealed record Goods(SiteId From, SiteId To, TemperatureClass Temperature, ValueList<(LotId Lot, NeedId Need, long Grams)> Shares);

    static Dictionary<ShipmentId, Goods> GoodsOf(DayPlan plan)
    {
        var carriable = plan.Carriable().ToDictionary(x => x.Id);
        var left = HandPromises.NotCarried(plan).ToLookup(x => x.Shipment, x => (x.Lot, x.Need, x.Quantity.Grams));
        return plan.Shipments.ToDictionary(x => x.Id, x => new Goods(x.From, x.To, x.Temperature,
        [
            .. x.Allocations.Where(carriable.ContainsKey).Select(id => carriable[id]).Select(share => (share.Lot, share.Need, share.Quantity.Grams)).Concat(left[x.Id])
                .OrderBy(share => share.Lot.Value).ThenBy(share => share.Need.Value).ThenBy(share => share.Grams),
        ]));
    }
}
