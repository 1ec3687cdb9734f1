using Logistics.Domain.Fleet;
using Logistics.Domain.Routes;

namespace Logistics.Planning.Checking;

/// <summary>Each route is one shift's: its vehicle, its driver, its depots. Nobody and nothing is on two routes at once.</summary>
static class FleetCheck
{
    public static void Run(PlanFacts facts)
    {
        var used = new List<(Route Route, Shift Shift)>();
        foreach (var route in facts.Plan.Routes)
        {
            facts.Find(facts.Vehicles, route.Vehicle, x => x.Value, "vehicle", out _);
            facts.Find(facts.Drivers, route.Driver, x => x.Value, "driver", out _);
            facts.Find(facts.Territories, route.Territory, x => x.Value, "territory", out _);
            foreach (var stop in route.Stops)
                facts.Find(facts.Sites, stop.Site, x => x.Value, "site", out _);
            if (!facts.Find(facts.Shifts, route.Shift, x => x.Value, "shift", out var shift))
                continue;
            OfItsShift(facts, route, shift);
            foreach (var (other, otherShift) in used)
                Twice(facts, route, shift, other, otherShift);
            used.Add((route, shift));
        }
    }

    static void OfItsShift(PlanFacts facts, Route route, Shift shift)
    {
        void NotIts(string what) => facts.Report(new PlanViolation.NotItsShift(route.Id, what));
        if (route.Vehicle != shift.Vehicle)
            NotIts(nameof(route.Vehicle));
        if (route.Driver != shift.Driver)
            NotIts(nameof(route.Driver));
        if (route.Territory != shift.Territory)
            NotIts(nameof(route.Territory));
        if (route.Stops.Count > 0 && route.Stops[0].Site != shift.StartSite)
            NotIts(nameof(shift.StartSite));
        if (route.Stops.Count > 0 && route.Stops[^1].Site != shift.EndSite)
            NotIts(nameof(shift.EndSite));
        foreach (var id in route.Stops.SelectMany(x => x.Activities).Select(x => x.Shipment).Distinct())
            if (facts.Shipments.TryGetValue(id, out var shipment) && shipment.Territory != route.Territory)
                NotIts(nameof(shipment));
    }

    static void Twice(PlanFacts facts, Route route, Shift shift, Route other, Shift otherShift)
    {
        void UsedTwice(string what) => facts.Report(new PlanViolation.UsedTwice(route.Id, other.Id, what));
        if (route.Number == other.Number && route.Territory == other.Territory)
            facts.Report(new PlanViolation.NumberTwice(route.Id, route.Number));
        if (shift.Id == otherShift.Id)
            UsedTwice("shift");
        if (route.Stops.Count == 0 || other.Stops.Count == 0 || route.Departure >= other.Return || other.Departure >= route.Return)
            return;
        if (route.Vehicle == other.Vehicle)
            UsedTwice("vehicle");
        if (Crew(route, shift).Intersect(Crew(other, otherShift)).Any())
            UsedTwice("driver");
    }

    static IEnumerable<Domain.DriverId> Crew(Route route, Shift shift) => shift.Helpers.Prepend(route.Driver);
}
