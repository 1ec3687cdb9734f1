using Logistics.Roads.Terrain;

namespace Logistics.Roads.Tests.Terrain;

public sealed class CourseTests
{
    static Course Line(bool isLoop, params (double East, double North)[] points)
    {
        var places = Array.ConvertAll(points, point => TinyMap.At(point.East, point.North));
        return new(Array.ConvertAll(places, place => place.LongitudeE7), Array.ConvertAll(places, place => place.LatitudeE7), isLoop);
    }

    static Course Arc(double radius, double degrees, int pieces, bool isLoop = false) => Line(isLoop, [.. Enumerable.Range(0, pieces + 1)
        .Select(i => degrees / pieces * (i % (isLoop ? pieces : int.MaxValue)) * Math.PI / 180).Select(angle => (radius * Math.Sin(angle), radius * Math.Cos(angle)))]);

    [Theory]
    [InlineData(15, 12)] // a roundabout
    [InlineData(60, 20)]
    [InlineData(300, 40)]
    public void A_circle_bends_by_one_over_its_radius_everywhere_also_where_it_closes(double radius, int pieces)
    {
        var circle = Arc(radius, 360, pieces, isLoop: true);
        for (var metre = 0.0; metre < circle.Metres; metre += 7)
            Assert.InRange(circle.Curvature(metre, 30) * radius, 0.9, 1.1);
    }

    [Fact]
    public void A_bend_to_the_left_is_negative() => Assert.True(Line(false, (0, 0), (0, 50), (-50, 50)).Curvature(50, 30) < 0);

    [Fact]
    public void A_corner_between_long_straight_lines_is_spread_over_sixty_metres()
    {
        // A right angle, 1.571 radians, over 30 m on either side: 1 / 0.02618 = 38.2 m of radius at the corner, nothing 50 m before it.
        var corner = Line(false, (0, 0), (0, 200), (200, 200));
        Assert.Equal(38.2, 1 / corner.Curvature(200, 30), 0.1);
        Assert.Equal(0, corner.Curvature(150, 30), 1e-6);
    }

    [Fact]
    public void A_trembling_line_is_nearly_straight()
    {
        // Every five metres half a metre to and fro: five successive corners of 23 degrees that cancel out.
        var line = Line(false, [.. Enumerable.Range(0, 60).Select(i => (5.0 * i, i % 2 * 0.5))]);
        for (var metre = 20.0; metre < 280; metre += 3)
            Assert.True(Math.Abs(line.Curvature(metre, 30)) < 1 / 80.0, $"{1 / line.Curvature(metre, 30)} m at {metre}");
    }

    [Fact]
    public void Points_on_one_spot_do_not_bend_a_line()
    {
        Assert.True(Line(false, (0, 0), (0, 50), (0, 50), (0, 100)).IsStraight);
        var dot = Line(false, (0, 0), (0, 0));
        Assert.Equal((0, 0, 0), (dot.Metres, dot.Curvature(0, 30), dot.At(0).DistanceTo(TinyMap.At(0, 0)).Decimetres));
    }

    [Fact]
    public void A_place_on_the_line_is_found_by_its_metres()
    {
        var line = Line(false, (0, 0), (100, 0), (100, 100));
        Assert.True(line.At(150).DistanceTo(TinyMap.At(100, 50)).Metres < 0.2);
        Assert.Equal(line.At(line.Metres + 1), line.At(line.Metres));
        Assert.True(line.At(-1).DistanceTo(TinyMap.At(0, 0)).Metres < 0.2);
    }
}
