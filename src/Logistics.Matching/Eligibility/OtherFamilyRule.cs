using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>A need names one family; only goods of that family answer it.</summary>
sealed class OtherFamilyRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.Lot.Family == pair.Need.Family ? null : new Refusal.OtherFamily(pair.Need.Family);
}
