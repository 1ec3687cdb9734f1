using Logistics.Domain.Goods;
using Logistics.Matching.Model;

namespace Logistics.Matching.Transformations;

/// <summary>What of a lot nobody takes, when the lot dies within four days: goods that keep longer have other chances.</summary>
/// <param name="Left">Grams that stay.</param>
/// <param name="Smallest">The least that may go into a batch; all that is left when the lot cannot be split.</param>
/// <param name="LastUse">A batch must have ended by then, the voted margin included; null: no date refuses.</param>
sealed record LotAtRisk(Lot Lot, long Left, long Smallest, Freshness Freshness, DateTimeOffset? LastUse)
{
    /// <summary>In stable order. What is left of a lot that is too small to be worth a stop is not worth one here either.</summary>
    public static LotAtRisk[] Among(MatchingInput input, MatchingResult first)
    {
        var day = input.Day;
        var context = new Eligibility.RuleContext(day, input.Transfers);
        return
        [
            .. first.Leftovers.InStableOrder(x => x.Lot.Value, input.Seed)
                .Select(x => (Lot: day[x.Lot], Left: x.Quantity.Grams))
                .Where(x => x.Left > 0 && x.Lot.Date.FreshnessOn(day.Day.Date) != Freshness.Keeps)
                .Select(x => new LotAtRisk(x.Lot, x.Left, x.Lot.Indivisible ? x.Lot.Quantity.Expected.Grams : Math.Max(1, x.Lot.SmallestShare.Grams),
                    x.Lot.Date.FreshnessOn(day.Day.Date),
                    x.Lot.Date is DateMark.BestBefore ? null
                        : context.EndOf(x.Lot.Territory, x.Lot.Date.Date) - day[x.Lot.Territory].Policy.SafetyMargin.ToTimeSpan())),
        ];
    }
}
