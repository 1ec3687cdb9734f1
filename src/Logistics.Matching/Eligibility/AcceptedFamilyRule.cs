using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>A site receives only the families it accepts.</summary>
sealed class AcceptedFamilyRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.To.AcceptedFamilies.Contains(pair.Lot.Family) ? null : new Refusal.FamilyNotAccepted(pair.Lot.Family);
}
