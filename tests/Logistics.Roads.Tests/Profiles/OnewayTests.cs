namespace Logistics.Roads.Tests.Profiles;

public sealed class OnewayTests
{
    [Theory]
    [InlineData("highway=residential", true, true)]
    [InlineData("highway=residential oneway=yes", true, false)]
    [InlineData("highway=residential oneway=1", true, false)]
    [InlineData("highway=residential oneway=-1", false, true)]
    [InlineData("highway=residential oneway=reverse", false, true)]
    [InlineData("highway=residential oneway=no", true, true)]
    [InlineData("highway=motorway", true, false)]
    [InlineData("highway=motorway oneway=no", true, true)]
    [InlineData("highway=motorway_link", true, true)]
    [InlineData("highway=tertiary junction=roundabout", true, false)]
    [InlineData("highway=tertiary junction=circular", true, false)]
    [InlineData("highway=tertiary junction=roundabout oneway=-1", false, true)]
    [InlineData("highway=tertiary oneway=yes oneway:motor_vehicle=no", true, true)]
    [InlineData("highway=tertiary oneway=reversible", false, false)]
    [InlineData("highway=tertiary oneway=alternating", true, true)]
    [InlineData("highway=tertiary oneway=oui", true, true)]
    [InlineData("highway=tertiary vehicle:backward=no", true, false)]
    [InlineData("highway=tertiary motor_vehicle:forward=no", false, true)]
    public void A_street_is_open_in_the_directions_it_says(string tags, bool forward, bool backward)
    {
        var use = Judge.Way(Judge.Tags(tags));
        Assert.Equal((forward, backward), (use.ForwardSpeed > 0, use.BackwardSpeed > 0));
    }

    [Fact]
    public void An_odd_direction_is_reported()
    {
        Judge.Way(out var oddities, "highway", "tertiary", "oneway", "oui");
        Assert.Equal("way 1: oneway=oui", Assert.Single(oddities).Examples[0]);
    }
}
