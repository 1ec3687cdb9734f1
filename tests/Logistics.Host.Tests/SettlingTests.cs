using Logistics.Domain;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests;

/// <summary>Ten declarations one after the other are one new plan.</summary>
public sealed class SettlingTests
{
    static readonly DateTimeOffset start = new(2026, 3, 27, 8, 0, 0, TimeSpan.Zero);
    static readonly DateOnly date = new(2026, 3, 27);

    readonly Settling settling = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void A_day_is_planned_again_once_it_has_been_left_alone()
    {
        for (var second = 0; second <= 20; second += 2)
            Assert.Empty(At(second, declared: 2 + second));
        Assert.Empty(At(24, declared: 22));
        Assert.Single(At(25, declared: 22));
    }

    [Fact]
    public void A_day_that_is_changed_all_the_time_is_planned_all_the_same()
    {
        for (var second = 0; second < 60; second++)
            Assert.Empty(At(second, declared: 2 + second));
        Assert.Single(At(60, declared: 100));
    }

    [Fact]
    public void A_day_without_a_plan_does_not_wait()
    {
        Assert.Single(settling.AtRest([new(date, 1, null, null, 0)], start));
        Assert.Single(new Settling(TimeSpan.Zero).AtRest([new(date, 2, 1, new PlanId(Guid.Empty), 1)], start));
    }

    [Fact]
    public void What_was_planned_meanwhile_begins_to_wait_anew_when_it_changes_again()
    {
        Assert.Empty(At(0, declared: 2));
        Assert.Empty(At(100, declared: 2, planned: 2));
        Assert.Empty(At(101, declared: 3));
        Assert.Single(At(106, declared: 3));
    }

    IReadOnlyList<DayState> At(int second, long declared, long planned = 1) =>
        settling.AtRest([new(date, declared, planned, new PlanId(Guid.Empty), 1)], start.AddSeconds(second));
}
