using Logistics.Domain.Allocations;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>Goods that can be received only after the need's deadline are worth nothing to it. The deadline itself is still in time.</summary>
sealed class DeadlineRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.Reception is { } reception && reception > pair.Need.Deadline
            ? new Refusal.AfterDeadline(Duration.FromTimeSpan(reception - pair.Need.Deadline))
            : null;
}
