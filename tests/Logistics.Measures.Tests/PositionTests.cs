namespace Logistics.Measures.Tests;

public sealed class PositionTests
{
    [Fact]
    public void A_degree_of_latitude_is_111_195_metres_on_the_mean_sphere()
    {
        // 2 pi 6,371,008.8 / 360 = 111,195.08 m
        var distance = Position.FromDegrees(3.9, 43).DistanceTo(Position.FromDegrees(3.9, 44));
        Assert.Equal(111_195.1, distance.Metres, 1);
    }

    [Fact]
    public void Distance_is_symmetric_and_zero_to_itself()
    {
        var montpellier = Position.FromDegrees(3.8767, 43.6108);
        var pezenas = Position.FromDegrees(3.4231, 43.4606);
        Assert.Equal(montpellier.DistanceTo(pezenas), pezenas.DistanceTo(montpellier));
        Assert.Equal(Distance.Zero, pezenas.DistanceTo(pezenas));
    }

    [Theory]
    [InlineData(180.1, 0)]
    [InlineData(0, -90.1)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_position_outside_the_globe_is_refused(double longitude, double latitude) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Position.FromDegrees(longitude, latitude));
}
