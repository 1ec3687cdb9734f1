using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>
/// The clock along each route: legs join the stops and take the time they say, service is long enough and begins in opening hours, breaks are
/// taken, and all of it within the shift. A break stops the clock: driving or service it falls into takes that much longer.
/// </summary>
static class TimetableCheck
{
    /// <summary>How far a line may end from its site: the network is entered at the nearest road.</summary>
    public static readonly Distance SnappingTolerance = Distance.FromMetres(2_000);

    /// <summary>Arrivals may be rounded up to the whole second, never down.</summary>
    static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    public static void Run(PlanFacts facts)
    {
        foreach (var route in facts.Plan.Routes)
        {
            if (route.Stops.Count < 2 || route.Legs.Count != route.Stops.Count - 1)
            {
                facts.Report(new PlanViolation.BrokenChain(route.Id, route.Stops.Count, route.Legs.Count));
                continue;
            }
            for (var i = 0; i < route.Legs.Count; i++)
                Leg(facts, route, i);
            for (var i = 0; i < route.Stops.Count; i++)
                Stop(facts, route, i);
            if (facts.Shifts.TryGetValue(route.Shift, out var shift))
                Shift(facts, route, shift);
        }
    }

    static void Leg(PlanFacts facts, Route route, int i)
    {
        var leg = route.Legs[i];
        Stop from = route.Stops[i], to = route.Stops[i + 1];
        if (leg.From != from.Site || leg.To != to.Site)
            facts.Report(new PlanViolation.LegDisconnected(route.Id, i));

        var off = to.Arrival - from.Departure - Resting(route, from.Departure, to.Arrival) - leg.Duration.ToTimeSpan();
        if (off < TimeSpan.Zero || off >= Rounding)
            facts.Report(new PlanViolation.TimesDisagree(route.Id, i + 1, Duration.FromTimeSpan(off)));

        if (!facts.Sites.TryGetValue(leg.From, out var start) || !facts.Sites.TryGetValue(leg.To, out var end))
            return;
        if (leg.Geometry.Count < 2)
            facts.Report(new PlanViolation.GeometryAway(route.Id, i, Distance.Zero));
        else if (Distance.Max(start.Position.DistanceTo(leg.Geometry[0]), end.Position.DistanceTo(leg.Geometry[^1])) is var away && away > SnappingTolerance)
            facts.Report(new PlanViolation.GeometryAway(route.Id, i, away));
        var slack = start.Position.DistanceTo(end.Position) - leg.Distance - SnappingTolerance - SnappingTolerance;
        if (slack > Distance.Zero)
            facts.Report(new PlanViolation.LegTooShort(route.Id, i, slack));
    }

    static void Stop(PlanFacts facts, Route route, int i)
    {
        var stop = route.Stops[i];
        if (stop.ServiceBegin < stop.Arrival)
            facts.Report(new PlanViolation.StopOutOfOrder(route.Id, i, Duration.FromTimeSpan(stop.Arrival - stop.ServiceBegin)));
        if (stop.Departure < stop.ServiceBegin)
            facts.Report(new PlanViolation.StopOutOfOrder(route.Id, i, Duration.FromTimeSpan(stop.ServiceBegin - stop.Departure)));
        // Nothing need be done at the ends, so nothing need be open there.
        if (stop.Activities.Count == 0 || !facts.Sites.TryGetValue(stop.Site, out var site))
            return;

        var served = stop.Departure - stop.ServiceBegin - Resting(route, stop.ServiceBegin, stop.Departure);
        if (Duration.FromTimeSpan(served) is var service && service < site.ServiceDuration)
            facts.Report(new PlanViolation.ServiceTooShort(route.Id, i, site.ServiceDuration - service));
        // Work at a stop may begin while the vehicle stands there: a later window may open meanwhile. A donor is there when the lot's window says so.
        if (stop.Activities.Any(x => x.Kind == ActivityKind.Delivery) && Outside(site.OpeningWindows, stop) is { } closed)
            facts.Report(new PlanViolation.Closed(route.Id, i, closed));
        foreach (var lot in stop.Activities.Where(x => x.Kind == ActivityKind.Pickup && facts.ByAllocation.ContainsKey(x.Allocation))
            .Select(x => facts.ByAllocation[x.Allocation].Lot).DistinctBy(x => x.Id))
            if (Outside([lot.PickupWindow], stop) is { } early)
                facts.Report(new PlanViolation.OutsidePickupWindow(route.Id, i, lot.Id, early));
    }

    static void Shift(PlanFacts facts, Route route, Shift shift)
    {
        var early = shift.Span.Begin - route.Departure;
        var late = route.Return - shift.Span.End;
        if ((early > late ? early : late) is var by && by > TimeSpan.Zero)
            facts.Report(new PlanViolation.OutsideShift(route.Id, Duration.FromTimeSpan(by)));

        var unused = route.Breaks.ToList();
        for (var i = 0; i < shift.Breaks.Count; i++)
        {
            var due = shift.Breaks[i];
            var taken = unused.FindIndex(x => due.Window.Contains(x.Begin) && x.Duration >= due.Duration);
            if (taken >= 0)
                unused.RemoveAt(taken);
            else if (!RestsOutsideTheRoute(route, shift, due))
                facts.Report(new PlanViolation.BreakMissed(route.Id, i));
        }
        for (var i = 0; i < route.Breaks.Count; i++)
            if (unused.Contains(route.Breaks[i]) || Overlaps(route, i))
                facts.Report(new PlanViolation.BreakInvalid(route.Id, i));
    }

    /// <summary>Whoever leaves when the window has closed, or is back before it does, rests without the plan's help.</summary>
    static bool RestsOutsideTheRoute(Route route, Shift shift, Break due)
    {
        var begin = due.Window.Begin > shift.Span.Begin ? due.Window.Begin : shift.Span.Begin;
        return begin + due.Duration.ToTimeSpan() <= route.Departure || due.Window.End <= route.Departure || route.Return <= due.Window.End;
    }

    static bool Overlaps(Route route, int i) => Enumerable.Range(0, i).Any(j =>
        route.Breaks[i].Begin < route.Breaks[j].Begin + route.Breaks[j].Duration.ToTimeSpan()
        && route.Breaks[j].Begin < route.Breaks[i].Begin + route.Breaks[i].Duration.ToTimeSpan());

    /// <summary>How much of the breaks falls between two instants.</summary>
    static TimeSpan Resting(Route route, DateTimeOffset begin, DateTimeOffset end)
    {
        var total = TimeSpan.Zero;
        foreach (var rest in route.Breaks)
        {
            var restEnd = rest.Begin + rest.Duration.ToTimeSpan();
            var common = (restEnd < end ? restEnd : end) - (rest.Begin > begin ? rest.Begin : begin);
            if (common > TimeSpan.Zero)
                total += common;
        }
        return total;
    }

    /// <summary>Null when some window opens for service while the vehicle stands at the stop; else how far the nearest is.</summary>
    static Duration? Outside(ValueList<TimeWindow> windows, Stop stop)
    {
        if (windows.Any(x => x.Begin <= stop.Departure && stop.ServiceBegin <= x.End))
            return null;
        // A site with no window at all is never open: a whole day away.
        return windows.Select(x => Duration.FromTimeSpan(stop.Departure < x.Begin ? x.Begin - stop.Departure : stop.ServiceBegin - x.End))
            .DefaultIfEmpty(Duration.FromMinutes(24 * 60)).Min();
    }
}
