using Logistics.Matching.Eligibility;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>
/// Thousands of small random days, each matched and verified: 10,000 by default, another number with <c>LOGISTICS_RANDOM_DAYS</c>. The seed
/// of a failure stands in its message.
/// </summary>
public sealed class ManyDaysTests
{
    const int Blocks = 10;

    static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("LOGISTICS_RANDOM_DAYS"), out var days) ? days : 10_000;

    public static TheoryData<int> EveryBlock => [.. Enumerable.Range(0, Blocks)];

    [Theory]
    [MemberData(nameof(EveryBlock))]
    public void No_hard_rule_is_broken_on_any_of_them(int block)
    {
        for (var seed = block * Days / Blocks; seed < (block + 1) * Days / Blocks; seed++)
        {
            var input = RandomDay.Make(1_000_000 + seed, DaySize.Small).Input(seed);
            var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            var violations = MatchingVerifier.Verify(input.Day, input.Transfers, result);
            Assert.True(violations.Count == 0, $"seed {1_000_000 + seed}: {string.Join("; ", violations)}");
        }
    }

    [Fact]
    public void Every_rule_refuses_something_on_some_of_them()
    {
        var refused = new HashSet<string>();
        for (var seed = 0; seed < 300; seed++)
        {
            var day = RandomDay.Make(seed, DaySize.Medium);
            refused.UnionWith(day.Match().RefusedPairs.Select(x => RuleTable.Of(x.Refusal, day.Date).Id));
        }
        // Pairs of two families are not listed, the made-up town has roads everywhere, and the radius is voted on one day in four.
        Assert.Equal(RuleTable.All.Select(x => x.Id).Distinct().Except(["family", "road"]).Order(), refused.Order());
    }
}
