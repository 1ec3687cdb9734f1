using Logistics.Domain.Allocations;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class DeadlineRuleTests : RuleTest
{
    readonly DeadlineRule rule = new();

    [Fact]
    public void Goods_that_come_in_time_pass()
    {
        Day.Van("van", Shop);
        Assert.Null(Judge(rule, Carrots(), Day.Need("need", House(), 10, adjust: x => x with { Deadline = Day.At(8, 30) })));
    }

    [Fact]
    public void Goods_that_can_only_be_received_later_are_refused_by_so_much()
    {
        // There at 08:26:40, but the doors open at 15:00 only, half an hour after the deadline.
        Day.Van("van", Shop);
        var house = House(x => x with { OpeningWindows = [Day.Between(15, 17)] });
        Assert.Equal(new Refusal.AfterDeadline(Duration.FromMinutes(30)), Judge(rule, Carrots(), Day.Need("need", house, 10, adjust: x => x with { Deadline = Day.At(14, 30) })));
    }

    [Fact]
    public void The_deadline_itself_is_in_time()
    {
        Day.Van("van", Shop);
        var house = House(x => x with { OpeningWindows = [Day.Between(15, 17)] });
        Assert.Null(Judge(rule, Carrots(), Day.Need("need", house, 10, adjust: x => x with { Deadline = Day.At(15) })));
    }
}
