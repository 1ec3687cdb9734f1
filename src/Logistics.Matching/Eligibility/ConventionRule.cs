using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// Who may give only under a written agreement gives only while one with the recipient runs. It stands on a consent that covers the day, and
/// speaks for whom that consent speaks. Goods that are sold, or that come out of a partner's stock, are no gift of such a donor.
/// </summary>
/// <remarks>Code de l'environnement, art. L. 541-15-6: shops above 400 m², large caterers, food industry and wholesale.</remarks>
sealed class ConventionRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (!pair.Donor.ConventionRequired || !pair.Given || pair.Lot.Donor == pair.Need.Recipient)
            return null;
        DateOnly? ended = null;
        foreach (var convention in pair.Context.Conventions.Between(pair.Donor, pair.Recipient))
        {
            if (convention.Covers(pair.Context.Day.Day.Date))
                return null;
            if (convention.ValidUntil is { } last && last < pair.Context.Day.Day.Date && !(ended > last))
                ended = last;
        }
        return ended is { } day
            ? new Refusal.ConventionExpired(pair.Lot.Donor, pair.Need.Recipient, day)
            : new Refusal.NoConvention(pair.Lot.Donor, pair.Need.Recipient);
    }
}

/// <summary>The written agreements on consents that cover the day, whether they still run or not.</summary>
sealed class ConventionBook(DayIndex day)
{
    readonly ILookup<PartyId?, Consent> byDonor = day.Day.Consents.Where(x => x.Convention is not null && x.Covers(day.Day.Date)).ToLookup(x => x.From);

    public IEnumerable<Convention> Between(Party donor, Party recipient) =>
        from consent in byDonor[donor.Id].Concat(byDonor[null])
        where consent.To is null || consent.To == recipient.Id
        where (consent.From is not null && consent.To is not null) || (donor.Territory == consent.Territory && recipient.Territory == consent.Territory)
        select consent.Convention;
}
