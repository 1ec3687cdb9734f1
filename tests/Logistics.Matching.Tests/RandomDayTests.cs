using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

public sealed class RandomDayTests
{
    [Fact]
    public void The_same_seed_gives_the_same_day()
    {
        var one = RandomDay.Make(7, DaySize.Medium);
        var two = RandomDay.Make(7, DaySize.Medium);
        Assert.Equal(one.Lots, two.Lots);
        Assert.Equal(one.Needs, two.Needs);
        Assert.NotEqual(one.Lots, RandomDay.Make(8, DaySize.Medium).Lots);
    }
}
