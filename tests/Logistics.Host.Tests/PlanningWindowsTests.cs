using System.Globalization;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Logistics.Host.Tests;

public sealed class PlanningWindowsTests
{
    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // In 2026 clocks in France go from 2:00 to 3:00 on 29 March (1:00 UTC), and from 3:00 back to 2:00 on 25 October (1:00 UTC).
    [Theory]
    [InlineData("0 30 5 ? * *", "2026-03-28T12:00Z", "2026-03-28T04:30Z")]
    [InlineData("0 30 5 ? * *", "2026-03-29T12:00Z", "2026-03-29T03:30Z")]
    [InlineData("0 30 5 ? * *", "2026-03-29T03:30Z", "2026-03-29T03:30Z")]
    [InlineData("0 30 5 ? * *", "2026-03-29T03:29Z", "2026-03-28T04:30Z")]
    [InlineData("0 30 5 ? * *", "2026-10-25T12:00Z", "2026-10-25T04:30Z")]
    // Half past two is left out in March: the window begins when the clocks have gone on. In October it comes twice and counts once.
    [InlineData("0 30 2 ? * *", "2026-03-29T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("0 30 2 ? * *", "2026-10-25T00:45Z", "2026-10-25T00:30Z")]
    [InlineData("0 30 2 ? * *", "2026-10-25T12:00Z", "2026-10-25T00:30Z")]
    // 29 March 2026 is a Sunday.
    [InlineData("0 30 5 ? * MON-SAT", "2026-03-29T12:00Z", "2026-03-28T04:30Z")]
    [InlineData("0 30 5 ? * *; 0 0 14 ? * *", "2026-03-30T12:30Z", "2026-03-30T12:00Z")]
    public void A_window_begins_by_the_clocks_of_its_territory(string windows, string now, string begun) => Assert.Equal(At(begun), Read(windows).LastBegun("centre", Paris, At(now)));

    [Fact]
    public void A_window_may_be_one_territorys_alone()
    {
        var read = Read("centre: 0 30 5 ? * *; 0 0 4 ? * *");
        Assert.Equal(At("2026-03-30T03:30Z"), read.LastBegun("centre", Paris, At("2026-03-30T12:00Z")));
        Assert.Equal(At("2026-03-30T02:00Z"), read.LastBegun("littoral", Paris, At("2026-03-30T12:00Z")));
        Assert.Null(Read("").LastBegun("centre", Paris, At("2026-03-30T12:00Z")));
    }

    [Theory]
    [InlineData("0 30 5 ? * MON-SAX", "SAX")]
    [InlineData("30 5 * * *", "fields")]
    [InlineData("0 0/5 * ? * *", "10")]
    [InlineData("* * * * * ?", "10")]
    public void A_misspelt_window_is_refused_with_its_cause(string windows, string said)
    {
        Assert.Null(HostSettings.Read([], name => name switch { "LOGISTICS__PLANNING__WINDOWS" => windows, "LOGISTICS__DATA" => "data", _ => null }, out var problems));
        Assert.Contains(said, Assert.Single(problems));
        Assert.Contains(windows, problems[0]);
    }

    [Fact]
    public async Task A_host_asks_once_for_each_window_and_for_one_that_began_before_it_did()
    {
        var store = new MemoryStore();
        var day = SmallDemo.Day(new DateOnly(2026, 10, 25));
        await store.DeclareAsync(day, Stop);
        var clock = new FakeClock(At("2026-10-25T06:00Z"));
        await using var door = new StoreDoor();
        door.Open(store);
        WindowWorker Host() => new(new() { Demo = false, Urls = [], DataFolder = "", Planning = Read("0 30 5 ? * *") }, door, clock, NullLogger<WindowWorker>.Instance);
        using WindowWorker first = Host(), second = Host();

        Assert.Equal(day.Territories.Count, await first.OpenDueAsync(Stop));
        Assert.Equal(0, await first.OpenDueAsync(Stop));
        Assert.Equal(0, await second.OpenDueAsync(Stop));

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(day.Territories.Count, await second.OpenDueAsync(Stop));
        // The day after is half over when a host comes back: the window of the morning is left where it is.
        clock.Advance(TimeSpan.FromHours(24 + 11));
        using var late = Host();
        Assert.Equal(0, await late.OpenDueAsync(Stop));
    }

    static PlanningSettings Read(string windows)
    {
        var problems = new List<string>();
        var read = PlanningSettings.Read(_ => windows, problems);
        Assert.Empty(problems);
        return read;
    }

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
