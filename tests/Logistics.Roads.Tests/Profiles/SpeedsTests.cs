namespace Logistics.Roads.Tests.Profiles;

public sealed class SpeedsTests
{
    [Theory]
    [InlineData("highway=residential", 25)]
    [InlineData("highway=residential maxspeed=30", 24)] // 30 x 0.8
    [InlineData("highway=residential maxspeed=50", 35)] // 40, but a residential street allows 35
    [InlineData("highway=primary maxspeed=FR:urban", 40)]
    [InlineData("highway=primary maxspeed=FR:rural", 64)]
    [InlineData("highway=motorway maxspeed=130", 104)]
    [InlineData("highway=motorway maxspeed=none", 105)]
    [InlineData("highway=living_street maxspeed=walk", 4.8)]
    [InlineData("highway=secondary maxspeed=30;50", 24)]
    [InlineData("highway=secondary maxspeed=fast", 50)]
    [InlineData("highway=secondary maxspeed=0", 50)]
    [InlineData("highway=secondary surface=gravel", 25)]
    [InlineData("highway=service service=parking_aisle", 10)]
    [InlineData("highway=track motor_vehicle=yes tracktype=grade5", 8)]
    [InlineData("highway=residential smoothness=horrible", 6)]
    public void A_road_is_driven_at_the_least_of_limit_class_and_surface(string tags, double kilometresPerHour) =>
        Assert.Equal(kilometresPerHour, Judge.Way(Judge.Tags(tags)).ForwardSpeed, 6);

    [Fact]
    public void Each_direction_may_have_its_own_limit()
    {
        var use = Judge.Way("highway", "secondary", "maxspeed", "50", "maxspeed:backward", "30");
        Assert.Equal((40, 24), (use.ForwardSpeed, use.BackwardSpeed));
    }
}
