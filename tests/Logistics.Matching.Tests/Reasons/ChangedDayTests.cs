using Logistics.Matching.Reasons;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

public sealed class ChangedDayTests
{
    [Fact]
    public void Doors_that_open_longer_stay_in_order_and_apart()
    {
        // 8 to 10 and 11 to 12: closing two hours later makes one window of both.
        var day = new DayBuilder();
        var house = day.Recipient("house", 10, site: x => x with { OpeningWindows = [day.Between(8, 10), day.Between(11, 12)] });
        var changed = day.Build().With(new Change.ClosesLater(house.Id, Was: day.At(10), Now: day.At(12)));
        Assert.Equal([day.Between(8, 12)], changed.Sites.Single().OpeningWindows);
        // Windows that only touch stay as they are.
        changed = day.Build().With(new Change.ClosesLater(house.Id, Was: day.At(10), Now: day.At(11)));
        Assert.Equal([day.Between(8, 11), day.Between(11, 12)], changed.Sites.Single().OpeningWindows);
    }

    [Fact]
    public void Nothing_but_the_fact_differs()
    {
        var day = new DayBuilder();
        var house = day.Recipient("house", 10);
        var (before, after) = (day.Build(), day.Build().With(new Change.Habilitation(house.Party)));
        Assert.Equal(before.Parties, after.Parties);
        Assert.Equal(before.Sites, after.Sites);
        Assert.Equal(before.Consents, after.Consents);
    }
}
