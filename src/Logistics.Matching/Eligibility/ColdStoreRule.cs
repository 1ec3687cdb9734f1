using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Eligibility;

/// <summary>The recipient's cold room must be as cold as the lot asks: by its kind, or by its label where that is stricter.</summary>
/// <remarks>Arrêté du 21 décembre 2009, annexe I. Freezers are taken to hold -18 °C.</remarks>
sealed class ColdStoreRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (pair.Warmest is not { } asked)
            return null;
        var held = pair.Lot.Temperature == TemperatureClass.Frozen ? FoodKinds.WarmestFrozen : pair.To.ChilledTo ?? FoodKinds.WarmestChilled;
        return held <= asked ? null : new Refusal.StoreTooWarm(Asked: asked, Held: held);
    }
}
