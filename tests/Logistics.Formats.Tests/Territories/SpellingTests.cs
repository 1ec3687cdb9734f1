using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("dairy", "diary", 1)] // one swap
    [InlineData("crate", "crates", 1)]
    [InlineData("Paris", "paris", 0)] // case aside
    [InlineData("kitten", "sitting", 3)] // k-s, e-i, +g
    public void Distance_counts_letters_that_differ(string a, string b, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(a, b));
        Assert.Equal(distance, Spelling.Distance(b, a));
    }

    [Fact]
    public void Nothing_near_is_null()
    {
        Assert.Null(Spelling.Nearest("xyz", ["dairy", "starch"]));
        Assert.Null(Spelling.Nearest(new string('a', 1000), [new string('a', 999)]));
        Assert.Equal("starch", Spelling.Nearest("strach", ["dairy", "starch"]));
    }
}
