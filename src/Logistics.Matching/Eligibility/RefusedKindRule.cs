using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>A site may refuse a kind, such as raw fish, of a family it accepts.</summary>
sealed class RefusedKindRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.To.RefusedKinds.Contains(pair.Lot.Kind) ? new Refusal.KindRefused(pair.Lot.Kind) : null;
}
