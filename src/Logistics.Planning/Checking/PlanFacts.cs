using System.Diagnostics.CodeAnalysis;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>An allocation with the lot and the need it joins.</summary>
sealed record Promise(Allocation Allocation, Lot Lot, Need Need);

/// <summary>Something done for an allocation: where on which route.</summary>
sealed record Deed(Route Route, int Stop, Activity Activity)
{
    public Stop At => Route.Stops[Stop];
}

/// <summary>
/// The day and the plan side by side, for checks that trust neither: ids that do not resolve are noted once here and skipped everywhere else,
/// so that one dangling id is one violation.
/// </summary>
sealed class PlanFacts
{
    readonly List<PlanViolation> violations = [];

    public PlanFacts(DayIndex day, DayPlan plan)
    {
        Plan = plan;
        Territories = day.Day.Territories.ToDictionary(x => x.Id);
        Parties = day.Day.Parties.ToDictionary(x => x.Id);
        Recipes = day.Day.Recipes.ToDictionary(x => x.Id);
        Equipment = day.Day.Equipment.ToDictionary(x => x.Id);
        Sites = day.Day.Sites.ToDictionary(x => x.Id);
        Lots = day.Day.Lots.ToDictionary(x => x.Id);
        // The day as the plan has it: only batches that stand on what is declared add to it.
        Batches = Unique(plan.Batches, x => x.Id, x => x.Value, "batch").Values.Where(IsKnown).ToList();
        Day = BatchedDay.Of(day, [.. Batches]).Day;
        Lots = Day.Lots.ToDictionary(x => x.Id);
        Needs = Day.Needs.ToDictionary(x => x.Id);
        Vehicles = Day.Vehicles.ToDictionary(x => x.Id);
        Drivers = Day.Drivers.ToDictionary(x => x.Id);
        Shifts = Day.Shifts.ToDictionary(x => x.Id);
        Requests = Day.EquipmentRequests.ToDictionary(x => x.Id);
        Shipments = Unique(plan.Shipments, x => x.Id, x => x.Value, "shipment");
        Allocations = Unique(plan.Carriable().ToValueList(), x => x.Id, x => x.Value, "allocation");
        Unique(plan.Routes, x => x.Id, x => x.Value, "route");
        Unique(plan.Bookings, x => x.Id, x => x.Value, "booking");
        Unassigned = plan.Unassigned.Select(x => x.Shipment).ToHashSet();

        Promises = Joined(plan.Allocations, "need");
        Carried = [.. Promises, .. Joined(plan.Supplies.Select(x => x.AsAllocation()), "batch")];
        ByAllocation = Carried.GroupBy(x => x.Allocation.Id).ToDictionary(x => x.Key, x => x.First());

        Deeds = plan.Routes
            .SelectMany(route => route.Stops.SelectMany((stop, i) => stop.Activities.Select(activity => new Deed(route, i, activity))))
            .ToLookup(x => x.Activity.Allocation);
    }

    public DayDeclarations Day { get; }

    public DayPlan Plan { get; }

    public Dictionary<TerritoryId, Territory> Territories { get; }

    public Dictionary<PartyId, Party> Parties { get; }

    public Dictionary<SiteId, Site> Sites { get; }

    public Dictionary<LotId, Lot> Lots { get; }

    public Dictionary<NeedId, Need> Needs { get; }

    public Dictionary<VehicleId, Vehicle> Vehicles { get; }

    public Dictionary<DriverId, Driver> Drivers { get; }

    public Dictionary<ShiftId, Shift> Shifts { get; }

    public Dictionary<EquipmentId, SharedEquipment> Equipment { get; }

    public Dictionary<EquipmentRequestId, EquipmentRequest> Requests { get; }

    public Dictionary<RecipeId, Recipe> Recipes { get; }

    /// <summary>Those whose equipment, recipe, host and lots are declared.</summary>
    public IReadOnlyList<Transformation> Batches { get; }

    public Dictionary<ShipmentId, Shipment> Shipments { get; }

    public Dictionary<AllocationId, Allocation> Allocations { get; }

    /// <summary>What is promised to people.</summary>
    public IReadOnlyList<Promise> Promises { get; }

    /// <summary>The same, and what is brought to batches.</summary>
    public IReadOnlyList<Promise> Carried { get; }

    public Dictionary<AllocationId, Promise> ByAllocation { get; }

    /// <summary>All that the routes do for an allocation, in the order of routes and stops.</summary>
    public ILookup<AllocationId, Deed> Deeds { get; }

    public HashSet<ShipmentId> Unassigned { get; }

    public ValueList<PlanViolation> Violations => violations.ToValueList();

    public void Report(PlanViolation violation) => violations.Add(violation);

    /// <summary>Looks an id of the plan up; reports it, once, when it leads nowhere.</summary>
    public bool Find<TId, T>(Dictionary<TId, T> map, TId id, Func<TId, Guid> value, string kind, [NotNullWhen(true)] out T? found)
        where TId : struct
        where T : class
    {
        if (map.TryGetValue(id, out found))
            return true;
        var violation = new PlanViolation.UnknownReference(kind, value(id));
        if (!violations.Contains(violation))
            Report(violation);
        return false;
    }

    /// <summary>The allocations of these goods weigh so much together.</summary>
    public static Mass Total(IEnumerable<Mass> amounts) => amounts.Aggregate(Mass.Zero, (sum, x) => sum + x);

    List<Promise> Joined(IEnumerable<Allocation> allocations, string what)
    {
        var promises = new List<Promise>();
        foreach (var allocation in allocations)
            if (Find(Lots, allocation.Lot, x => x.Value, "lot", out var lot) & Find(Needs, allocation.Need, x => x.Value, what, out var need))
                promises.Add(new Promise(allocation, lot!, need!));
        return promises;
    }

    bool IsKnown(Transformation batch) =>
        Find(Recipes, batch.Recipe, x => x.Value, "recipe", out _)
        & Find(Equipment, batch.Equipment, x => x.Value, "equipment", out _)
        & Find(Sites, batch.Host, x => x.Value, "site", out _)
        & batch.Inputs.Count > 0 & batch.Inputs.All(x => Find(Lots, x.Lot, id => id.Value, "lot", out _))
        & Find(Lots, batch.Reason.Largest, x => x.Value, "lot", out _)
        & Find(Territories, batch.Output.Territory, x => x.Value, "territory", out _)
        & Find(Parties, batch.Output.Donor, x => x.Value, "party", out _)
        & Find(Sites, batch.Output.Site, x => x.Value, "site", out _);

    Dictionary<TId, T> Unique<TId, T>(ValueList<T> items, Func<T, TId> id, Func<TId, Guid> value, string kind)
        where TId : struct
    {
        var map = new Dictionary<TId, T>();
        foreach (var item in items)
            if (!map.TryAdd(id(item), item))
                Report(new PlanViolation.DuplicateId(kind, value(id(item))));
        return map;
    }
}
