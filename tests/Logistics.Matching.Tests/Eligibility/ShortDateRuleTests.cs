using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ShortDateRuleTests : RuleTest
{
    readonly ShortDateRule rule = new();

    // Received at 15:00, when the doors open: 33 hours to the end of tomorrow, 57 to the end of the day after.
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_gift_has_48_hours_left_when_it_changes_hands(int days, bool passes) => Assert.Equal(passes, Judge(days) is null);

    [Fact]
    public void It_is_refused_with_what_is_left() =>
        Assert.Equal(new Refusal.ShortDated(Duration.FromMinutes(33 * 60), Duration.FromMinutes(48 * 60)), Judge(days: 1));

    [Fact]
    public void Collected_it_changes_hands_at_the_donors_door() =>
        Assert.Equal(Duration.FromMinutes(40 * 60), Assert.IsType<Refusal.ShortDated>(Judge(days: 1, mode: Transfer.Collected)).Left);

    [Fact]
    public void Who_attests_to_hand_out_in_time_may_have_it() => Assert.Null(Judge(days: 0, attests: true));

    [Fact]
    public void The_donors_word_alone_opens_nothing() => Assert.IsType<Refusal.ShortDated>(Judge(days: 1, lot: x => x with { ShortDateJustification = "overstock" }));

    [Theory]
    [InlineData(SourceKind.Purchase)]
    [InlineData(SourceKind.Stock)]
    public void What_is_bought_or_in_stock_has_changed_hands_before(SourceKind source) => Assert.Null(Judge(days: 1, lot: x => x with { Source = source }));

    [Fact]
    public void Only_a_use_by_date_counts() => Assert.Null(Judge(days: 1, lot: x => x with { Date = new DateMark.BestBefore(Day.Date) }));

    Refusal? Judge(int days, bool attests = false, Transfer mode = Transfer.Delivered, Func<Lot, Lot>? lot = null)
    {
        Day.Van("van", Shop);
        var house = House(x => x with { OpeningWindows = [Day.Between(15, 17)] }, x => x with { RedistributesShortDated = attests });
        var ham = Carrots(x => (lot ?? (y => y))(x with { Date = new DateMark.UseBy(Day.Date.AddDays(days)) }));
        return Judge(rule, ham, Day.Need("need", house, 10, adjust: x => x with { Transfer = mode }));
    }
}
