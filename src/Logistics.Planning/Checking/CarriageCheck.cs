using Logistics.Domain.Allocations;
using Logistics.Domain.Needs;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>
/// Each delivered allocation, and all that is brought to a batch, is taken once and left once, by one route, in this order, at the right places and in the right amount. What an
/// unassigned shipment would have carried is promised to nobody: it stands among the unmet and the left over, and names the shipment.
/// </summary>
static class CarriageCheck
{
    public static void Run(PlanFacts facts)
    {
        foreach (var deeds in facts.Deeds)
            facts.Find(facts.Allocations, deeds.Key, x => x.Value, "allocation", out _);
        foreach (var promise in facts.Carried)
            Promise(facts, promise);
        Shipments(facts);
        Unassigned(facts);
    }

    static void Promise(PlanFacts facts, Promise promise)
    {
        var id = promise.Allocation.Id;
        var deeds = facts.Deeds[id].ToList();
        // What the recipient fetches, or what already stands where it is wanted, needs no vehicle.
        if (promise.Allocation.Transfer == Transfer.Collected || promise.Lot.Site == promise.Need.Site)
        {
            if (deeds.Count > 0 || facts.Plan.Shipments.Any(x => x.Allocations.Contains(id)))
                facts.Report(new PlanViolation.CollectedYetCarried(id));
            return;
        }
        var shipments = facts.Plan.Shipments.Count(x => x.Allocations.Contains(id));
        if (shipments != 1)
            facts.Report(new PlanViolation.NotShippedOnce(id, shipments));

        var pickups = deeds.Where(x => x.Activity.Kind == ActivityKind.Pickup).ToList();
        var deliveries = deeds.Where(x => x.Activity.Kind == ActivityKind.Delivery).ToList();
        if (pickups.Count != 1 || deliveries.Count != 1)
            facts.Report(new PlanViolation.NotCarriedOnce(id, pickups.Count, deliveries.Count));
        else if (pickups[0].Route.Id != deliveries[0].Route.Id)
            facts.Report(new PlanViolation.SplitBetweenRoutes(id));
        else if (pickups[0].Stop >= deliveries[0].Stop)
            facts.Report(new PlanViolation.DroppedBeforePickup(id));
        foreach (var deed in deeds)
            Deed(facts, promise, deed);
    }

    static void Deed(PlanFacts facts, Promise promise, Deed deed)
    {
        var (route, stop, activity) = deed;
        var place = activity.Kind == ActivityKind.Pickup ? promise.Lot.Site : promise.Need.Site;
        if (deed.At.Site != place)
            facts.Report(new PlanViolation.WrongPlace(route.Id, stop, promise.Allocation.Id, place));
        void Misstated(string what) => facts.Report(new PlanViolation.ActivityMisstated(route.Id, stop, promise.Allocation.Id, what));
        if (activity.Expected != promise.Allocation.Quantity)
            Misstated(nameof(activity.Expected));
        if (activity.High != promise.Lot.Quantity.HighOf(promise.Allocation.Quantity))
            Misstated(nameof(activity.High));
        if (activity.Crates < CratesOf(promise))
            Misstated(nameof(activity.Crates));
        if (facts.Find(facts.Shipments, activity.Shipment, x => x.Value, "shipment", out var shipment) && !shipment.Allocations.Contains(promise.Allocation.Id))
            Misstated(nameof(activity.Shipment));
    }

    /// <summary>Whole crates that a share of the lot takes at least: a part of a crate is a crate.</summary>
    static int CratesOf(Promise promise) =>
        (int)decimal.Ceiling((decimal)promise.Lot.Crates * promise.Allocation.Quantity.Grams / promise.Lot.Quantity.Expected.Grams);

    static void Shipments(PlanFacts facts)
    {
        foreach (var shipment in facts.Plan.Shipments)
        {
            void Misstated(string what) => facts.Report(new PlanViolation.ShipmentMisstated(shipment.Id, what));
            facts.Find(facts.Sites, shipment.From, x => x.Value, "site", out _);
            facts.Find(facts.Sites, shipment.To, x => x.Value, "site", out _);
            if (facts.Unassigned.Contains(shipment.Id))
                continue;
            // A shipment that travels stands on allocations that exist; one that does not only keeps their ids for the trace.
            var promises = new List<Promise>();
            foreach (var id in shipment.Allocations)
                if (facts.Find(facts.Allocations, id, x => x.Value, "allocation", out _) && facts.ByAllocation.TryGetValue(id, out var promise))
                    promises.Add(promise);
            if (promises.Count == 0 || promises.Count != shipment.Allocations.Count)
            {
                if (shipment.Allocations.Count == 0)
                    Misstated(nameof(shipment.Allocations));
                continue;
            }
            if (promises.Any(x => x.Lot.Site != shipment.From))
                Misstated(nameof(shipment.From));
            if (promises.Any(x => x.Need.Site != shipment.To))
                Misstated(nameof(shipment.To));
            if (promises.Any(x => x.Lot.Temperature != shipment.Temperature))
                Misstated(nameof(shipment.Temperature));
            if (promises.Any(x => x.Lot.Territory != shipment.Territory))
                Misstated(nameof(shipment.Territory));
            if (PlanFacts.Total(promises.Select(x => x.Allocation.Quantity)) != shipment.Expected)
                Misstated(nameof(shipment.Expected));
            if (PlanFacts.Total(promises.Select(x => x.Lot.Quantity.HighOf(x.Allocation.Quantity))) != shipment.High.Mass
                || promises.Sum(CratesOf) > shipment.High.Crates
                || promises.Sum(LitresOf) > shipment.High.Volume.Litres)
                Misstated(nameof(shipment.High));
        }
    }

    /// <summary>Room that a share of the lot takes at least; what is not known counts as nothing.</summary>
    static decimal LitresOf(Promise promise) => promise.Lot.Volume is { } volume
        ? decimal.Floor(volume.Litres * promise.Allocation.Quantity.Grams / promise.Lot.Quantity.Expected.Grams)
        : 0;

    static void Unassigned(PlanFacts facts)
    {
        var unmet = facts.Plan.Unmet.Where(x => x.Reason is UnmetReason.NotTransported)
            .ToLookup(x => ((UnmetReason.NotTransported)x.Reason).Shipment, x => x.Missing);
        var leftOver = facts.Plan.Leftovers.Where(x => x.Reason is LeftoverReason.NotTransported)
            .ToLookup(x => ((LeftoverReason.NotTransported)x.Reason).Shipment, x => x.Quantity);

        foreach (var group in facts.Plan.Unassigned.GroupBy(x => x.Shipment))
        {
            if (group.Count() > 1)
                facts.Report(new PlanViolation.DuplicateId("unassigned", group.Key.Value));
            if (!facts.Find(facts.Shipments, group.Key, x => x.Value, "shipment", out var shipment))
                continue;
            if (shipment.Allocations.Any(x => facts.Allocations.ContainsKey(x) || facts.Deeds.Contains(x)))
                facts.Report(new PlanViolation.UnassignedYetPromised(shipment.Id));
            Mass missing = PlanFacts.Total(unmet[shipment.Id]), left = PlanFacts.Total(leftOver[shipment.Id]);
            if (missing != shipment.Expected || left != shipment.Expected)
                facts.Report(new PlanViolation.UnassignedNotAccounted(shipment.Id, shipment.Expected, Unmet: missing, LeftOver: left));
        }
        // And the reverse: a reason may only name a shipment that was left behind.
        foreach (var id in unmet.Concat(leftOver).Select(x => x.Key).Distinct().Where(x => !facts.Unassigned.Contains(x)))
            facts.Report(new PlanViolation.UnassignedNotAccounted(id, Mass.Zero, Unmet: PlanFacts.Total(unmet[id]), LeftOver: PlanFacts.Total(leftOver[id])));
    }
}
