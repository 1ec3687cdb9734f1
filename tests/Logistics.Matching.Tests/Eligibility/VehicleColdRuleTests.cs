using Logistics.Domain.Allocations;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class VehicleColdRuleTests : RuleTest
{
    readonly VehicleColdRule rule = new();

    [Fact]
    public void Vans_too_warm_are_refused_with_the_coldest_of_them()
    {
        Day.Van("warm", Shop, vehicle: x => Chilling(x, 8));
        Day.Van("usual", Shop);
        Assert.Equal(new Refusal.VehicleTooWarm(Temperature.FromCelsius(2), Temperature.FromCelsius(4)), Judge(rule, Mince(), Day.Need("need", House(), 10)));
    }

    [Fact]
    public void One_cold_van_is_enough()
    {
        Day.Van("usual", Shop);
        Day.Van("cold", Shop, vehicle: x => Chilling(x, 2));
        Assert.Null(Judge(rule, Mince(), Day.Need("need", House(), 10)));
    }

    [Fact]
    public void A_cold_van_that_comes_later_is_waited_for()
    {
        // The usual van is there at 08:00, the cold one at 10:00: what must be at +2 leaves at 10:00, is there at 10:26 and too late for 10:15.
        Day.Van("usual", Shop);
        Day.Van("cold", Shop, vehicle: x => Chilling(x, 2), shift: x => x with { Span = Day.Between(10, 18) });
        Assert.IsType<Refusal.AfterDeadline>(Judge(new DeadlineRule(), Mince(), Day.Need("need", House(), 10, adjust: x => x with { Deadline = Day.At(10, 15) })));
    }

    [Fact]
    public void Who_collects_needs_no_van() => Assert.Null(Judge(rule, Mince(), Day.Need("need", House(), 10, adjust: x => x with { Transfer = Transfer.Collected })));

    [Fact]
    public void Where_there_is_no_van_at_all_another_rule_says_so() => Assert.Null(Judge(rule, Mince(), Day.Need("need", House(), 10)));

    Lot Mince() => Carrots(x => x with { Kind = "minced-meat", Temperature = TemperatureClass.Chilled });

    static Vehicle Chilling(Vehicle van, int degrees) => van with { Compartments = [.. van.Compartments.Select(x => x with { ChilledTo = Temperature.FromCelsius(degrees) })] };
}
