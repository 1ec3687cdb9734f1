using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Planning.Consolidation;

/// <summary>
/// Allocations that share pickup, drop, windows and temperature class travel as one shipment; what is larger than the largest
/// compartment on duty is cut into parts that a vehicle can hold.
/// </summary>
public sealed class Consolidator(DayIndex day)
{
    /// <summary>More trips than this for one promise is not a plan: it stays whole, and routing says by how much it is too large.</summary>
    const long MostParts = 100;

    /// <summary>The shipments, and the allocations as they now stand: those too large for one vehicle are replaced by their parts.</summary>
    public (ValueList<Allocation> Allocations, ValueList<Shipment> Shipments) Consolidate(IEnumerable<Allocation> allocations)
    {
        ArgumentNullException.ThrowIfNull(allocations);
        var parts = allocations.SelectMany(CutToVehicles).ToValueList();
        var shipments = parts
            .Where(Travels)
            .GroupBy(KeyOf)
            .SelectMany(Pack)
            .ToValueList();
        return (parts, shipments);
    }

    /// <summary>Goods that already stand where they are wanted need no vehicle, nor do goods that the recipient fetches.</summary>
    bool Travels(Allocation allocation) => allocation.Transfer == Transfer.Delivered && day[allocation.Lot].Site != day[allocation.Need].Site;

    /// <summary>What an allocation may take of a vehicle, by the high estimate.</summary>
    public Load HighOf(Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        var lot = day[allocation.Lot];
        var expected = lot.Quantity.Expected.Grams;
        long Share(long whole) => (long)Math.Ceiling((decimal)whole * allocation.Quantity.Grams / expected);
        return new Load(
            lot.Quantity.HighOf(allocation.Quantity),
            new Volume(Share(lot.Volume?.Millilitres ?? 0)),
            checked((int)Share(lot.Crates)));
    }

    sealed record Key(TerritoryId Territory, SiteId From, SiteId To, TemperatureClass Temperature, Temperature? Warmest, ValueList<TimeWindow> Pickup, ValueList<TimeWindow> Delivery);

    Key KeyOf(Allocation allocation)
    {
        Lot lot = day[allocation.Lot];
        Need need = day[allocation.Need];
        return new Key(lot.Territory, lot.Site, need.Site, lot.Temperature, WarmestOf(lot), PickupWindows(lot), DeliveryWindows(allocation, lot, need));
    }

    /// <summary>
    /// The warmest compartment on duty that is still cold enough, so that goods with different limits travel together wherever the same
    /// compartments can hold them; null when that is the usual one of the class.
    /// </summary>
    Temperature? WarmestOf(Lot lot)
    {
        if (FoodKinds.WarmestOf(lot) is not { } limit)
            return null;
        var level = Parts(lot.Territory, lot.Temperature, limit).Max(x => x.Part.Holding(lot.Temperature)) ?? limit;
        return level == FoodKinds.UsualFor(lot.Temperature) ? null : level;
    }

    /// <summary>When the donor is open within the lot's own window; the lot's window alone where the two never meet: the donor named it for today.</summary>
    ValueList<TimeWindow> PickupWindows(Lot lot)
    {
        var windows = day[lot.Site].OpeningWindows.Select(window => window.Intersect(lot.PickupWindow)).OfType<TimeWindow>().ToValueList();
        return windows.Count > 0 ? windows : [lot.PickupWindow];
    }

    /// <summary>
    /// When the recipient is open, before the need's deadline, and early enough to hand out what is under a use-by date. What goes into a batch is
    /// handed out by nobody: the batch ends in time for it.
    /// </summary>
    ValueList<TimeWindow> DeliveryWindows(Allocation allocation, Lot lot, Need need)
    {
        var site = day[need.Site];
        var latest = need.Deadline;
        if (lot.Date is DateMark.UseBy useBy && allocation.Reason is not AllocationReason.IntoBatch)
        {
            var margin = (site.Hub?.SortingDelay ?? Duration.Zero) + site.HandOutDuration + day[lot.Territory].Policy.SafetyMargin;
            // Who does not attest to hand out in time receives gifts 48 hours before the date ends (code de l'environnement, art. D. 541-310).
            if (lot.Source is not (SourceKind.Purchase or SourceKind.Stock) && !day[need.Recipient].RedistributesShortDated)
                margin = Duration.Max(margin, Duration.FromMinutes(48 * 60));
            var lastReception = LocalTime.EndOf(useBy.Date, day.ZoneOf(lot.Territory)) - margin.ToTimeSpan();
            latest = lastReception < latest ? lastReception : latest;
        }
        return site.OpeningWindows.Where(window => window.Begin <= latest)
            .Select(window => new TimeWindow(window.Begin, window.End < latest ? window.End : latest))
            .ToValueList();
    }

    IEnumerable<Shipment> Pack(IGrouping<Key, Allocation> group)
    {
        var rooms = Rooms(group.Key.Territory, group.Key.Temperature, group.Key.Warmest);
        var batch = new List<Allocation>();
        var load = Load.Zero;
        foreach (var allocation in group.OrderBy(x => x.Id.Value))
        {
            var high = HighOf(allocation);
            if (batch.Count > 0 && !FitsAny(load + high, rooms))
            {
                yield return Ship(group.Key, batch, load);
                batch.Clear();
                load = Load.Zero;
            }
            batch.Add(allocation);
            load += high;
        }
        yield return Ship(group.Key, batch, load);
    }

    Shipment Ship(Key key, List<Allocation> batch, Load high) => new()
    {
        Id = new ShipmentId(NameBasedId.Derive(batch[0].Id.Value, "shipment")),
        Territory = key.Territory,
        Allocations = batch.Select(allocation => allocation.Id).ToValueList(),
        From = key.From,
        To = key.To,
        Temperature = key.Temperature,
        Warmest = key.Warmest,
        PickupWindows = key.Pickup,
        DeliveryWindows = key.Delivery,
        Expected = batch.Aggregate(Mass.Zero, (sum, allocation) => sum + allocation.Quantity),
        High = high,
        Urgency = batch.Select(allocation => day[allocation.Need].Urgency).MinBy(Rank),
    };

    static int Rank(Urgency urgency) => urgency == Urgency.Ordinary ? int.MaxValue : (int)urgency;

    IEnumerable<Allocation> CutToVehicles(Allocation allocation)
    {
        var lot = day[allocation.Lot];
        var rooms = Rooms(lot.Territory, lot.Temperature, WarmestOf(lot));
        if (!Travels(allocation) || lot.Indivisible || rooms.Count == 0)
            return [allocation];
        // Rounding up the high estimate may put equal parts a gram over: then one part more.
        for (var parts = 1L; parts <= MostParts; parts++)
            if (Cut(allocation, parts).First() is var largest && FitsAny(HighOf(largest), rooms))
                return parts == 1 ? [allocation] : Cut(allocation, parts);
        return [allocation];
    }

    /// <summary>Equal parts to the gram; the first ones take what does not divide.</summary>
    static IEnumerable<Allocation> Cut(Allocation allocation, long parts)
    {
        var (share, rest) = Math.DivRem(allocation.Quantity.Grams, parts);
        for (var part = 0; part < parts; part++)
            yield return allocation with
            {
                Id = new AllocationId(NameBasedId.Derive(allocation.Id.Value, $"part {part + 1} of {parts}")),
                Quantity = new Mass(share + (part < rest ? 1 : 0)),
            };
    }

    static bool FitsAny(Load load, IEnumerable<Load> rooms) => rooms.Any(room => load.FitsIn(room));

    /// <summary>What each compartment on duty that holds the class cold enough has room for, within its vehicle.</summary>
    List<Load> Rooms(TerritoryId territory, TemperatureClass temperature, Temperature? warmest) => [.. Parts(territory, temperature, warmest ?? FoodKinds.UsualFor(temperature))
        .Select(x => new Load(
            Mass.Min(x.Part.Capacity.Mass, x.Vehicle.Capacity.Mass),
            Volume.Min(x.Part.Capacity.Volume, x.Vehicle.Capacity.Volume),
            Math.Min(x.Part.Capacity.Crates, x.Vehicle.Capacity.Crates)))
        .Distinct()];

    IEnumerable<(Vehicle Vehicle, Compartment Part)> Parts(TerritoryId territory, TemperatureClass temperature, Temperature? warmest) =>
        from shift in day.Day.Shifts
        where shift.Territory == territory
        let vehicle = day[shift.Vehicle]
        from part in vehicle.Compartments
        where part.Classes.Contains(temperature) && !(part.Holding(temperature) > warmest)
        select (vehicle, part);
}
