using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// Food under a use-by date goes only where it can still be handed out before that date ends, with the margin the members voted.
/// A best-before date, and a donor's own estimate, never refuse: they only weigh (see <c>Model/Freshness.cs</c>).
/// </summary>
/// <remarks>Regulation (EU) No 1169/2011, article 24: past its use-by date a food is deemed unsafe.</remarks>
sealed class UseByRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (pair.Lot.Date is not DateMark.UseBy useBy || pair.Reception is not { } reception)
            return null;
        // Best case: received at the first moment possible. If even that is too late, every plan is.
        // Where goods are sorted, nothing is handed out before that is done.
        var sorting = (pair.To.Hub?.SortingDelay ?? Duration.Zero).ToTimeSpan();
        var handedOut = reception + sorting + pair.To.HandOutDuration.ToTimeSpan() + pair.Territory.Policy.SafetyMargin.ToTimeSpan();
        var end = pair.Context.EndOf(pair.Lot.Territory, useBy.Date);
        return handedOut <= end ? null : new Refusal.TooLateToHandOut(Duration.FromTimeSpan(handedOut - end));
    }
}
