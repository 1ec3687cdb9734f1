using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>The hard rules in the order they are asked: what the partners decided, then what food asks for, then time, then quantity.</summary>
static class RuleBook
{
    static readonly IRule[] Rules =
    [
        new OtherFamilyRule(),
        new OwnGoodsRule(),
        new ConsentRule(),
        new HabilitationRule(),
        new AcceptedFamilyRule(),
        new RefusedKindRule(),
        new StorageRule(),
        new RadiusRule(),
        new VehicleRule(),
        new ReachableRule(),
        new OpeningRule(),
        new DeadlineRule(),
        new UseByRule(),
        new SmallestShareRule(),
    ];

    /// <summary>The first refusal, or null when the lot may be given to the need.</summary>
    public static Refusal? Judge(Pair pair)
    {
        foreach (var rule in Rules)
            if (rule.Judge(pair) is { } refusal)
                return refusal;
        return null;
    }
}
