using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Measures;

namespace Logistics.Matching.Model;

/// <summary>The entitled share of each partner under the basis that was voted, as whole numbers.</summary>
sealed class EntitledShares
{
    /// <summary>Fine enough that a share of one in a hundred thousand still counts, and coarse enough that levels tell grams apart.</summary>
    const long Whole = 100_000;

    readonly EntitlementBasis basis;
    readonly long persons, partners, need;

    /// <param name="parties">All partners that may claim: those who serve persons or have an audited need.</param>
    public EntitledShares(EntitlementBasis basis, IEnumerable<Party> parties)
    {
        this.basis = basis;
        foreach (var party in parties.Where(MayClaim))
        {
            persons += party.AttestedPersons;
            partners++;
            need += party.AuditedWeeklyNeed.Grams;
        }
    }

    /// <summary>Attested persons where these alone count, so that figures per person stay what they say; else parts of a hundred thousand of the whole.</summary>
    public long Of(Party party)
    {
        if (!MayClaim(party))
            return 0;
        if (basis.Persons == 100)
            return party.AttestedPersons;
        if (basis.Equal == 100)
            return 1;
        var share = Part(basis.Persons, party.AttestedPersons, persons) + Part(basis.Equal, 1, partners) + Part(basis.AuditedNeed, party.AuditedWeeklyNeed.Grams, need);
        // However small, a claim is a claim: zero would come after everybody.
        return Math.Max(1, share);
    }

    static long Part(int percent, long own, long all) => all == 0 ? 0 : (long)((Int128)Whole * percent * own / ((Int128)100 * all));

    static bool MayClaim(Party party) => party.AttestedPersons > 0 || party.AuditedWeeklyNeed > Mass.Zero;
}
