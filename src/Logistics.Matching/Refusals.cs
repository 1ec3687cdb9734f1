using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching;

/// <summary>Asks the hard rules about one pair at a time: the same answers as <see cref="MatchingResult.RefusedPairs"/>, also where those are too many to list.</summary>
/// <remarks>Not thread safe.</remarks>
public sealed class Refusals(MatchingInput input)
{
    readonly RuleContext context = new(input.Day, input.Transfers);

    /// <summary>The first rule that says no; null when none does, and for a pair of different families, which is never listed.</summary>
    public Refusal? Of(LotId lot, NeedId need)
    {
        var (goods, wanted) = (input.Day[lot], input.Day[need]);
        return goods.Family == wanted.Family ? RuleBook.Judge(context, goods, wanted).Refusal : null;
    }
}
