using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;

namespace Logistics.Matching.Eligibility;

/// <summary>Goods go only to whom their donor agreed to give, on a day the agreement covers. A partner's own stock needs nobody's consent.</summary>
sealed class ConsentRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.Lot.Donor == pair.Need.Recipient || pair.Context.Consents.Allows(pair.Lot.Donor, pair.Need.Recipient)
            ? null
            : new Refusal.NoConsent(pair.Lot.Donor, pair.Need.Recipient);
}

/// <summary>The consents that cover the day. A wildcard speaks for the partners of its own territory; only names join two territories.</summary>
sealed class ConsentBook
{
    readonly DayIndex day;
    readonly Dictionary<PartyId, HashSet<PartyId>> named = [];
    readonly HashSet<(TerritoryId, PartyId)> fromOneToAny = [];
    readonly HashSet<(TerritoryId, PartyId)> fromAnyToOne = [];
    readonly HashSet<TerritoryId> fromAnyToAny = [];

    public ConsentBook(DayIndex day)
    {
        this.day = day;
        foreach (var consent in day.Day.Consents.Where(x => x.Covers(day.Day.Date)))
            _ = (consent.From, consent.To) switch
            {
                ({ } from, { } to) => NamedBy(from).Add(to),
                ({ } from, null) => fromOneToAny.Add((consent.Territory, from)),
                (null, { } to) => fromAnyToOne.Add((consent.Territory, to)),
                _ => fromAnyToAny.Add(consent.Territory),
            };
    }

    public bool Allows(PartyId from, PartyId to)
    {
        if (named.TryGetValue(from, out var names) && names.Contains(to))
            return true;
        var territory = day[from].Territory;
        return territory == day[to].Territory
            && (fromAnyToAny.Contains(territory) || fromOneToAny.Contains((territory, from)) || fromAnyToOne.Contains((territory, to)));
    }

    /// <summary>The same of one donor and many recipients at once.</summary>
    public bool[] Allows(PartyId from, Party[] to)
    {
        var (territory, names) = (day[from].Territory, NamedBy(from));
        var toAny = fromAnyToAny.Contains(territory) || fromOneToAny.Contains((territory, from));
        return Array.ConvertAll(to, x => names.Contains(x.Id) || (territory == x.Territory && (toAny || fromAnyToOne.Contains((territory, x.Id)))));
    }

    HashSet<PartyId> NamedBy(PartyId from) => named.TryGetValue(from, out var names) ? names : named[from] = [];
}
