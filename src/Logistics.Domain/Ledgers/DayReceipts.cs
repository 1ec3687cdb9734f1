using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proofs;

namespace Logistics.Domain.Ledgers;

/// <summary>What a day brought to each partner, for the sharing of the days after it: what was told counts, and where nobody told anything, what was planned.</summary>
/// <remarks>
/// Who forgets to tell must neither gain nor lose rank by it. As soon as one proof in force speaks of the end of an allocation (given, fetched, or not taken
/// along at all), what the proofs say was given counts and nothing else.
/// </remarks>
public static class DayReceipts
{
    /// <param name="proofs">All that was told of the day, of whatever plan of it, corrections included.</param>
    /// <returns>One entry for each allocation that brought something, dated on the plan's day.</returns>
    public static IReadOnlyList<LedgerEntry> Of(DayIndex day, DayPlan plan, IReadOnlyCollection<Proof> proofs)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(proofs);
        var corrected = proofs.Select(x => x.Corrects).OfType<ProofId>().ToHashSet();
        var told = proofs.Where(x => !corrected.Contains(x.Id)).SelectMany(x => x.Lines).Where(x => x.Batch is null).ToList();
        // A plan in force later in the day names the same share anew: what was told of a lot for a need counts whichever plan the teller had.
        var ended = told.GroupBy(x => (x.Lot, x.Need)).Where(IsAtAnEnd).Select(x => x.Key).ToHashSet();
        return
        [
            .. told.Where(x => x.Deed == Deed.Given && x.Quantity.Grams > 0).Select(x => new LedgerEntry(x.Recipient, x.Family, x.Quantity, plan.Date, LedgerSource.Shared)),
            .. plan.Allocations.Where(x => !ended.Contains((x.Lot, x.Need)))
                .Select(x => new LedgerEntry(day[x.Need].Recipient, day[x.Lot].Family, x.Quantity, plan.Date, LedgerSource.Shared)),
        ];
    }

    // Being on board is no end: it will be given, or told otherwise. So a part that stays behind says nothing of the part that was taken along.
    static bool IsAtAnEnd(IEnumerable<ProofLine> ofShare)
    {
        var lines = ofShare.ToList();
        return lines.Exists(x => x.Handling != Handling.Pickup) || !lines.Exists(x => x.Deed == Deed.Taken);
    }
}
