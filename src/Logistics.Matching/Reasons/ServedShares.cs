using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;

namespace Logistics.Matching.Reasons;

/// <summary>
/// Of each recipient of the day, what it received, in voted points, beside its entitled part of all that they received. Who is entitled to a
/// fifth and has received a tenth of all stands at 500 thousandths.
/// </summary>
sealed class ServedShares
{
    readonly DayIndex day;
    readonly SharingTerms terms;
    readonly Dictionary<PartyId, long> weight;
    readonly Dictionary<PartyId, (decimal Before, decimal OfLot, decimal All)> points;

    public ServedShares(DayIndex day, IReadOnlyCollection<Allocation> allocations, Lot lot)
    {
        this.day = day;
        terms = day[lot.Territory].Policy.Sharing;
        var parties = day.Day.Needs.Select(x => x.Recipient).Distinct().Select(x => day[x]).ToList();
        var today = allocations.ToLookup(x => day[x.Need].Recipient);
        // As in the sharing itself: everybody is seen by the vote of the lot's territory.
        var entitled = new EntitledShares(terms.Basis, day.Day.Parties);
        weight = parties.ToDictionary(x => x.Id, entitled.Of);
        points = parties.ToDictionary(x => x.Id, x =>
        {
            var before = Earlier(x);
            return (before, today[x.Id].Where(y => y.Lot == lot.Id).Sum(Points), before + today[x.Id].Sum(Points));
        });
    }

    /// <summary>The entitled part: parts are comparable with each other, and zero means none.</summary>
    public long Weight(PartyId party) => weight[party];

    /// <summary>All that was received, earlier and today: grams times points.</summary>
    public decimal Received(PartyId party) => points[party].All;

    public decimal Points(Allocation allocation) => (decimal)allocation.Quantity.Grams * terms.Points[day[allocation.Lot].Family];

    public SharePermille? Of(PartyId party) => weight[party] == 0 ? null : new SharePermille(
        Permille(party, x => x.Before), Permille(party, x => x.All - x.OfLot), Permille(party, x => x.All));

    int Permille(PartyId party, Func<(decimal Before, decimal OfLot, decimal All), decimal> received)
    {
        var all = points.Values.Sum(received);
        return all == 0 ? 0 : (int)decimal.Round(1000 * received(points[party]) * weight.Values.Sum() / ((decimal)weight[party] * all), MidpointRounding.AwayFromZero);
    }

    decimal Earlier(Party party) => (decimal)party.ReceivedEarlier.Grams * terms.Points[Family.Other]
        + Enum.GetValues<Family>().Sum(family => (decimal)party.ReceivedByFamily[family].Grams * terms.Points[family]);
}
