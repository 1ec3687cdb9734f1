using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>There must be a way from the donor to the recipient.</summary>
sealed class ReachableRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.Transfer is null ? new Refusal.NotReachable(pair.Lot.Site, pair.Need.Site) : null;
}
