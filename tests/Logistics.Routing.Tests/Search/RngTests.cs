using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Search;

public class RngTests
{
    [Fact]
    public void Draws_stay_in_their_range_and_reach_all_of_it()
    {
        var rng = new Rng(42);
        var seen = new int[7];
        for (var i = 0; i < 7_000; i++)
        {
            seen[rng.Next(7)]++;
            Assert.InRange(rng.NextDouble(), 0, 1 - double.Epsilon);
        }
        Assert.All(seen, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void Seeds_differ_and_repeat()
    {
        Assert.Equal(new Rng(5).NextULong(), new Rng(5).NextULong());
        Assert.NotEqual(new Rng(5).NextULong(), new Rng(6).NextULong());
    }
}
