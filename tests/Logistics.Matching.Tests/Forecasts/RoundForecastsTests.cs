using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Matching.Forecasts;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Forecasts;

/// <summary>Tuesdays of one shop: today is the 10th of March 2026, in winter time.</summary>
public sealed class RoundForecastsTests
{
    static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void What_a_donor_gave_on_most_of_these_weekdays_is_expected_as_an_interval()
    {
        // 10, 20, 30, 40 and 50 kg on five Tuesdays: the tenth, half and nine tenths of them.
        var lot = Assert.Single(RoundForecasts.Undeclared(Day(Today), Weeks(30, 10, 50, 20, 40)));
        Assert.Equal((10m, 30m, 50m), (lot.Quantity.Low.Kilograms, lot.Quantity.Expected.Kilograms, lot.Quantity.High.Kilograms));
        Assert.Equal(QuantityOrigin.Forecast, lot.Origin);
        Assert.Equal(new DateMark.KeepsUntil(Today.AddDays(6)), lot.Date);
        Assert.Equal((DayBuilder.At(Today, 8), DayBuilder.At(Today, 11)), (lot.PickupWindow.Begin, lot.PickupWindow.End));
    }

    [Fact]
    public void Days_without_goods_count_as_nothing()
    {
        // Two Tuesdays of five: less than half, so nothing is expected. Three of five: 20 kg, and perhaps nothing.
        Assert.Empty(RoundForecasts.Undeclared(Day(Today), Weeks(30, 0, 0, 20, 0)));
        var lot = Assert.Single(RoundForecasts.Undeclared(Day(Today), Weeks(30, 0, 20, 20, 0)));
        Assert.Equal((0m, 20m, 30m), (lot.Quantity.Low.Kilograms, lot.Quantity.Expected.Kilograms, lot.Quantity.High.Kilograms));
    }

    [Fact]
    public void What_is_declared_today_is_not_forecast_and_too_few_days_tell_nothing()
    {
        Assert.Empty(RoundForecasts.Undeclared(Day(Today, 5), Weeks(10, 20, 30)));
        Assert.Empty(RoundForecasts.Undeclared(Day(Today), Weeks(10, 20)));
    }

    [Fact]
    public void Other_weekdays_days_to_come_and_gifts_are_not_read()
    {
        var past = Weeks(10, 20, 30);
        var expected = RoundForecasts.Undeclared(Day(Today), past);
        Assert.Equal(expected, RoundForecasts.Undeclared(Day(Today), [.. past, Day(Today.AddDays(-1), 900), Day(Today.AddDays(7), 900)]));
        Assert.Empty(RoundForecasts.Undeclared(Day(Today), [.. past.Select(x => x with { Lots = [.. x.Lots.Select(y => y with { Source = SourceKind.Gift })] })]));
    }

    [Fact]
    public void The_order_of_days_does_not_matter_and_a_forecast_can_be_matched()
    {
        var past = Weeks(10, 20, 30);
        Assert.Equal(RoundForecasts.Undeclared(Day(Today), past), RoundForecasts.Undeclared(Day(Today), [.. past.Reverse()]));
        var declared = Day(Today);
        var result = (declared with { Lots = RoundForecasts.Undeclared(declared, past) }).Match();
        Assert.Equal(20, Assert.Single(result.Allocations).Quantity.Kilograms);
    }

    /// <summary>A past Tuesday each, the latest first.</summary>
    static DayDeclarations[] Weeks(params decimal[] kilograms) => [.. kilograms.Select((x, i) => Day(Today.AddDays(-7 * (i + 1)), x))];

    static DayDeclarations Day(DateOnly date, decimal kilograms = 0)
    {
        var day = new DayBuilder { Date = date };
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Need("need", day.Recipient("house", 10), 500);
        if (kilograms > 0)
            day.Lot("bread", shop, kilograms);
        return day.Build();
    }
}
