using Logistics.Domain.Days;
using Logistics.Domain.Policies;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests;

/// <summary>What the host lets a plan know beside its own day.</summary>
public sealed class SurroundingsTests
{
    static readonly DateOnly Tuesday = new(2026, 3, 10);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static DayDeclarations LookingAhead(int days)
    {
        var day = SmallDemo.Day(Tuesday);
        return day with { Territories = [.. day.Territories.Select(x => x with { Policy = x.Policy with { Sharing = SharingTerms.Default with { LookAheadDays = days } } })] };
    }

    static async Task<Surroundings> OfAsync(MemoryStore store, DayDeclarations day)
    {
        await using var engine = new PlanningEngine(new HostSettings { Demo = false, Urls = [], DataFolder = "nowhere" }, TimeProvider.System);
        return await Surroundings.OfAsync(store, engine, day, Stop);
    }

    [Fact]
    public async Task Where_the_policy_looks_ahead_the_engine_is_told_of_the_like_days()
    {
        var store = new MemoryStore();
        foreach (var before in (int[])[0, -5, -6, -12, -7])
            await store.DeclareAsync(SmallDemo.Day(Tuesday.AddDays(before)), Stop);
        Assert.Equal([Tuesday.AddDays(-6), Tuesday.AddDays(-5)], (await OfAsync(store, LookingAhead(2))).OtherDays.Select(x => x.Date));
        Assert.Empty((await OfAsync(store, LookingAhead(0))).OtherDays);
    }

    [Fact]
    public async Task The_rounds_of_the_last_like_day_are_known_and_of_no_other()
    {
        var store = new MemoryStore();
        foreach (var before in (int[])[-14, -7, -1])
        {
            var day = SmallDemo.Day(Tuesday.AddDays(before));
            await store.DeclareAsync(day, Stop);
            Assert.Equal(before == -7 ? Tuesday.AddDays(-14) : null, (await OfAsync(store, day)).LastLike?.Date);
            var plan = new SmallEngine().Plan(day, new Surroundings([], null), Sharing.Fair, TimeSpan.Zero, DateTimeOffset.UnixEpoch, new Progress<Planning.PlanningProgress>(), Stop);
            await store.SaveAsync(plan, day, 1, Asking.Nobody, Stop);
        }
        Assert.Equal(Tuesday.AddDays(-7), (await OfAsync(store, LookingAhead(0))).LastLike?.Date);
    }
}
