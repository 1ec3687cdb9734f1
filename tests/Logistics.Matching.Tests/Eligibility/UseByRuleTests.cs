using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class UseByRuleTests : RuleTest
{
    readonly UseByRule rule = new();

    // Received at 15:00, two hours to the plate, one hour of margin: it is handed out at 18:00 at the earliest.
    [Fact]
    public void Food_that_ends_today_passes_when_it_is_handed_out_today() => Assert.Null(Judge(new DateMark.UseBy(Day.Date), handOutHours: 2));

    [Fact]
    public void Until_the_last_instant_of_the_day() => Assert.Null(Judge(new DateMark.UseBy(Day.Date), handOutHours: 8));

    [Fact]
    public void Later_it_is_refused_by_so_much() =>
        Assert.Equal(new Refusal.TooLateToHandOut(Duration.FromMinutes(60)), Judge(new DateMark.UseBy(Day.Date), handOutHours: 9));

    [Fact]
    public void A_day_more_gives_a_day_more() => Assert.Null(Judge(new DateMark.UseBy(Day.Date.AddDays(1)), handOutHours: 9));

    [Fact]
    public void A_best_before_date_never_refuses() => Assert.Null(Judge(new DateMark.BestBefore(Day.Date.AddDays(-30)), handOutHours: 9));

    [Fact]
    public void Nor_does_the_donors_own_estimate() => Assert.Null(Judge(new DateMark.KeepsUntil(Day.Date.AddDays(-1)), handOutHours: 9));

    Refusal? Judge(DateMark mark, int handOutHours)
    {
        Day.Van("van", Shop);
        var house = House(x => x with { OpeningWindows = [Day.Between(15, 17)], HandOutDuration = Duration.FromMinutes(60 * handOutHours) });
        return Judge(rule, Carrots(x => x with { Date = mark }), Day.Need("need", house, 10));
    }
}
