using System.Numerics;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Ledgers;

/// <summary>
/// Where a newcomer's ledger starts: its entitled share times the median of what the others received per entitled share. From zero it would
/// drain the network until it had caught up with years that it was not there for.
/// </summary>
public static class NewcomerStart
{
    /// <param name="others">Balance and entitled share (positive) of everyone who was there before.</param>
    /// <param name="weight">The newcomer's entitled share, in the unit of the others'.</param>
    /// <returns>
    /// The total is rounded down; with an even number of others the lower of the two middle ones counts, in favour of the newcomer. It is split over families as
    /// the network's whole ledger is. Zero where nobody was there.
    /// </returns>
    public static LedgerBalance Of(IEnumerable<(LedgerBalance Balance, BigInteger Weight)> others, BigInteger weight)
    {
        ArgumentNullException.ThrowIfNull(others);
        var sorted = others.ToList();
        if (sorted.Count == 0)
            return LedgerBalance.Zero;
        // R / w against R' / w', as R w' against R' w.
        sorted.Sort((a, b) => (a.Balance.Total.Grams * b.Weight).CompareTo(b.Balance.Total.Grams * a.Weight));
        var median = sorted[(sorted.Count - 1) / 2];
        return Split((long)(weight * median.Balance.Total.Grams / median.Weight), [.. sorted.Select(x => x.Balance)]);
    }

    static LedgerBalance Split(long grams, List<LedgerBalance> network)
    {
        var total = network.Sum(x => x.Total.Grams);
        if (total == 0)
            return LedgerBalance.Zero;
        // Rounded down family by family; the grams that are left over count as of unknown family.
        var families = FamilyMasses.Of(family => new Mass((long)((Int128)grams * network.Sum(x => x.ByFamily[family].Grams) / total)));
        return new LedgerBalance(families, new Mass(grams) - families.Total);
    }
}
