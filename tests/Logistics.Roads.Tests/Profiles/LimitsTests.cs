namespace Logistics.Roads.Tests.Profiles;

/// <summary>The default van: 2.70 m high, 2.30 m wide, 6 m long, 3.5 t.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData("maxheight", "2.6", false)]
    [InlineData("maxheight", "2.7", true)]
    [InlineData("maxheight", "3.0 m", true)]
    [InlineData("maxheight", "8'", false)] // 2.44 m
    [InlineData("maxheight", "default", true)]
    [InlineData("maxheight", "below_default", true)]
    [InlineData("maxheight", "none", true)]
    [InlineData("maxheight", "low", true)]
    [InlineData("maxheight:physical", "2.5", false)]
    [InlineData("maxwidth", "2", false)]
    [InlineData("maxwidth", "2.3", true)]
    [InlineData("maxlength", "5", false)]
    [InlineData("maxweight", "3.5", true)]
    [InlineData("maxweight", "3.4", false)]
    [InlineData("maxweight", "2500 kg", false)]
    [InlineData("maxweight", "7.5", true)]
    [InlineData("maxweightrating", "2.8 t", false)]
    public void A_van_passes_where_it_fits(string key, string value, bool isOpen) => Assert.Equal(isOpen, Judge.Way("highway", "residential", key, value).IsOpen);

    [Theory]
    [InlineData("maxheight", "low")]
    [InlineData("maxheight", "below_default")]
    [InlineData("maxweight", "heavy")]
    public void What_had_to_be_guessed_is_reported(string key, string value)
    {
        Judge.Way(out var oddities, "highway", "residential", key, value);
        Assert.Equal($"way 1: {key}={value}", Assert.Single(oddities).Examples[0]);
    }

    [Fact]
    public void A_height_restrictor_holds_back_those_that_are_too_high()
    {
        Assert.True(Judge.Node("barrier", "height_restrictor", "maxheight", "2.1").IsBlocked);
        Assert.False(Judge.Node("barrier", "height_restrictor", "maxheight", "3").IsBlocked);
    }
}
