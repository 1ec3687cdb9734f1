using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

/// <summary>A need that both delivery and collection suit is judged by both.</summary>
public sealed class EitherTests : RuleTest
{
    [Fact]
    public void Where_both_are_allowed_both_are_kept_and_delivered_is_decided()
    {
        Day.Van("van", Shop);
        var ruling = Judge(House());
        Assert.Equal(Transfer.Delivered, ruling.Pair.Mode);
        Assert.Equal([Transfer.Delivered, Transfer.Collected], ruling.Allowed.Select(x => x.Mode));
    }

    [Fact]
    public void Without_a_van_it_is_collected()
    {
        var ruling = Judge(House());
        Assert.Null(ruling.Refusal);
        Assert.Equal(Transfer.Collected, ruling.Pair.Mode);
    }

    [Fact]
    public void Where_neither_is_allowed_the_refusal_of_the_delivery_is_told()
    {
        var far = Day.Recipient("far", 10, east: 20, party: x => x with { Collection = CollectionMeans.PlainCar });
        var ruling = Judge(far, x => x with { Temperature = TemperatureClass.Chilled });
        Assert.Equal(new Refusal.NoVehicleForClass(TemperatureClass.Chilled), ruling.Refusal);
        Assert.Empty(ruling.Allowed);
    }

    [Fact]
    public void The_promise_says_how_it_gets_there()
    {
        Day.Lot("carrots", Shop, 20);
        Day.Need("need", House(), 20, adjust: x => x with { Transfer = Transfer.Either });
        Assert.Equal(Transfer.Collected, Assert.Single(Day.Build().Match().Allocations).Transfer);
    }

    Ruling Judge(Site at, Func<Lot, Lot>? lot = null)
    {
        var (carrots, need) = (Carrots(lot), Day.Need("need", at, 10, adjust: x => x with { Transfer = Transfer.Either }));
        var index = Day.Index();
        return RuleBook.Judge(new RuleContext(index, new CrowRoads(index)), carrots, need);
    }
}
