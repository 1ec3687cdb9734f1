using Logistics.Quality.Matching;

namespace Logistics.Quality.Tests.Matching;

public sealed class SampleTests
{
    // 2, 4, 9: mean 5, squares of differences 9 + 1 + 16 = 26, variance 13; 4.303 * sqrt(13 / 3) = 8.957.
    [Fact]
    public void Three_values_have_a_wide_interval()
    {
        var sample = Sample.Of([2, 4, 9]);
        Assert.Equal(5, sample.Mean, 12);
        Assert.Equal(8.957, sample.Margin, 3);
    }

    [Fact]
    public void One_value_has_no_interval() => Assert.Equal(double.NaN, Sample.Of([3]).Margin);

    // Tables give 2.009 for fifty and 1.984 for a hundred degrees of freedom.
    [Theory]
    [InlineData(9, 2.262)]
    [InlineData(50, 2.009)]
    [InlineData(100, 1.984)]
    public void Quantiles_are_those_of_the_tables(int freedom, double quantile) => Assert.Equal(quantile, Sample.Quantile(freedom), 2);
}
