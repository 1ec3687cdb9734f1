using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ColdMinutesRuleTests : RuleTest
{
    readonly ColdMinutesRule rule = new();

    // By the roads of the made-up town a kilometre as the crow flies takes 130 s: 13 km are 28 min 10 s, 14 km 30 min 20 s, 7 km 15 min 10 s.
    [Theory]
    [InlineData(TemperatureClass.Chilled, 13, false, true)]
    [InlineData(TemperatureClass.Chilled, 14, false, false)]
    [InlineData(TemperatureClass.Chilled, 14, true, true)]
    [InlineData(TemperatureClass.Chilled, 60, true, false)]
    [InlineData(TemperatureClass.Frozen, 7, false, false)]
    [InlineData(TemperatureClass.Frozen, 7, true, true)]
    [InlineData(TemperatureClass.Ambient, 60, false, true)]
    public void A_car_without_cold_may_drive_so_far(TemperatureClass temperature, int kilometres, bool box, bool passes) =>
        Assert.Equal(passes, Judge(temperature, kilometres, new CollectionMeans([], box)) is null);

    [Fact]
    public void It_is_refused_with_its_minutes() =>
        Assert.Equal(Duration.FromMinutes(30), Assert.IsType<Refusal.TooLongOutOfCold>(Judge(TemperatureClass.Chilled, 14, CollectionMeans.PlainCar)).Limit);

    [Fact]
    public void A_vehicle_that_holds_the_class_may_drive_on() =>
        Assert.Null(Judge(TemperatureClass.Chilled, 60, new CollectionMeans([TemperatureClass.Chilled], IsothermalBox: false)));

    [Fact]
    public void What_is_delivered_does_not_travel_in_it() => Assert.Null(Judge(TemperatureClass.Chilled, 60, CollectionMeans.PlainCar, Transfer.Delivered));

    Refusal? Judge(TemperatureClass temperature, int kilometres, CollectionMeans means, Transfer mode = Transfer.Collected)
    {
        var house = Day.Recipient("house", 10, east: kilometres, party: x => x with { Collection = means });
        return Judge(rule, Carrots(x => x with { Temperature = temperature }), Day.Need("need", house, 10, adjust: x => x with { Transfer = mode }));
    }
}
