using Logistics.Domain.Allocations;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// What the need could take of the lot at most must reach what the recipient's site said is worth its while. It is asked of each lot by itself: that several
/// small ones together would be worth it is not counted.
/// </summary>
sealed class LeastShareRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var least = pair.To.LeastShare;
        if (least <= Mass.Zero)
            return null;
        var most = Mass.Min(Mass.Min(pair.Lot.Quantity.Expected, pair.Need.Wanted), pair.To.StorageLeft[pair.Lot.Temperature]);
        if (ReceptionRule.MostToday(pair.To) is { } received)
            most = Mass.Min(most, received);
        if (pair.Context.Declines.Of(pair.Lot.Id, pair.Need.Id) is { } decline)
            most = Mass.Min(most, decline.Most);
        return most >= least ? null : new Refusal.BelowItsLeast(Most: most, Least: least);
    }
}
