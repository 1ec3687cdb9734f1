using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Eligibility;

/// <summary>Alcohol above 1.2 % is not handed out, wherever it comes from.</summary>
sealed class AlcoholRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.Kind is { Sensitivity: Sensitivity.Forbidden } kind ? new Refusal.FoodExcluded(kind.Code, ExclusionReason.Alcohol) : null;
}
