using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void A_share_weighs_at_most_in_proportion_to_the_high_estimate()
    {
        var range = new MassRange(new Mass(80_000), new Mass(100_000), new Mass(130_000));
        // 30 kg of the expected 100 may turn out to be 39 of the 130; 1 g may be 1.3 g, so 2.
        Assert.Equal(new Mass(39_000), range.HighOf(new Mass(30_000)));
        Assert.Equal(new Mass(2), range.HighOf(new Mass(1)));
    }

    [Theory]
    [InlineData(2, 1, 3)]
    [InlineData(1, 3, 2)]
    [InlineData(-1, 1, 2)]
    [InlineData(0, 0, 2)]
    public void A_disordered_or_empty_quantity_is_misuse(long low, long expected, long high) =>
        Assert.Throws<ArgumentException>(() => new MassRange(new Mass(low), new Mass(expected), new Mass(high)));

    [Fact]
    public void A_window_that_ends_before_it_begins_is_misuse() =>
        Assert.Throws<ArgumentException>(() => new TimeWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(-1)));

    [Fact]
    public void Windows_that_touch_share_one_instant()
    {
        var noon = DateTimeOffset.UnixEpoch.AddHours(12);
        var common = new TimeWindow(noon.AddHours(-1), noon).Intersect(new TimeWindow(noon, noon.AddHours(1)));
        Assert.Equal(new TimeWindow(noon, noon), common);
        Assert.Null(new TimeWindow(noon.AddHours(-1), noon).Intersect(new TimeWindow(noon.AddTicks(1), noon.AddHours(1))));
    }

    [Fact]
    public void Lists_with_equal_elements_are_equal() =>
        Assert.Equal<ValueList<int>>([1, 2], new[] { 1, 2 }.ToValueList());
}
