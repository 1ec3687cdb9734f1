using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class OtherFamilyRuleTests : RuleTest
{
    readonly OtherFamilyRule rule = new();

    [Fact]
    public void Goods_of_the_family_asked_for_pass() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    [Fact]
    public void Goods_of_another_family_are_refused() =>
        Assert.Equal(new Refusal.OtherFamily(Family.Dairy), Judge(rule, Carrots(), Day.Need("need", House(), 10, Family.Dairy)));
}
