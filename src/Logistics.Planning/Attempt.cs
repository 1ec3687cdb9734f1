using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Shipments;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Planning.Rounds;

namespace Logistics.Planning;

/// <summary>One matching and the rounds that drive it.</summary>
sealed record Attempt(MatchingResult Matching, ValueList<Allocation> Allocations, ValueList<Shipment> Shipments, RoundsResult Rounds)
{
    public Cost Cost => Rounds.Routes.Aggregate(Cost.Zero, (sum, x) => sum + x.Cost);

    /// <summary>More reaches urgent needs; else more reaches anyone; else it costs less to drive.</summary>
    public bool IsBetterThan(Attempt other, DayIndex day)
    {
        var (mine, theirs) = (Reaching(day), other.Reaching(day));
        return mine.CompareTo(theirs) is not 0 and var reach ? reach > 0 : Cost < other.Cost;
    }

    (long, long, long, long) Reaching(DayIndex day)
    {
        var left = Rounds.Unassigned.Select(x => x.Shipment).ToHashSet();
        var lost = Shipments.Where(x => left.Contains(x.Id)).SelectMany(x => x.Allocations).ToHashSet();
        var carried = Allocations.Where(x => !lost.Contains(x.Id)).ToList();
        return (Of(Urgency.Class1), Of(Urgency.Class2), Of(Urgency.Class3), carried.Sum(x => x.Quantity.Grams));

        long Of(Urgency urgency) => carried.Where(x => day[x.Need].Urgency == urgency).Sum(x => x.Quantity.Grams);
    }
}
