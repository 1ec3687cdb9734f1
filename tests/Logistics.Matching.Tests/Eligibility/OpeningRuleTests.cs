using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class OpeningRuleTests : RuleTest
{
    readonly OpeningRule rule = new();

    // Loading begins at 08:00 with the van on duty, takes 5 min, and the road 21 min 40 s: nobody can be there before 08:26.
    [Theory]
    [InlineData(7, 8, false)]
    [InlineData(7, 9, true)]
    [InlineData(15, 16, true)]
    public void Someone_must_be_there_when_the_goods_can_be(int from, int to, bool passes)
    {
        Day.Van("van", Shop);
        var house = House(x => x with { OpeningWindows = [Day.Between(from, to)] });
        Assert.Equal(passes ? null : new Refusal.Closed(), Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Fact]
    public void A_van_that_starts_late_arrives_late()
    {
        Day.Van("van", Shop, shift: x => x with { Span = Day.Between(10, 18) });
        Assert.IsType<Refusal.Closed>(Judge(rule, Carrots(), Day.Need("need", House(x => x with { OpeningWindows = [Day.Between(7, 10)] }), 10)));
    }
}
