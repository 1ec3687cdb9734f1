using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>One hard rule. Rules are asked in the order of <see cref="RuleBook"/>; the first that says no is the explanation.</summary>
interface IRule
{
    /// <summary>Null when the rule has nothing against the pair.</summary>
    Refusal? Judge(Pair pair);
}
