using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Planning.Rounds;

namespace Logistics.Planning;

/// <summary>One matching and the rounds that drive it.</summary>
/// <param name="Day">With what the batches take and make.</param>
/// <param name="Holds">What of the plan before is kept.</param>
/// <param name="Carriable">What is given and what is brought to batches, cut to vehicles.</param>
sealed record Attempt(DayIndex Day, JointResult Joint, MatchingResult Matching, ValueList<Allocation> Carriable, ValueList<Shipment> Shipments, RoundsResult Rounds, ValueList<Hold> Holds)
{
    public ValueList<Allocation> Allocations { get; } = [.. Carriable.Where(x => x.Reason is not AllocationReason.IntoBatch)];

    public ValueList<Supply> Supplies { get; } =
        [.. Carriable.Where(x => x.Reason is AllocationReason.IntoBatch).Select(x => new Supply(x.Id, ((AllocationReason.IntoBatch)x.Reason).Batch, x.Lot, x.Quantity))];

    public Cost Cost => Rounds.Routes.Aggregate(Cost.Zero, (sum, x) => sum + x.Cost);

    /// <summary>Batches for which rounds leave something behind that must go in.</summary>
    public HashSet<TransformationId> Stranded
    {
        get
        {
            var left = LeftBehind();
            return Supplies.Where(x => left.Contains(x.Id)).Select(x => x.Batch).ToHashSet();
        }
    }

    /// <summary>More reaches urgent needs; else more reaches anyone; else it costs less to drive.</summary>
    public bool IsBetterThan(Attempt other) =>
        Reaching().CompareTo(other.Reaching()) is not 0 and var reach ? reach > 0 : Cost < other.Cost;

    (long, long, long, long) Reaching()
    {
        var left = LeftBehind();
        var carried = Allocations.Where(x => !left.Contains(x.Id)).ToList();
        return (Of(Urgency.Class1), Of(Urgency.Class2), Of(Urgency.Class3), carried.Sum(x => x.Quantity.Grams));

        long Of(Urgency urgency) => carried.Where(x => Day[x.Need].Urgency == urgency).Sum(x => x.Quantity.Grams);
    }

    HashSet<AllocationId> LeftBehind()
    {
        var left = Rounds.Unassigned.Select(x => x.Shipment).ToHashSet();
        return Shipments.Where(x => left.Contains(x.Id)).SelectMany(x => x.Allocations).ToHashSet();
    }
}
