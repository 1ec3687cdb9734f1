using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>Someone must be at the recipient's door at or after the earliest moment the goods can be there.</summary>
sealed class OpeningRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.Reception is null ? new Refusal.Closed() : null;
}
