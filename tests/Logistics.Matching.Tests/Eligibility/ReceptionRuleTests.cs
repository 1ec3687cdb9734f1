using Logistics.Domain.Allocations;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Testing.Days;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ReceptionRuleTests : RuleTest
{
    readonly ReceptionRule rule = new();

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(3, 0, true)]
    [InlineData(3, 4, false)]
    [InlineData(4, 4, true)]
    public void People_must_be_able_to_receive_a_useful_share(int? left, int smallest, bool passes) => Assert.Equal(
        passes ? null : new Refusal.ReceptionFull(DayBuilder.Kilograms(left!.Value)),
        Judge(rule, Carrots(x => x with { SmallestShare = DayBuilder.Kilograms(smallest) }),
            Day.Need("need", House(x => x with { ReceptionLeft = left is { } kilograms ? DayBuilder.Kilograms(kilograms) : null }), 10)));

    [Fact]
    public void A_hub_takes_in_what_it_can_sort_while_it_is_open()
    {
        // Two hours and a half at 40 kg an hour are 100 kg; the people there may take in less.
        var hub = House(x => x with { OpeningWindows = [Day.Between(8, 10), new(Day.At(14), Day.At(14, 30))], Hub = new Hub(Duration.Zero, DayBuilder.Kilograms(40), Docks: 1) });
        Assert.Equal(DayBuilder.Kilograms(100), ReceptionRule.MostToday(hub));
        Assert.Equal(DayBuilder.Kilograms(60), ReceptionRule.MostToday(hub with { ReceptionLeft = DayBuilder.Kilograms(60) }));
        Assert.Null(ReceptionRule.MostToday(hub with { Hub = null }));
    }
}
