namespace Logistics.Measures.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void Kilograms_become_the_nearest_gram()
    {
        Assert.Equal(new Mass(1_235), Mass.FromKilograms(1.2345m));
        Assert.Equal(new Mass(-1_235), Mass.FromKilograms(-1.2345m));
        Assert.Equal("1.235 kg", new Mass(1_235).ToString());
    }

    [Fact]
    public void An_overflowing_sum_throws_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() => new Mass(long.MaxValue) + new Mass(1));

    [Fact]
    public void A_load_fits_only_if_every_dimension_does()
    {
        var capacity = new Load(new Mass(500_000), new Volume(3_000_000), 40);
        Assert.True(capacity.FitsIn(capacity));
        Assert.False(new Load(new Mass(500_001), Volume.Zero, 0).FitsIn(capacity));
        Assert.False(new Load(Mass.Zero, new Volume(3_000_001), 0).FitsIn(capacity));
        Assert.False(new Load(Mass.Zero, Volume.Zero, 41).FitsIn(capacity));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 2)]
    [InlineData(0, 0)]
    public void Seconds_are_rounded_up_so_that_no_plan_arrives_early(long milliseconds, long seconds) =>
        Assert.Equal(seconds, new Duration(milliseconds).SecondsRoundedUp);
}
