using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class OwnGoodsRuleTests : RuleTest
{
    readonly OwnGoodsRule rule = new();

    [Fact]
    public void Nobody_is_given_its_own_surplus_back() =>
        Assert.Equal(new Refusal.OwnGoods(), Judge(rule, Carrots(), Day.Need("need", Day.Site("back room", Day.PartyOf(Shop)), 10)));

    [Fact]
    public void Own_stock_may_move_to_another_own_site() =>
        Assert.Null(Judge(rule, Carrots(x => x with { Source = SourceKind.Stock }), Day.Need("need", Day.Site("counter", Day.PartyOf(Shop)), 10)));

    [Fact]
    public void Own_stock_does_not_move_to_where_it_is() =>
        Assert.Equal(new Refusal.OwnGoods(), Judge(rule, Carrots(x => x with { Source = SourceKind.Stock }), Day.Need("need", Shop, 10)));
}
