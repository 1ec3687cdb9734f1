using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Matching.Transformations;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Transformations;

public sealed class GreedyScheduleTests
{
    [Fact]
    public void A_batch_gives_way_where_two_in_its_place_save_more()
    {
        // Two kitchens with three hours each. The quick cannery may go to both, the slow one to the near kitchen alone. Step by step the quick one is
        // taken for the near kitchen, where it begins first; then nobody comes to the far one. Only together: quick far, slow near.
        var day = new DayBuilder();
        var farm = day.Donor("farm");
        day.Van("van", farm);
        day.Lot("chard", farm, 200, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date), PickupWindow = day.Between(7, 12) });
        var near = day.Recipient("near", 50, 0, 1);
        var far = day.Recipient("far", 50, 0, 12);
        day.Crew(near, 9, 12, persons: 2);
        day.Crew(far, 9, 12, persons: 2);
        day.Equipment("quick", EquipmentKind.MobileCannery, day.Donor("shed", 0, 2), x => x with { Hosts = [near.Id, far.Id], Availability = [day.Between(8, 13)] });
        day.Equipment("slow", EquipmentKind.MobileCannery, day.Donor("barn", 1, 1), x => x with
        {
            Hosts = [near.Id],
            SetUp = Duration.FromMinutes(45),
            Availability = [day.Between(8, 13)],
        });
        day.Recipe("jars", x => x with { SmallestBatch = DayBuilder.Kilograms(60), LargestBatch = DayBuilder.Kilograms(100), BatchDuration = Duration.FromMinutes(80), CrewPersons = 2 });

        var input = day.Build().Input();
        var first = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        var plan = TransformationPlanner.Plan(input, first, new NoSolver(), 0, TestContext.Current.CancellationToken);

        Assert.Equal([(near.Id, "slow"), (far.Id, "quick")], plan.Batches.OrderBy(x => x.Host == far.Id)
            .Select(x => (x.Host, input.Day.Day.Equipment.Single(y => y.Id == x.Equipment).Code)));
        Assert.Equal(200, plan.Batches.Sum(x => x.Saved.Kilograms));
    }

    [Fact]
    public void A_batch_is_as_large_as_its_hours_allow_to_the_gram()
    {
        // Three hours: 180 - 60 = 120 minutes at half a minute each kilogram would be 240 kg; the owner allows 150 minutes of use: 180 kg.
        var day = new DayBuilder();
        var farm = day.Donor("farm");
        day.Van("van", farm);
        day.Lot("chard", farm, 195, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date), PickupWindow = day.Between(7, 12) });
        var host = day.Recipient("host", 50, 0, 1);
        day.Crew(host, 9, 12, persons: 2);
        day.Equipment("cannery", EquipmentKind.MobileCannery, host, x => x with { MostPerDay = Duration.FromMinutes(150) });
        day.Recipe("jars");

        var input = day.Build().Input();
        var first = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        var plan = TransformationPlanner.Plan(input, first, new NoSolver(), 0, TestContext.Current.CancellationToken);

        Assert.Equal(180, Assert.Single(plan.Batches).Saved.Kilograms);
    }
}
