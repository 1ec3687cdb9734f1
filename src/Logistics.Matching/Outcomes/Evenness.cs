using System.Numerics;
using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Matching.Outcomes;

/// <summary>How evenly goods went round: each partner's part of what was received, beside its part of what all are entitled to.</summary>
/// <remarks>
/// A level of 1000 permille is exactly the entitled share. Gini: sum of (2i - n - 1) f(i) over n times the sum of f, with f from the lowest up; 0 when all
/// are alike. Whole numbers, rounded down (levels) or to the nearest (Gini), so that they are the same on every machine.
/// </remarks>
public sealed record Evenness(IReadOnlyDictionary<PartyId, int> LevelPermille, int? MinPermille, int? GiniPermille)
{
    const int Fine = 1_000_000;

    /// <param name="received">Grams; a partner that is missing received nothing.</param>
    /// <param name="shares">Entitled shares; partners whose share is zero have no level.</param>
    public static Evenness Of(IReadOnlyDictionary<PartyId, Mass> received, IReadOnlyDictionary<PartyId, BigInteger> shares)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(shares);
        var entitled = shares.Where(x => x.Value > 0).ToList();
        var total = entitled.Sum(x => Grams(x.Key));
        if (total == 0)
            return new Evenness(entitled.ToDictionary(x => x.Key, _ => 0), null, null);
        var all = entitled.Aggregate(BigInteger.Zero, (sum, x) => sum + x.Value);
        var fine = entitled.ToDictionary(x => x.Key, x => (long)(Grams(x.Key) * all * Fine / (x.Value * total)));
        return new Evenness(fine.ToDictionary(x => x.Key, x => (int)(x.Value * 1000 / Fine)), (int)(fine.Values.Min() * 1000 / Fine), Gini([.. fine.Values.Order()]));

        long Grams(PartyId party) => received.TryGetValue(party, out var mass) ? mass.Grams : 0;
    }

    static int Gini(long[] ascending)
    {
        BigInteger weighted = 0, sum = 0;
        for (var i = 0; i < ascending.Length; i++)
        {
            weighted += (BigInteger)(2 * (i + 1) - ascending.Length - 1) * ascending[i];
            sum += ascending[i];
        }
        var below = sum * ascending.Length;
        return (int)((weighted * 2000 + below) / (2 * below));
    }
}
