using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;

namespace Logistics.Matching.Model;

/// <summary>Recipients as one vote sees them: entitled shares, points received, and what the rule of rationing counts.</summary>
sealed class RecipientRows(DayIndex day, SharingTerms terms)
{
    readonly long[] points = Problem.PointsOf(terms.Points);
    readonly EntitledShares shares = new(terms.Basis, day.Day.Parties);

    /// <param name="claim">Grams asked for, by party and family.</param>
    /// <param name="added">Grams received in the meantime, by position and family; null: none.</param>
    public RecipientRow[] Of(IReadOnlyList<PartyId> parties, Func<PartyId, Family, long> claim, long[]? added = null)
    {
        var claims = parties.Select(id => Enum.GetValues<Family>().Sum(x => points[(int)x] * claim(id, x))).ToArray();
        var largest = claims.Length > 0 ? claims.Max() : 0;
        return [.. parties.Select((id, i) =>
        {
            var party = day[id];
            var received = Enum.GetValues<Family>().Sum(x => points[(int)x] * (Earlier(party, x) + (added?[Problem.Share(i, x)] ?? 0)));
            return Rulers.Row(terms.Rationing, id, party.AttestedPersons, shares.Of(party), received, claims[i], largest);
        })];
    }

    /// <summary>Goods whose family is not known count as <see cref="Family.Other"/>.</summary>
    static long Earlier(Party party, Family family) =>
        party.ReceivedByFamily[family].Grams + (family == Family.Other ? party.ReceivedEarlier.Grams : 0);
}
