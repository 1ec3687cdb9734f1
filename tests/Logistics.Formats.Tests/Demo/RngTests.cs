using Logistics.Formats.Demo;

namespace Logistics.Formats.Tests.Demo;

public sealed class RngTests
{
    [Fact]
    public void Draws_stay_in_their_bounds_and_reach_both_ends()
    {
        var rng = new Rng(42);
        var seen = new bool[6];
        for (var i = 0; i < 1000; i++)
        {
            seen[rng.Between(5, 10) - 5] = true;
            Assert.InRange(rng.Fraction(), 0, Math.BitDecrement(1.0));
        }
        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void Draws_are_evenly_spread()
    {
        // 60,000 draws of a die: each face 10,000 times, give or take five standard deviations of sqrt(60000 * 1/6 * 5/6) = 91.
        var rng = new Rng(7);
        var faces = new int[6];
        for (var i = 0; i < 60_000; i++)
            faces[rng.Below(6)]++;
        Assert.All(faces, face => Assert.InRange(face, 10_000 - 456, 10_000 + 456));
    }
}
