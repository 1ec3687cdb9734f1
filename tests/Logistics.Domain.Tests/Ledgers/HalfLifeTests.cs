using FsCheck;
using FsCheck.Fluent;
using Logistics.Domain.Ledgers;

namespace Logistics.Domain.Tests.Ledgers;

public sealed class HalfLifeTests
{
    static readonly Gen<(long Grams, int First, int Second, int HalfLife)> Cases =
        from grams in Gen.Choose(0, int.MaxValue)
        from first in Gen.Choose(0, 400)
        from second in Gen.Choose(0, 400)
        from half in Gen.Choose(1, 400)
        select ((long)grams, first, second, half);

    [Theory]
    [InlineData(1000, 0, 56, 1000)]
    [InlineData(1000, 56, 56, 500)]
    [InlineData(1000, 112, 56, 250)]
    // Half of a half-life leaves one over the root of two: 0.70711.
    [InlineData(100_000, 28, 56, 70_711)]
    // 1,000,000 x 2^(-1/7) = 905,723.66...
    [InlineData(1_000_000, 1, 7, 905_724)]
    [InlineData(1_000_000, 7000, 7, 0)]
    public void Half_is_left_after_the_half_life(long grams, int days, int half, long left) => Assert.Equal(left, HalfLife.Fade(grams, days, half));

    [Fact]
    public void The_factor_is_that_of_the_exponential()
    {
        for (var half = 1; half < 400; half += 7)
            for (var days = 0; days < 900; days += 11)
                Assert.Equal(Math.Pow(2, -(double)days / half), HalfLife.Factor(days, half) / (double)HalfLife.One, 1e-12);
    }

    [Fact]
    public void Fading_twice_is_fading_once_within_a_gram() => Check.One(Runs.Fixed, Prop.ForAll(Cases.ToArbitrary(), x =>
        Math.Abs(HalfLife.Fade(HalfLife.Fade(x.Grams, x.First, x.HalfLife), x.Second, x.HalfLife) - HalfLife.Fade(x.Grams, x.First + x.Second, x.HalfLife)) <= 1));

    [Fact]
    public void More_days_leave_no_more_and_more_grams_leave_no_less() => Check.One(Runs.Fixed, Prop.ForAll(Cases.ToArbitrary(), x =>
        HalfLife.Fade(x.Grams, x.First + 1, x.HalfLife) <= HalfLife.Fade(x.Grams, x.First, x.HalfLife)
        && HalfLife.Fade(x.Grams + x.Second, x.First, x.HalfLife) >= HalfLife.Fade(x.Grams, x.First, x.HalfLife)));
}
