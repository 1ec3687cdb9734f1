using Logistics.Domain.Policies;
using Logistics.Quality.Matching.Rules;

namespace Logistics.Quality.Matching;

/// <summary>The rules of the table, in its order, and the terms of each named configuration of ours.</summary>
static class ShareRules
{
    public const string FirstCome = "first come";
    public const string Greedy = "greedy neediest";

    /// <summary>No rule but a bound, see <see cref="Quality.Matching.Hindsight"/>.</summary>
    public const string Hindsight = "hindsight bound";

    static readonly (string Name, Func<IShareRule> Make)[] All =
    [
        (FirstCome, () => new FirstComeRule()),
        ("nearest", () => new NearestRule()),
        ("two choices", () => new TwoChoicesRule()),
        ("proportional", () => new ProportionalRule()),
        ("auction", () => new AuctionRule()),
        (Greedy, () => new GreedyRule()),
        ("leximin without memory", () => new OurRule(SharingTerms.Default, memory: false)),
        ("ours", () => new OurRule(SharingTerms.Default)),
        ("ours, strict equity", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 0 })),
        ("ours, 5 % for km", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 50 })),
        ("ours, 10 % for km", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 100 })),
        ("ours, 3 days ahead", () => new OurRule(SharingTerms.Default with { LookAheadDays = 3 })),
        ("ours, strict equity, 3 days ahead", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 0, LookAheadDays = 3 })),
        ("ours, strict equity, 3 days ahead, 10 % may wait", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 0, LookAheadDays = 3, NonIdlingPermille = 900 })),
        ("ours, strict equity, 3 days ahead, 50 % may wait", () => new OurRule(SharingTerms.Default with { EquityTolerancePermille = 0, LookAheadDays = 3, NonIdlingPermille = 500 })),
    ];

    public static IEnumerable<string> Names => All.Select(x => x.Name);

    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static string Checked(string name) => Names.Append(Hindsight).Contains(name) ? name
        : throw new ArgumentException($"There is no rule {name}; there are {string.Join(", ", Names.Append(Hindsight))}.");

    public static IShareRule Make(string name) => All.Single(x => x.Name == name).Make();
}
