using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// Food of animal origin may be given when it is prepacked, when it is a kitchen's excess, or when the place it comes from is approved and
/// its sanitary plan foresees the gift. What does not say how it is packed is not given: that is never guessed.
/// </summary>
/// <remarks>Arrêté du 7 janvier 2021 (before it, that of 19 May 2020). What is bought, or moved between one's own sites, is no gift.</remarks>
sealed class AnimalFoodRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        var lot = pair.Lot;
        var animal = lot.AnimalOrigin || pair.Kind is { AnimalOrigin: true };
        if (!animal || lot.Source == SourceKind.Purchase || lot.Donor == pair.Need.Recipient || pair.From.Approved)
            return null;
        return lot.Packing switch
        {
            null => new Refusal.FoodExcluded(lot.Kind, ExclusionReason.AnimalFoodPackingNotSaid),
            Packing.Prepacked => null,
            Packing.Prepared when pair.Donor.Kind == PartyKind.Kitchen => null,
            _ => new Refusal.FoodExcluded(lot.Kind, ExclusionReason.AnimalFoodNotPrepacked),
        };
    }
}
