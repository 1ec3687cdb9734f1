using System.Numerics;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;

namespace Logistics.Domain.Ledgers;

/// <summary>What each partner is entitled to under a voted basis, as whole numbers of which only the proportions matter.</summary>
public static class EntitledShares
{
    /// <param name="parties">Those who share; each once.</param>
    /// <returns>For each party its share, zero for who has no claim. A measure in which everyone has zero entitles nobody.</returns>
    public static Dictionary<PartyId, BigInteger> Of(EntitlementBasis basis, IReadOnlyCollection<Party> parties)
    {
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(parties);
        BigInteger persons = parties.Sum(x => (long)x.AttestedPersons), need = parties.Sum(x => x.AuditedWeeklyNeed.Grams), count = parties.Count;
        BigInteger allPersons = BigInteger.Max(persons, 1), allNeed = BigInteger.Max(need, 1);
        // A sum of three fractions, over their common denominator.
        return parties.ToDictionary(x => x.Id, x =>
            basis.Persons * x.AttestedPersons * count * allNeed + basis.Equal * allPersons * allNeed + basis.AuditedNeed * x.AuditedWeeklyNeed.Grams * allPersons * count);
    }
}
