using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class StorageRuleTests : RuleTest
{
    readonly StorageRule rule = new();

    [Theory]
    [InlineData(TemperatureClass.Ambient, true)]
    [InlineData(TemperatureClass.Chilled, true)]
    [InlineData(TemperatureClass.Frozen, false)]
    public void There_must_be_room_for_the_class(TemperatureClass held, bool passes)
    {
        var house = House(x => x with { StorageLeft = x.StorageLeft with { Chilled = new Mass(1), Frozen = Mass.Zero } });
        Assert.Equal(passes ? null : new Refusal.NoStorage(held), Judge(rule, Carrots(x => x with { Temperature = held }), Day.Need("need", house, 10)));
    }
}
