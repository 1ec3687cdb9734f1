using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Planning.Editing;

/// <summary>
/// What a plan promises while shipments come on rounds and go off them: what nobody carries is promised to nobody, it is missing at its needs and left over of its lots.
/// </summary>
/// <param name="who">Stands as the reason of what is promised by hand.</param>
sealed class HandPromises(DayPlan plan, string who)
{
    readonly List<Allocation> allocations = [.. plan.Allocations];
    readonly List<Supply> supplies = [.. plan.Supplies];
    readonly List<Unmet> unmet = [.. plan.Unmet];
    readonly List<Leftover> leftovers = [.. plan.Leftovers];
    readonly List<Unassigned> unassigned = [.. plan.Unassigned];

    public bool IsAnyOther { get; private set; }

    public IReadOnlyDictionary<AllocationId, Allocation> Carriable => allocations.Concat(supplies.Select(x => x.AsAllocation())).ToDictionary(x => x.Id);

    /// <summary>A round carries it now.</summary>
    public void Give(Shipment shipment)
    {
        IsAnyOther = true;
        // The planner and this class write both sides of a share in the same order, one for each of the shipment's allocations.
        var missing = unmet.Where(x => x.Reason is UnmetReason.NotTransported(var of) && of == shipment.Id).ToList();
        var left = leftovers.Where(x => x.Reason is LeftoverReason.NotTransported(var of) && of == shipment.Id).ToList();
        foreach (var (id, (need, lot)) in shipment.Allocations.Zip(missing.Zip(left)))
            if (plan.Batches.FirstOrDefault(batch => Supply.NeedOf(batch.Id) == need.Need) is { } batch)
                supplies.Add(new(id, batch.Id, lot.Lot, lot.Quantity));
            else
                allocations.Add(new()
                {
                    Id = id,
                    Lot = lot.Lot,
                    Need = need.Need,
                    Quantity = lot.Quantity,
                    Transfer = Transfer.Delivered,
                    Reason = new AllocationReason.Decided(who, Motive: null),
                });
        unmet.RemoveAll(missing.Contains);
        leftovers.RemoveAll(left.Contains);
        unassigned.RemoveAll(x => x.Shipment == shipment.Id);
    }

    /// <summary>No round carries it any more.</summary>
    public void TakeBack(Shipment shipment)
    {
        IsAnyOther = true;
        var carriable = Carriable;
        foreach (var share in shipment.Allocations.Select(id => carriable[id]))
        {
            unmet.Add(new(share.Need, share.Quantity, new UnmetReason.NotTransported(shipment.Id)));
            leftovers.Add(new(share.Lot, share.Quantity, new LeftoverReason.NotTransported(shipment.Id)));
        }
        allocations.RemoveAll(x => shipment.Allocations.Contains(x.Id));
        supplies.RemoveAll(x => shipment.Allocations.Contains(x.Id));
        unassigned.Add(new(shipment.Id, new UnassignedReason.TakenOff()));
    }

    /// <summary>What each shipment that no round carries would carry, share by share.</summary>
    public static IEnumerable<(ShipmentId Shipment, LotId Lot, NeedId Need, Mass Quantity)> NotCarried(DayPlan plan)
    {
        var missing = plan.Unmet.Where(x => x.Reason is UnmetReason.NotTransported).ToLookup(x => ((UnmetReason.NotTransported)x.Reason).Shipment);
        return plan.Leftovers.Where(x => x.Reason is LeftoverReason.NotTransported).GroupBy(x => ((LeftoverReason.NotTransported)x.Reason).Shipment)
            .SelectMany(left => left.Zip(missing[left.Key], (lot, need) => (left.Key, lot.Lot, need.Need, lot.Quantity)));
    }

    public DayPlan Write() => plan with
    {
        Allocations = [.. allocations],
        Supplies = [.. supplies],
        Unmet = [.. unmet],
        Leftovers = [.. leftovers],
        Unassigned = [.. unassigned.OrderBy(x => x.Shipment.Value)],
    };
}
