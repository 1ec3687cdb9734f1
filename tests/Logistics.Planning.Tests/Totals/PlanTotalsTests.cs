using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;
using Logistics.Planning.Totals;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Totals;

public sealed class PlanTotalsTests
{
    [Fact]
    public void What_is_counted_can_be_counted_with_a_pencil()
    {
        var day = new DayBuilder();
        var depot = day.Donor("depot");
        day.Lot("bread", day.Donor("bakery", east: 1), 30, Family.Starch);
        day.Lot("soap", day.Donor("store", east: 1), 10, Family.Hygiene);
        var north = day.Recipient("north", persons: 100, north: 1, party: x => x with { ReceivedEarlier = Mass.FromKilograms(5) });
        day.Need("north-bread", north, 30, Family.Starch);
        day.Need("milk", day.Recipient("south", persons: 40), 10, Family.Dairy, Urgency.Class2);
        day.Van("van", depot);
        var declared = day.Build();
        var index = new DayIndex(declared);
        var plan = DayPlanner.Plan(Plans.Input(declared), null, TestContext.Current.CancellationToken);
        var totals = PlanTotals.Of(index, plan);

        // 30 of 40 kg find a taker: nobody asked for soap.
        Assert.Equal(Mass.FromKilograms(40), totals.Surplus);
        Assert.Equal(Mass.FromKilograms(30), totals.Rescued);
        Assert.Equal(Mass.FromKilograms(10), totals.Lost);
        Assert.Equal(75m, totals.RescuedPercent);
        // 30 kg at 1,530 g of CO2e a kilogram.
        Assert.Equal(45_900, totals.SparedCo2eGrams);
        Assert.Equal(1, totals.UrgentUnmet);
        // North has (5 + 30) kg for 100 persons; south has nothing for 40.
        Assert.Equal("south", index[totals.WorstServed!.Value].Code);
        Assert.Equal(Mass.Zero, totals.WorstServedPerPerson);
        var route = Assert.Single(plan.Routes);
        Assert.Equal(route.Distance, totals.Distance);
        Assert.Equal((long)Math.Round(route.Distance.Kilometres * index[route.Vehicle].Co2GramsPerKilometre), totals.TransportCo2Grams);
    }

    [Fact]
    public void A_day_without_surplus_is_nothing_out_of_nothing()
    {
        var day = new DayBuilder();
        day.Need("bread", day.Recipient("north", persons: 0), 30, Family.Starch);
        var declared = day.Build();
        var totals = PlanTotals.Of(new DayIndex(declared), DayPlanner.Plan(Plans.Input(declared), null, TestContext.Current.CancellationToken));
        Assert.Equal(0m, totals.RescuedPercent);
        Assert.Null(totals.WorstServed);
    }
}
