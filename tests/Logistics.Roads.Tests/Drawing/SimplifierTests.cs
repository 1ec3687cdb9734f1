using Logistics.Roads.Drawing;

namespace Logistics.Roads.Tests.Drawing;

public sealed class SimplifierTests
{
    [Fact]
    public void A_straight_line_keeps_its_ends_only() =>
        Assert.Equal([(0, 0), (9, 9)], Simplifier.Simplify([(0, 0), (3, 3.5), (5, 5), (9, 9)], 1));

    [Fact]
    public void A_corner_stays() =>
        Assert.Equal([(0, 0), (10, 0), (10, 10)], Simplifier.Simplify([(0, 0), (5, 0.5), (10, 0), (10, 5), (10, 10)], 1));

    [Fact]
    public void A_ring_keeps_its_shape() =>
        Assert.Equal([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], Simplifier.Simplify([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], 1));

    [Fact]
    public void A_road_there_and_back_reaches_its_far_end() => // the distance to the line through two equal ends would be to nowhere
        Assert.Equal([(0, 0), (30, 0), (0, 0)], Simplifier.Simplify([(0, 0), (15, 0), (30, 0), (0, 0)], 1));

    [Fact]
    public void Nothing_left_out_is_farther_than_the_tolerance()
    {
        const int Seed = 20261120;
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var line = new List<(double X, double Y)> { (0, 0) };
            while (line.Count < 2 + round % 60)
                line.Add((line[^1].X + 10 * (random.NextDouble() - 0.4), line[^1].Y + 10 * (random.NextDouble() - 0.4)));
            var tolerance = 0.5 + 4 * random.NextDouble();
            var kept = Simplifier.Simplify(line, tolerance);
            Assert.Equal((line[0], line[^1]), (kept[0], kept[^1]));
            Assert.All(kept, point => Assert.Contains(point, line));
            foreach (var point in line)
                Assert.True(Plane.Distance(point, kept) <= tolerance + 1e-9, $"seed {Seed}, round {round}: {point} is too far from what was kept");
        }
    }
}
