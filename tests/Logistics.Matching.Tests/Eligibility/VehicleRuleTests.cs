using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class VehicleRuleTests : RuleTest
{
    readonly VehicleRule rule = new();

    [Fact]
    public void A_van_on_duty_that_holds_the_class_passes()
    {
        Day.Van("van", Shop, classes: [TemperatureClass.Chilled]);
        Assert.Null(Judge(rule, Chilled(), Day.Need("need", House(), 10)));
    }

    [Fact]
    public void Without_the_class_it_does_not()
    {
        Day.Van("van", Shop, classes: [TemperatureClass.Ambient]);
        Assert.Equal(new Refusal.NoVehicleForClass(TemperatureClass.Chilled), Judge(rule, Chilled(), Day.Need("need", House(), 10)));
    }

    [Theory]
    [InlineData(11, 18, true)]
    [InlineData(12, 18, false)]
    [InlineData(5, 8, true)]
    [InlineData(5, 7, false)]
    public void It_must_be_on_duty_while_the_lot_can_be_taken_from_8_to_11(int from, int to, bool passes)
    {
        Day.Van("van", Shop, shift: x => x with { Span = Day.Between(from, to) });
        Assert.Equal(passes, Judge(rule, Chilled(), Day.Need("need", House(), 10)) is null);
    }

    [Fact]
    public void A_van_of_another_territory_does_not_count()
    {
        Day.Van("van", Day.Donor("far shop", territory: "valmont"));
        Assert.IsType<Refusal.NoVehicleForClass>(Judge(rule, Chilled(), Day.Need("need", House(), 10)));
    }

    [Fact]
    public void Who_collects_needs_no_van() =>
        Assert.Null(Judge(rule, Chilled(), Day.Need("need", House(), 10, adjust: x => x with { Transfer = Transfer.Collected })));

    Lot Chilled() => Carrots(x => x with { Temperature = TemperatureClass.Chilled });
}
