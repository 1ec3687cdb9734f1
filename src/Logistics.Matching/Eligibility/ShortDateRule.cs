using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// When given food changes hands, at least 48 hours must be left before its use-by date ends, unless the recipient attests that it hands out
/// before. It changes hands at the recipient's door where it is delivered, at the donor's where it is collected.
/// </summary>
/// <remarks>
/// Code de l'environnement, art. D. 541-310. The law speaks to who gives: goods that a partner bought, or has in stock, have changed hands
/// before. A donor's own justification opens nothing: it is the recipient who must show that it redistributes in time.
/// </remarks>
sealed class ShortDateRule : IRule
{
    public static readonly Duration Asked = Duration.FromMinutes(48 * 60);

    public Refusal? Judge(Pair pair)
    {
        if (pair.Lot.Date is not DateMark.UseBy useBy || !pair.Given || pair.Recipient.RedistributesShortDated || pair.HandOver is not { } handOver)
            return null;
        var left = Duration.FromTimeSpan(pair.Context.EndOf(pair.Lot.Territory, useBy.Date) - handOver);
        return left >= Asked ? null : new Refusal.ShortDated(Left: Duration.Max(Duration.Zero, left), Asked: Asked);
    }
}
