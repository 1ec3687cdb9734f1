using Logistics.Measures;

namespace Logistics.Roads.Tests;

public sealed class TravelMatrixTests
{
    static readonly TravelMatrix matrix = TravelMatrix.Create(2, (from, to) => (from, to) == (1, 0) ? null : (new Duration(100 * from + to), new Distance(7)));

    [Fact]
    public void It_tells_what_it_was_told()
    {
        Assert.Equal(2, matrix.Size);
        Assert.Equal((new Duration(1), new Distance(7)), (matrix.Duration(0, 1), matrix.Distance(0, 1)));
        Assert.False(matrix.IsReachable(1, 0));
        Assert.Throws<InvalidOperationException>(() => matrix.Distance(1, 0));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 2)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_place_outside_is_misuse(int from, int to) => Assert.Throws<ArgumentOutOfRangeException>(() => matrix.IsReachable(from, to));

    [Fact]
    public void A_negative_figure_is_misuse() => Assert.Throws<ArgumentOutOfRangeException>(() => TravelMatrix.Create(1, (_, _) => (new Duration(-1), Distance.Zero)));

    [Fact]
    public void Weights_hold_both_figures_exactly_and_order_by_time_first()
    {
        var weight = Weight.Of(1_234_567, 4_000_000_000);
        Assert.Equal((1_234_567, 4_000_000_000), (Weight.Milliseconds(weight), Weight.Decimetres(weight)));
        Assert.True(Weight.Of(1, 999_999) < Weight.Of(2, 0));
        Assert.True(Weight.Of(1, 5) < Weight.Of(1, 6));
        Assert.Equal(Weight.Of(3, 11), Weight.Of(1, 5) + Weight.Of(2, 6));
        Assert.Equal(weight, Weight.Part(weight, 0.3) + (weight - Weight.Part(weight, 0.3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Weight.Of(0, 1L << 32));
    }
}
