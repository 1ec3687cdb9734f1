using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class HabilitationRuleTests : RuleTest
{
    readonly HabilitationRule rule = new();

    [Fact]
    public void A_habilitated_partner_receives_food() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    [Fact]
    public void Another_does_not()
    {
        var house = House(party: x => x with { Habilitated = false });
        Assert.Equal(new Refusal.NotHabilitated(house.Party), Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Fact]
    public void Hygiene_goods_are_not_food()
    {
        var house = House(party: x => x with { Habilitated = false });
        Assert.Null(Judge(rule, Carrots(x => x with { Family = Family.Hygiene }), Day.Need("need", house, 10, Family.Hygiene)));
    }
}
