using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ReachableRuleTests : RuleTest
{
    readonly ReachableRule rule = new();

    [Fact]
    public void Without_a_road_nothing_is_given()
    {
        var house = House();
        Assert.Equal(new Refusal.NotReachable(Shop.Id, house.Id), Judge(rule, Carrots(), Day.Need("need", house, 10), new NoRoads()));
    }

    [Fact]
    public void With_a_road_it_may_be() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    sealed class NoRoads : ITransfers
    {
        public TransferEstimate? Between(SiteId from, SiteId to) => null;
    }
}
