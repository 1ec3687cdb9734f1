using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>Nobody is offered again what it declined. Of what it takes in part it is given no more than that.</summary>
sealed class DeclinedRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.Context.Declines.Of(pair.Lot.Id, pair.Need.Id) is { } decline && (decline.Most <= Mass.Zero || decline.Most < SmallestShareRule.Of(pair.Lot))
            ? new Refusal.Declined(decline.Motive)
            : null;
}

/// <summary>The declines of a day, by lot and need; where several were told, the least that is taken holds.</summary>
sealed class DeclineBook(DayIndex day)
{
    readonly Dictionary<(LotId, NeedId), Decline> of = day.Day.Declines.GroupBy(x => (x.Lot, x.Need)).ToDictionary(x => x.Key, x => x.MinBy(y => y.Most)!);

    public Decline? Of(LotId lot, NeedId need) => of.Count == 0 ? null : of.GetValueOrDefault((lot, need));
}
