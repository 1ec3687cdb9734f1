using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Matching.Forecasts;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Forecasts;

public sealed class ExpectedDaysTests
{
    static readonly DateOnly Tuesday = new(2026, 3, 10);

    /// <summary>A shop gives to both houses; the farm only to the lucky one.</summary>
    static DayDeclarations Day(DateOnly date, bool farm, int lookAhead = 1, string giver = "farm")
    {
        var day = new DayBuilder(everybodyConsents: false) { Date = date };
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { LookAheadDays = lookAhead, EquityTolerancePermille = 0 } };
        var (shop, fields) = (day.Donor("shop"), day.Donor(giver, 5, 5));
        day.Van("van", shop);
        var (lucky, other) = (day.Recipient("lucky", 10, 1, 0), day.Recipient("other", 10, 0, 1));
        day.Consent(shop.Party, null);
        day.Consent(fields.Party, lucky.Party);
        day.Lot("lot", farm ? fields : shop, 40, adjust: x => x with { Date = new DateMark.KeepsUntil(date) });
        day.Need("lucky-wants", lucky, 100);
        day.Need("other-wants", other, 100);
        return day.Build();
    }

    [Fact]
    public void The_latest_day_of_the_same_weekday_stands_for_the_one_to_come()
    {
        var expected = ExpectedDays.Of(Day(Tuesday, farm: false), [Day(new(2026, 2, 25), farm: false), Day(new(2026, 3, 4), farm: true), Day(new(2026, 3, 5), farm: false)]);
        var day = Assert.Single(expected).Day;
        Assert.Equal(new DateOnly(2026, 3, 11), day.Date);
        Assert.Equal("farm", day.Sites.Single(x => x.Id == day.Lots.Single().Site).Code);
        Assert.Equal(new DateOnly(2026, 3, 11), day.Lots.Single().Date.Date);
        Assert.Equal(new DateOnly(2026, 3, 11), DateOnly.FromDateTime(day.Lots.Single().PickupWindow.Begin.UtcDateTime));
        // Today's goods and those expected are not the same goods, though the same name stands on both.
        Assert.NotEqual(Day(new(2026, 3, 4), farm: true).Lots.Single().Id, day.Lots.Single().Id);
    }

    [Fact]
    public void What_is_declared_for_the_day_itself_is_more_than_any_example()
    {
        var announced = Day(Tuesday.AddDays(1), farm: true);
        var expected = ExpectedDays.Of(Day(Tuesday, farm: false), [announced, Day(new(2026, 3, 4), farm: false)]);
        Assert.Equal(announced.Lots, Assert.Single(expected).Day.Lots);
    }

    [Fact]
    public void It_ends_before_the_first_day_that_nothing_tells_of()
    {
        var today = Day(Tuesday, farm: false, lookAhead: 3);
        Assert.Empty(ExpectedDays.Of(today, [Day(new(2026, 3, 5), farm: true)]));
        Assert.Equal([new(2026, 3, 4), new(2026, 3, 5)], ExpectedDays.Sources(Tuesday, 3, [new(2026, 3, 5), new(2026, 3, 4), new(2026, 2, 25)]));
    }

    [Fact]
    public void Without_the_vote_no_day_is_expected() => Assert.Empty(ExpectedDays.Of(Day(Tuesday, farm: false, lookAhead: 0), [Day(new(2026, 3, 4), farm: true)]));

    [Fact]
    public void A_place_that_nobody_knows_today_is_not_expected_to_give()
    {
        var expected = ExpectedDays.Of(Day(Tuesday, farm: false), [Day(new(2026, 3, 4), farm: true, giver: "closed-farm")]);
        Assert.Empty(Assert.Single(expected).Day.Lots);
    }

    /// <summary>In Paris clocks go forward in the night to Sunday 29 March 2026: nine in the morning is an hour earlier in UTC from then on.</summary>
    [Fact]
    public void Hours_are_those_of_the_clock_on_the_wall()
    {
        var sunday = Day(new(2026, 3, 22), farm: true);
        var expected = Assert.Single(ExpectedDays.Of(Day(new(2026, 3, 28), farm: false), [sunday])).Day;
        var zone = new DayIndex(sunday).ZoneOf(sunday.Territories[0].Id);
        Assert.Equal(TimeZoneInfo.ConvertTime(sunday.Lots.Single().PickupWindow.Begin, zone).TimeOfDay, TimeZoneInfo.ConvertTime(expected.Lots.Single().PickupWindow.Begin, zone).TimeOfDay);
        Assert.NotEqual(sunday.Lots.Single().PickupWindow.Begin.UtcDateTime.TimeOfDay, expected.Lots.Single().PickupWindow.Begin.UtcDateTime.TimeOfDay);
    }

    [Fact]
    public void Whoever_the_past_says_will_be_served_tomorrow_waits_today()
    {
        var today = Day(Tuesday, farm: false);
        var input = today.Input() with { Ahead = ExpectedDays.Of(today, [Day(new(2026, 3, 4), farm: true)]) };
        var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        var given = Assert.Single(result.Allocations);
        Assert.Equal(("other-wants", 40_000), (today.Needs.Single(x => x.Id == given.Need).Code, given.Quantity.Grams));
    }

    [Fact]
    public void The_order_of_the_days_does_not_matter()
    {
        var today = Day(Tuesday, farm: false, lookAhead: 3);
        DayDeclarations[] others = [Day(new(2026, 3, 4), farm: true), Day(new(2026, 3, 5), farm: false), Day(new(2026, 3, 6), farm: true)];
        Assert.Equal(ExpectedDays.Of(today, others).Select(x => x.Day), ExpectedDays.Of(today, [.. others.Reverse()]).Select(x => x.Day));
    }
}
