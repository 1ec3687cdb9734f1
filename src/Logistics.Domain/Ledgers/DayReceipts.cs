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
        var ended = told.Where(IsAnEnd).Select(x => (x.Lot, x.Need)).ToHashSet();
        return
        [
            .. told.Where(x => x.Deed == Deed.Given && x.Quantity.Grams > 0).Select(x => new LedgerEntry(x.Recipient, x.Family, x.Quantity, plan.Date, LedgerSource.Shared)),
            .. plan.Allocations.Where(x => !ended.Contains((x.Lot, x.Need)))
                .Select(x => new LedgerEntry(day[x.Need].Recipient, day[x.Lot].Family, x.Quantity, plan.Date, LedgerSource.Shared)),
        ];
    }

    // Being on board is no end: it will be given, or told otherwise.
    static bool IsAnEnd(ProofLine line) => line is { Handling: Handling.Delivery or Handling.Fetch } or { Handling: Handling.Pickup, Deed: Deed.Refused or Deed.Left or Deed.Lost }
        or { Deed: Deed.Given or Deed.Lost or Deed.Returned or Deed.SetDown };
}
