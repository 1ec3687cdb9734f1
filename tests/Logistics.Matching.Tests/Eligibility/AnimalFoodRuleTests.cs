using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class AnimalFoodRuleTests : RuleTest
{
    readonly AnimalFoodRule rule = new();

    [Theory]
    [InlineData(Packing.Prepacked, null)]
    [InlineData(Packing.Unpacked, ExclusionReason.AnimalFoodNotPrepacked)]
    [InlineData(Packing.Prepared, ExclusionReason.AnimalFoodNotPrepacked)]
    [InlineData(null, ExclusionReason.AnimalFoodPackingNotSaid)]
    public void A_shop_gives_animal_food_prepacked_only(Packing? packing, ExclusionReason? why) => Assert.Equal(Expected(why), Judge(Shop, packing));

    [Theory]
    [InlineData(Packing.Prepared, null)]
    [InlineData(Packing.Unpacked, ExclusionReason.AnimalFoodNotPrepacked)]
    public void A_kitchen_also_gives_the_dishes_it_did_not_serve(Packing packing, ExclusionReason? why) =>
        Assert.Equal(Expected(why), Judge(Day.Site("canteen", Day.Party("canteen", PartyKind.Kitchen)), packing));

    [Fact]
    public void An_approved_plant_gives_it_as_its_plan_foresees() =>
        Assert.Null(Judge(Day.Donor("dairy", site: x => x with { Approved = true }), Packing.Unpacked));

    [Fact]
    public void Plants_need_no_packing() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10)));

    [Fact]
    public void A_lot_may_say_that_it_is_animal_where_its_kind_does_not() => Assert.IsType<Refusal.FoodExcluded>(
        Judge(rule, Carrots(x => x with { AnimalOrigin = true }), Day.Need("need", House(), 10)));

    [Fact]
    public void What_is_bought_is_no_gift() => Assert.Null(
        Judge(rule, Carrots(x => x with { Kind = "cheese", Source = SourceKind.Purchase }), Day.Need("need", House(), 10)));

    static Refusal.FoodExcluded? Expected(ExclusionReason? why) => why is { } reason ? new Refusal.FoodExcluded("cheese", reason) : null;

    Refusal? Judge(Site from, Packing? packing) =>
        Judge(rule, Day.Lot("cheese", from, 20, adjust: x => x with { Kind = "cheese", Packing = packing }), Day.Need("need", House(), 10));
}
