using Logistics.Roads.Drawing;

namespace Logistics.Roads.Tests.Drawing;

public sealed class FrameTests
{
    static readonly Frame Hundred = new(10, 0, 0, 100, 100);

    static WorldPoint[][] Clip(params (double X, double Y)[] line) => [.. Hundred.Clip(line).Select(part => part.ToArray())];

    [Fact]
    public void What_lies_inside_stays_whole() => Assert.Equal([[new(10, 10), new(90, 20), new(50, 100)]], Clip((10, 10), (90, 20), (50, 100)));

    [Fact]
    public void A_line_across_is_cut_at_both_sides() => Assert.Equal([[new(0, 50), new(100, 50)]], Clip((-70, 50), (130, 50)));

    [Fact]
    public void A_line_that_leaves_and_comes_back_is_two() =>
        Assert.Equal([[new(50, 50), new(100, 50)], [new(100, 60), new(50, 60)]], Clip((50, 50), (150, 50), (150, 60), (50, 60)));

    [Fact]
    public void What_passes_by_or_touches_a_corner_leaves_nothing()
    {
        Assert.Empty(Clip((-20, 20), (20, -25), (60, -1)));
        Assert.Empty(Clip((-10, 10), (10, -10))); // through the corner itself: a point, not a line
    }

    [Fact]
    public void The_side_itself_is_inside() => Assert.Equal([[new(100, 0), new(100, 100)]], Clip((100, -5), (100, 105)));

    [Fact]
    public void Random_lines_are_kept_exactly_where_they_are_inside()
    {
        const int Seed = 4;
        var random = new Random(Seed);
        for (var round = 0; round < 500; round++)
        {
            var line = Enumerable.Range(0, 2 + round % 9).Select(_ => (X: 300 * random.NextDouble() - 100, Y: 300 * random.NextDouble() - 100)).ToArray();
            var parts = Hundred.Clip(line).Select(part => part.Select(p => ((double)p.X, (double)p.Y)).ToList()).ToList();
            Assert.All(parts.SelectMany(part => part), p => Assert.True(p.Item1 is >= 0 and <= 100 && p.Item2 is >= 0 and <= 100, $"seed {Seed}, round {round}: {p}"));
            for (var i = 1; i < line.Length; i++)
                for (var share = 0.0; share <= 1; share += 0.02)
                {
                    var p = (X: line[i - 1].X + share * (line[i].X - line[i - 1].X), Y: line[i - 1].Y + share * (line[i].Y - line[i - 1].Y));
                    if (p.X is > 1 and < 99 && p.Y is > 1 and < 99)
                        Assert.True(parts.Min(part => Plane.Distance(p, part)) < 1, $"seed {Seed}, round {round}: {p} is missing");
                }
            Assert.All(parts.SelectMany(part => part), p => Assert.True(Plane.Distance(p, line) < 1, $"seed {Seed}, round {round}: {p} is invented"));
        }
    }
}
