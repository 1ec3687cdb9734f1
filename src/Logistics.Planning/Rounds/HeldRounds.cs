using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Planning.Consolidation;

namespace Logistics.Planning.Rounds;

/// <summary>
/// What an earlier plan holds, as far as the day and its new sharing still bear it: rounds that stay as they are, shipments that stay with their vehicle, and what is left to drive beside them.
/// </summary>
/// <param name="Holds">Those that are kept; others are let go, since what they carry is not given any more, or somebody else drives.</param>
/// <param name="Routes">Just as they were.</param>
/// <param name="Shipments">Of the held rounds, then those that stay with a vehicle.</param>
/// <param name="Allocations">What they carry.</param>
/// <param name="Rest">All else that is shared.</param>
sealed record HeldRounds(ValueList<Hold> Holds, ValueList<Route> Routes, ValueList<Shipment> Shipments, ValueList<Allocation> Allocations, ValueList<Allocation> Rest)
{
    /// <summary>Shifts about which nothing is left to decide.</summary>
    public HashSet<ShiftId> Shut { get; } = [.. Holds.Where(hold => hold.Shipment is null).Select(hold => hold.Shift)];

    /// <summary>Shipments that a search may place within their round.</summary>
    public IEnumerable<Shipment> Staying => Shipments.Where(shipment => Holds.Any(hold => hold.Shipment == shipment.Id));

    /// <summary>What must be given again for all that is held to be carried, beyond what was promised anyway.</summary>
    public static IEnumerable<Promise> Promises(DayPlan? before, DayDeclarations day, ValueList<Promise> promised)
    {
        if (before is null)
            return [];
        var (lots, needs) = (day.Lots.Select(x => x.Id).ToHashSet(), day.Needs.Select(x => x.Id).ToHashSet());
        var known = promised.GroupBy(x => (x.Lot, x.Need)).ToDictionary(x => x.Key, x => x.Sum(y => y.Quantity.Grams));
        var carried = before.Holds.SelectMany(hold => ShipmentsOf(before, hold)).Distinct().SelectMany(shipment => shipment.Allocations).ToHashSet();
        return before.Allocations.Where(x => carried.Contains(x.Id) && lots.Contains(x.Lot) && needs.Contains(x.Need))
            .GroupBy(x => (x.Lot, x.Need)).Select(x => new Promise(x.Key.Lot, x.Key.Need, new Mass(x.Sum(y => y.Quantity.Grams) - known.GetValueOrDefault(x.Key)))).Where(x => x.Quantity > Mass.Zero);
    }

    /// <param name="before">Null: nothing is held.</param>
    /// <param name="day">With what the batches take and make.</param>
    /// <param name="shared">What is given now, and what is brought to batches.</param>
    public static HeldRounds Of(DayPlan? before, DayIndex day, Consolidator consolidator, ValueList<Allocation> shared)
    {
        if (before is not { Holds.Count: > 0 })
            return new([], [], [], [], shared);
        var taking = new Taking(before, day, consolidator, shared);
        var (holds, routes) = (new List<Hold>(), new List<Route>());
        foreach (var hold in before.Holds.OrderBy(hold => hold.Shipment is not null))
        {
            var route = before.Routes.FirstOrDefault(x => x.Shift == hold.Shift);
            if (day.Day.Shifts.FirstOrDefault(x => x.Id == hold.Shift) is not { } shift || (route is not null && (route.Vehicle, route.Driver) != (shift.Vehicle, shift.Driver)))
                continue;
            if (hold.Shipment is not null && holds.Contains(new(hold.Shift)))
                continue;
            if (!taking.TryTake([.. ShipmentsOf(before, hold)]))
                continue;
            holds.Add(hold);
            if (hold.Shipment is null && route is not null)
                routes.Add(route);
        }
        return new([.. holds], [.. routes], [.. taking.Shipments], [.. taking.Allocations], taking.Rest());
    }

    static IEnumerable<Shipment> ShipmentsOf(DayPlan plan, Hold hold)
    {
        var carried = plan.Routes.Where(x => x.Shift == hold.Shift).SelectMany(x => x.Stops).SelectMany(x => x.Activities).Select(x => x.Shipment).ToHashSet();
        return plan.Shipments.Where(x => carried.Contains(x.Id) && (hold.Shipment is null || hold.Shipment == x.Id));
    }

    /// <summary>Takes held shipments out of what is shared, each whole or not at all.</summary>
    sealed class Taking(DayPlan before, DayIndex day, Consolidator consolidator, ValueList<Allocation> shared)
    {
        readonly Dictionary<AllocationId, Allocation> known = before.Carriable().ToDictionary(x => x.Id);
        readonly Dictionary<(LotId, NeedId), long> free = shared.GroupBy(x => (x.Lot, x.Need)).ToDictionary(x => x.Key, x => x.Sum(y => y.Quantity.Grams));
        readonly Dictionary<(LotId, NeedId), long> taken = [];

        public List<Shipment> Shipments { get; } = [];

        public List<Allocation> Allocations { get; } = [];

        /// <summary>False, and nothing is taken: not all that they carry is given any more, or it is something else by now.</summary>
        public bool TryTake(List<Shipment> shipments)
        {
            var shares = shipments.SelectMany(x => x.Allocations).Select(id => known.GetValueOrDefault(id)).ToList();
            if (shares.Contains(null))
                return false;
            var wanted = shares.OfType<Allocation>().GroupBy(x => (x.Lot, x.Need)).ToDictionary(x => x.Key, x => x.Sum(y => y.Quantity.Grams));
            if (wanted.Any(x => free.GetValueOrDefault(x.Key) - taken.GetValueOrDefault(x.Key) < x.Value) || !shipments.TrueForAll(IsStill))
                return false;
            foreach (var (way, grams) in wanted)
                taken[way] = taken.GetValueOrDefault(way) + grams;
            Shipments.AddRange(shipments);
            // Why it is given is what the new sharing says.
            Allocations.AddRange(shares.OfType<Allocation>().Select(x => x with { Reason = shared.First(y => (y.Lot, y.Need) == (x.Lot, x.Need)).Reason }));
            return true;
        }

        /// <summary>Whether it would be the same goods between the same doors today.</summary>
        bool IsStill(Shipment shipment)
        {
            var shares = shipment.Allocations.Select(id => known[id]).ToList();
            return shares.TrueForAll(x => day[x.Lot].Site == shipment.From && day[x.Need].Site == shipment.To && day[x.Lot].Temperature == shipment.Temperature && day[x.Lot].Territory == shipment.Territory)
                && shares.Aggregate(Load.Zero, (sum, x) => sum + consolidator.HighOf(x)) == shipment.High;
        }

        public ValueList<Allocation> Rest()
        {
            var rest = new List<Allocation>();
            foreach (var one in shared)
            {
                var part = Math.Min(one.Quantity.Grams, taken.GetValueOrDefault((one.Lot, one.Need)));
                if (part == 0)
                {
                    rest.Add(one);
                    continue;
                }
                taken[(one.Lot, one.Need)] -= part;
                if (part < one.Quantity.Grams)
                    rest.Add(one with { Id = new(NameBasedId.Derive(one.Id.Value, "beside what is held")), Quantity = new(one.Quantity.Grams - part) });
            }
            return [.. rest];
        }
    }
}
