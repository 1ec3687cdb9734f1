using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class RefusedKindRuleTests : RuleTest
{
    readonly RefusedKindRule rule = new();

    [Fact]
    public void A_refused_kind_is_refused() => Assert.Equal(new Refusal.KindRefused("raw-fish"),
        Judge(rule, Carrots(x => x with { Kind = "raw-fish" }), Day.Need("need", House(x => x with { RefusedKinds = ["raw-fish"] }), 10)));

    [Fact]
    public void Other_kinds_of_the_family_pass() =>
        Assert.Null(Judge(rule, Carrots(x => x with { Kind = "dried-fish" }), Day.Need("need", House(x => x with { RefusedKinds = ["raw-fish"] }), 10)));
}
