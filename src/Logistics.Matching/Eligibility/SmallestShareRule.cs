using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>What the need could take at most must reach the lot's smallest useful share: the whole lot when it cannot be split.</summary>
sealed class SmallestShareRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var smallest = Of(pair.Lot);
        var most = Mass.Min(pair.Need.Wanted, pair.To.StorageLeft[pair.Lot.Temperature]);
        return most >= smallest ? null : new Refusal.BelowSmallestShare(smallest - most);
    }

    /// <summary>The least of a lot that anyone may be given; never more than the whole lot.</summary>
    public static Mass Of(Lot lot) => lot.Indivisible ? lot.Quantity.Expected : Mass.Min(lot.SmallestShare, lot.Quantity.Expected);
}
