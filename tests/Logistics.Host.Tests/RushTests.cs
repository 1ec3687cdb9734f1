using Logistics.Host.Worker;
using Logistics.Testing;

namespace Logistics.Host.Tests;

/// <summary>Planning gives way to who declares, for a while.</summary>
public sealed class RushTests
{
    readonly FakeClock clock = new(new(2026, 3, 27, 8, 0, 0, TimeSpan.Zero));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Many_changes_within_two_seconds_are_a_rush_and_it_ends_by_itself()
    {
        var rush = new Rush(clock);
        Assert.False(rush.IsOn);
        rush.Note(Rush.Many);
        clock.Advance(TimeSpan.FromSeconds(1));
        rush.Note(Rush.Many - 1);
        Assert.False(rush.IsOn);
        rush.Note(1);
        Assert.True(rush.IsOn);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(rush.IsOn);
        // The same number over a longer time is none.
        for (var second = 0; second < 20; second++)
        {
            rush.Note(Rush.Many / 2);
            Assert.False(rush.IsOn);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Planning_waits_until_it_is_over_and_says_that_it_is_alive()
    {
        var rush = new Rush(clock);
        Assert.False(await rush.GiveWayAsync(() => Assert.Fail("there is nothing to wait for"), Stop));
        rush.Note(1000);
        var beats = 0;
        var waiting = rush.GiveWayAsync(() => beats++, Stop);
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Stop));
        Assert.InRange(beats, 1, 40);
    }

    [Fact]
    public async Task It_waits_for_no_rush_that_does_not_end()
    {
        var rush = new Rush(clock);
        rush.Note(1000);
        var waiting = rush.GiveWayAsync(() => { }, Stop);
        for (var past = TimeSpan.Zero; past < Rush.Longest; past += TimeSpan.FromSeconds(1))
        {
            Assert.False(waiting.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(1));
            rush.Note(1000);
        }
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Stop);
    }
}
