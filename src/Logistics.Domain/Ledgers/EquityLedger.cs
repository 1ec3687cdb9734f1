using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Ledgers;

/// <summary>What partners received, faded by the policy's half-life: R becomes 2^(-days / half-life) R, and fairness counts from there.</summary>
/// <remarks>
/// Amounts are added exactly and rounded once to the gram, so the order of entries is irrelevant. What partners <em>gave</em> is no part of it:
/// reciprocity is shown elsewhere and never shares anything.
/// </remarks>
public sealed class EquityLedger(IEnumerable<LedgerEntry> entries)
{
    readonly ILookup<PartyId, LedgerEntry> ofParty = entries.ToLookup(x => x.Party);

    /// <summary>Everyone who has an entry.</summary>
    public IEnumerable<PartyId> Parties => ofParty.Select(x => x.Key);

    /// <summary>What the party has received by the end of the day; later entries do not count yet.</summary>
    public LedgerBalance BalanceOf(PartyId party, DateOnly day, int halfLifeDays)
    {
        var known = Enum.GetValues<Family>();
        var sums = new Int128[known.Length + 1];
        foreach (var entry in ofParty[party])
            if (entry.Date <= day && entry.Source != LedgerSource.RefusedWithReason)
                sums[entry.Family is { } family ? (int)family : known.Length] +=
                    (Int128)entry.Quantity.Grams * HalfLife.Factor(day.DayNumber - entry.Date.DayNumber, halfLifeDays);
        return new LedgerBalance(FamilyMasses.Of(family => new Mass(HalfLife.Round(sums[(int)family]))), new Mass(HalfLife.Round(sums[known.Length])));
    }
}

/// <param name="Unknown">Where the family is not known.</param>
public sealed record LedgerBalance(FamilyMasses ByFamily, Mass Unknown)
{
    public static readonly LedgerBalance Zero = new(FamilyMasses.Zero, Mass.Zero);

    public Mass Total => ByFamily.Total + Unknown;
}
