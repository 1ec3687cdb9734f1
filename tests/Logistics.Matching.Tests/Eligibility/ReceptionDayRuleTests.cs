using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ReceptionDayRuleTests : RuleTest
{
    readonly ReceptionDayRule rule = new();

    [Fact]
    public void Who_says_no_days_receives_on_any() => Assert.Null(Judged([]));

    [Fact]
    public void A_day_that_was_said_passes() => Assert.Null(Judged([Day.Date.DayOfWeek, Day.Date.AddDays(3).DayOfWeek]));

    [Fact]
    public void Another_day_is_refused() =>
        Assert.Equal(new Refusal.NotThatDay(Day.Date.DayOfWeek), Judged([.. Enum.GetValues<DayOfWeek>().Where(x => x != Day.Date.DayOfWeek)]));

    Refusal? Judged(DayOfWeek[] days) => Judge(rule, Carrots(), Day.Need("need", House(x => x with { ReceptionDays = [.. days] }), 10));
}
