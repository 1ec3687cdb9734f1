using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;

namespace Logistics.Planning.Editing;

/// <summary>What breaking rules and driving would cost a round; compared from left to right, less is better.</summary>
readonly record struct LaneCost(long Wrong, long Microeuros) : IComparable<LaneCost>
{
    public int CompareTo(LaneCost other) => (Wrong, Microeuros).CompareTo((other.Wrong, other.Microeuros));
}

/// <summary>The rounds as sequences of visits while they are changed: each shipment on one of them at most, taken before it is left.</summary>
/// <param name="siteOf">Where a visit is.</param>
/// <param name="weigh">What a sequence would cost a shift.</param>
/// <param name="atLeast">What <paramref name="weigh"/> never falls below, in either part; found much sooner.</param>
sealed class Lanes(
    Dictionary<ShiftId, List<LaneVisit>> lanes, Func<LaneVisit, SiteId> siteOf, Func<ShiftId, IReadOnlyList<LaneVisit>, LaneCost> weigh, Func<ShiftId, IReadOnlyList<LaneVisit>, LaneCost> atLeast)
{
    readonly HashSet<ShiftId> touched = [];

    public IReadOnlyCollection<ShiftId> Touched => touched;

    public IReadOnlyList<LaneVisit> this[ShiftId shift] => lanes[shift];

    public IEnumerable<ShipmentId> Carried => lanes.Values.SelectMany(lane => lane).Select(visit => visit.Shipment).Distinct();

    public static Dictionary<ShiftId, List<LaneVisit>> Of(DayPlan plan, IEnumerable<ShiftId> shifts)
    {
        var routes = plan.Routes.ToDictionary(route => route.Shift);
        return shifts.ToDictionary(shift => shift, shift => routes.TryGetValue(shift, out var route)
            ? route.Stops.SelectMany(stop => stop.Activities.Select(x => new LaneVisit(x.Kind, x.Shipment))).Distinct().ToList() : []);
    }

    public void Move(IReadOnlyList<LaneVisit> visits, ShiftId to, LanePlace at)
    {
        var moved = visits.Distinct().ToList();
        var own = lanes[to].Select(visit => visit.Shipment).ToHashSet();
        var strangers = moved.Select(visit => visit.Shipment).Where(shipment => !own.Contains(shipment)).Distinct().ToList();
        var before = lanes[to].ToList();
        foreach (var shipment in strangers)
            Drop(shipment);
        touched.Add(to);
        if (at is LanePlace.Best)
        {
            // Its other half finds its place with it.
            var shipments = moved.Select(visit => visit.Shipment).Distinct().ToList();
            lanes[to] = [.. before.Where(visit => !shipments.Contains(visit.Shipment))];
            foreach (var shipment in shipments)
                InsertBest(to, shipment);
            return;
        }
        var lane = before.Where(visit => !moved.Contains(visit)).ToList();
        lane.InsertRange(PositionIn(lane, before, at), moved);
        foreach (var shipment in strangers)
            Complete(to, lane, shipment);
        foreach (var visit in moved)
            Mend(lane, visit);
        lanes[to] = lane;
    }

    public void Swap(ShiftId one, ShiftId other)
    {
        (lanes[one], lanes[other]) = (lanes[other], lanes[one]);
        touched.Add(one);
        touched.Add(other);
    }

    public void Drive(ShiftId shift, IReadOnlyList<LaneVisit> visits)
    {
        foreach (var shipment in visits.Select(visit => visit.Shipment).Except(lanes[shift].Select(visit => visit.Shipment)).ToList())
            Drop(shipment);
        lanes[shift] = [.. visits];
        touched.Add(shift);
    }

    public void Drop(ShipmentId shipment)
    {
        foreach (var (shift, lane) in lanes)
            if (lane.RemoveAll(visit => visit.Shipment == shipment) > 0)
                touched.Add(shift);
    }

    /// <summary>Behind the halt of a visit; where that visit moves itself, behind what stood before it.</summary>
    int PositionIn(List<LaneVisit> lane, List<LaneVisit> before, LanePlace at)
    {
        if (at is not LanePlace.After(var anchor))
            return at is LanePlace.First ? 0 : lane.Count;
        var from = before.IndexOf(anchor);
        while (from >= 0 && !lane.Contains(before[from]))
            from--;
        var position = from < 0 ? 0 : lane.IndexOf(before[from]) + 1;
        while (position > 0 && position < lane.Count && siteOf(lane[position]) == siteOf(lane[position - 1]))
            position++;
        return position;
    }

    /// <summary>Adds the half that was not named, where it costs least.</summary>
    void Complete(ShiftId shift, List<LaneVisit> lane, ShipmentId shipment)
    {
        LaneVisit pickup = new(ActivityKind.Pickup, shipment), delivery = new(ActivityKind.Delivery, shipment);
        if (!lane.Contains(delivery))
            InsertBest(shift, lane, delivery, lane.IndexOf(pickup) + 1, lane.Count);
        else if (!lane.Contains(pickup))
            InsertBest(shift, lane, pickup, 0, lane.IndexOf(delivery));
    }

    void InsertBest(ShiftId shift, List<LaneVisit> lane, LaneVisit visit, int from, int until)
    {
        var best = Gaps(lane).Append(from).Append(until).Where(at => at >= from && at <= until).Distinct().MinBy(at => weigh(shift, [.. lane[..at], visit, .. lane[at..]]));
        lane.Insert(best, visit);
    }

    /// <summary>Where it adds least to what rounds break and cost.</summary>
    /// <param name="among">At least one.</param>
    public void Place(ShipmentId shipment, IEnumerable<ShiftId> among)
    {
        Drop(shipment);
        var (shift, (lane, _)) = among.Select(x => (Shift: x, Best: Best(x, shipment))).MinBy(x => Added(x.Shift, x.Best.Cost));
        lanes[shift] = lane;
        touched.Add(shift);

        LaneCost Added(ShiftId to, LaneCost now) => weigh(to, lanes[to]) is var before ? new(now.Wrong - before.Wrong, now.Microeuros - before.Microeuros) : default;
    }

    void InsertBest(ShiftId shift, ShipmentId shipment) => lanes[shift] = Best(shift, shipment).Lane;

    (List<LaneVisit> Lane, LaneCost Cost) Best(ShiftId shift, ShipmentId shipment)
    {
        var lane = lanes[shift];
        // Goods more make no round less wrong (by more than the seconds that roads are rounded to).
        var without = weigh(shift, lane).Wrong;
        (List<LaneVisit> Lane, LaneCost Cost, int Number)? best = null;
        foreach (var (tried, number, least) in Tries(lane, shipment).Select((tried, number) => (tried, number, Least: AtLeast(tried))).OrderBy(x => x.Least))
        {
            // None that follows is less wrong and cheaper, or less wrong at all.
            if (best is { Cost: var found } && ((least.Wrong >= found.Wrong && least.Microeuros > found.Microeuros) || least.Wrong > Math.Max(found.Wrong, without)))
                break;
            var cost = weigh(shift, tried);
            if (best is null || (cost, number).CompareTo((best.Value.Cost, best.Value.Number)) < 0)
                best = (tried, cost, number);
        }
        return (best!.Value.Lane, best.Value.Cost);

        LaneCost AtLeast(List<LaneVisit> tried) => atLeast(shift, tried) is var least && least.Wrong < without ? least with { Wrong = without } : least;
    }

    /// <summary>The lane with a shipment more, taken and left at each two places in turn.</summary>
    IEnumerable<List<LaneVisit>> Tries(List<LaneVisit> lane, ShipmentId shipment)
    {
        foreach (var first in Gaps(lane))
        {
            List<LaneVisit> taken = [.. lane[..first], new(ActivityKind.Pickup, shipment), .. lane[first..]];
            foreach (var second in Gaps(taken).Append(first + 1).Where(at => at > first).Distinct())
                yield return [.. taken[..second], new(ActivityKind.Delivery, shipment), .. taken[second..]];
        }
    }

    /// <summary>Between halts, before the first and behind the last: within a halt the order changes nothing.</summary>
    IEnumerable<int> Gaps(List<LaneVisit> lane) =>
        Enumerable.Range(0, lane.Count + 1).Where(at => at == 0 || at == lane.Count || siteOf(lane[at - 1]) != siteOf(lane[at]));

    /// <summary>Goods are taken before they are left: the half that was not asked to move follows the one that was.</summary>
    static void Mend(List<LaneVisit> lane, LaneVisit moved)
    {
        LaneVisit pickup = new(ActivityKind.Pickup, moved.Shipment), delivery = new(ActivityKind.Delivery, moved.Shipment);
        if (lane.IndexOf(pickup) < lane.IndexOf(delivery))
            return;
        var follower = moved.Kind == ActivityKind.Pickup ? delivery : pickup;
        lane.Remove(follower);
        lane.Insert(lane.IndexOf(moved) + (moved.Kind == ActivityKind.Pickup ? 1 : 0), follower);
    }
}
