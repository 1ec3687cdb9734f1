using Logistics.Domain.Allocations;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>The site must have room left for goods of this temperature class; how much room is a matter of quantities, not of rules.</summary>
sealed class StorageRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.To.StorageLeft[pair.Lot.Temperature] > Mass.Zero ? null : new Refusal.NoStorage(pair.Lot.Temperature);
}
