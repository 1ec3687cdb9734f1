using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Eligibility;

/// <summary>What the guide of good practice tells food aid to refuse, unless the place that receives is approved for it.</summary>
/// <remarks>
/// Guide de bonnes pratiques d'hygiène de la distribution par les organismes caritatifs: chilled cream pastries, stuffings, offal and minced
/// meat even packed; shellfish and crustaceans; unpacked fish and meat. Which kinds those are is in <see cref="FoodKinds"/>.
/// </remarks>
sealed class SensitiveFoodRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var lot = pair.Lot;
        if (pair.Kind is not { } kind || pair.To.Approved || lot.Donor == pair.Need.Recipient)
            return null;
        return kind.Sensitivity switch
        {
            Sensitivity.WhenUnpacked when lot.Packing is null => new Refusal.FoodExcluded(kind.Code, ExclusionReason.SensitivePackingNotSaid),
            Sensitivity.WhenUnpacked when lot.Packing == Packing.Unpacked => new Refusal.FoodExcluded(kind.Code, ExclusionReason.Sensitive),
            Sensitivity.WhenChilled when lot.Temperature == TemperatureClass.Chilled => new Refusal.FoodExcluded(kind.Code, ExclusionReason.Sensitive),
            Sensitivity.Always => new Refusal.FoodExcluded(kind.Code, ExclusionReason.Sensitive),
            _ => null,
        };
    }
}
