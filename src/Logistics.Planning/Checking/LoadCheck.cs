using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>What is on board after each stop, by the high estimates, fits the vehicle and its compartments in every dimension.</summary>
static class LoadCheck
{
    public static void Run(PlanFacts facts)
    {
        foreach (var route in facts.Plan.Routes)
            if (facts.Vehicles.TryGetValue(route.Vehicle, out var vehicle))
                Route(facts, route, vehicle);
    }

    static void Route(PlanFacts facts, Route route, Vehicle vehicle)
    {
        var aboard = new List<Shipment>();
        for (var i = 0; i < route.Stops.Count; i++)
        {
            foreach (var (kind, id) in route.Stops[i].Activities.Select(x => (x.Kind, x.Shipment)).Distinct())
            {
                if (!facts.Shipments.TryGetValue(id, out var shipment))
                    continue;
                if (kind == ActivityKind.Delivery)
                    aboard.Remove(shipment);
                else
                {
                    aboard.Add(shipment);
                    if (!vehicle.Compartments.Any(x => MayHold(facts, x, shipment)))
                        facts.Report(new PlanViolation.NoCompartment(route.Id, id, shipment.Temperature));
                }
            }
            var load = Total(aboard.Select(x => x.High));
            if (load != route.Stops[i].LoadAfter)
                facts.Report(new PlanViolation.LoadMisstated(route.Id, i, Stated: route.Stops[i].LoadAfter, Actual: load));
            if (!load.FitsIn(vehicle.Capacity))
                facts.Report(new PlanViolation.Overloaded(route.Id, i, Over(load, vehicle.Capacity)));
            Compartments(facts, route, i, vehicle, aboard);
        }
    }

    /// <summary>A compartment may hold a shipment when it may hold every lot that the shipment takes something of.</summary>
    static bool MayHold(PlanFacts facts, Compartment part, Shipment shipment) => part.Classes.Contains(shipment.Temperature)
        && shipment.Allocations.All(x => !facts.ByAllocation.TryGetValue(x, out var promise) || FoodCheck.MayHold(part, promise.Lot));

    /// <summary>
    /// Goods can be spread over every compartment that may hold them, so they fit exactly when, for each set of goods that the same compartments
    /// may hold, all goods of the set fit all compartments that take any of them (Hall's condition for a transport problem; Gale 1957),
    /// dimension by dimension. The smallest set that fails is reported.
    /// </summary>
    static void Compartments(PlanFacts facts, Route route, int stop, Vehicle vehicle, List<Shipment> aboard)
    {
        var parts = Enumerable.Range(0, vehicle.Compartments.Count).ToArray();
        var goods = aboard.Select(x => (Shipment: x, Parts: parts.Where(i => MayHold(facts, vehicle.Compartments[i], x)).ToValueList()))
            .Where(x => x.Parts.Count > 0).GroupBy(x => x.Parts, x => x.Shipment).OrderBy(x => x.Min(y => y.Temperature)).ToArray();
        var sets = Enumerable.Range(1, (1 << goods.Length) - 1)
            .Select(mask => goods.Where((_, i) => (mask >> i & 1) == 1).ToArray())
            .OrderBy(x => x.Length);
        foreach (var set in sets)
        {
            var load = Total(set.SelectMany(x => x).Select(x => x.High));
            var room = Total(set.SelectMany(x => x.Key).Distinct().Select(i => vehicle.Compartments[i].Capacity));
            if (load.FitsIn(room))
                continue;
            facts.Report(new PlanViolation.CompartmentOverloaded(route.Id, stop, [.. set.SelectMany(x => x).Select(x => x.Temperature).Distinct().Order()], Over(load, room)));
            return;
        }
    }

    static Load Total(IEnumerable<Load> loads) => loads.Aggregate(Load.Zero, (sum, x) => sum + x);

    /// <summary>What is too much, and zero in the dimensions that fit.</summary>
    static Load Over(Load load, Load room) =>
        new(Mass.Max(Mass.Zero, load.Mass - room.Mass), Volume.Max(Volume.Zero, load.Volume - room.Volume), Math.Max(0, load.Crates - room.Crates));
}
