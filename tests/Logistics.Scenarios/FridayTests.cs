using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Demo;
using Logistics.Formats.Plans;
using Logistics.Formats.Territories;
using Logistics.OrTools;
using Logistics.Planning;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;
using Logistics.Testing;

namespace Logistics.Scenarios;

/// <summary>
/// The Friday of the demonstration, from the file to the plan and back: sixty places, eighty lots, a hundred and twenty needs, six territories
/// on the sketch network. What people are shown first must hold: less is lost than under first come first served, and the worst served have more.
/// </summary>
public sealed class FridayTests
{
    static readonly DateTimeOffset Dawn = new(2026, 11, 20, 4, 30, 0, TimeSpan.Zero);

    static DayDeclarations Friday(DateOnly date) => DemoDay.Make(new DemoOptions { Date = date });

    static DayPlan Plan(DayDeclarations day, SharingRule sharing = SharingRule.Fair, ISolverClient? solver = null) => DayPlanner.Plan(
        new DayInput
        {
            Declarations = day,
            Roads = Sketch.Network,
            Solver = solver ?? new NoSolver(),
            Budget = PlanningBudget.OfWork(500, threads: 2),
            Seed = 1,
            Clock = new FakeClock(Dawn),
            PlannedAt = Dawn,
            Sharing = sharing,
        },
        null, TestContext.Current.CancellationToken);

    [Fact]
    public void Our_sharing_loses_less_and_serves_the_worst_served_better_than_first_come_first_served()
    {
        var day = Friday(new DateOnly(2026, 11, 20));
        var index = new DayIndex(day);
        var ours = PlanTotals.Of(index, Plan(day));
        var theirs = PlanTotals.Of(index, Plan(day, SharingRule.FirstComeFirstServed));
        Assert.True(ours.Lost <= theirs.Lost, $"lost {ours.Lost} against {theirs.Lost}");
        Assert.True(ours.WorstServedPerPerson >= theirs.WorstServedPerPerson, $"worst served {ours.WorstServedPerPerson} against {theirs.WorstServedPerPerson}");
        Assert.True(ours.UrgentUnmet <= theirs.UrgentUnmet);
    }

    [Fact]
    public void The_plan_survives_the_way_through_its_file()
    {
        var day = Friday(new DateOnly(2026, 11, 20));
        var index = new DayIndex(day);
        var plan = Plan(day);
        using var file = new MemoryStream();
        PlanWriter.Write(index, plan, CultureInfo.GetCultureInfo("fr-FR"), file);
        file.Position = 0;
        var read = Assert.IsType<PlanReading.Accepted>(PlanReader.Read(file, index));
        Assert.Equal(plan, read.Plan);
        Assert.Empty(PlanChecker.Check(index, read.Plan));
    }

    [Theory]
    [InlineData(2026, 3, 29)]
    [InlineData(2026, 10, 25)]
    public void A_day_on_which_clocks_change_is_read_and_planned_like_any_other(int year, int month, int date)
    {
        var day = Friday(new DateOnly(year, month, date));
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file, new RoadsHint.Sketch());
        var read = Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(file.ToArray()));
        Assert.Equal(day, read.Day);
        Assert.NotEmpty(Plan(read.Day).Routes);
    }

    [Fact]
    public void No_site_of_the_demonstration_lies_off_the_sketch() => Assert.Empty(Plan(Friday(new DateOnly(2026, 11, 20))).Roads.OffNetwork);
}
