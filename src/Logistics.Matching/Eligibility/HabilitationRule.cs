using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Eligibility;

/// <summary>Food aid is handed out by habilitated partners only. Hygiene goods are not food.</summary>
/// <remarks>Code de l'action sociale et des familles, art. L. 266-2.</remarks>
sealed class HabilitationRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.Recipient.Habilitated || pair.Lot.Family == Family.Hygiene ? null : new Refusal.NotHabilitated(pair.Need.Recipient);
}
