using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Logistics.Formats.Territories;

namespace Logistics.Scenarios.Faults;

/// <summary>The database stops in the middle of declarations, comes back, and stops for good: the host stays, says so, and never says that something is kept which is not.</summary>
[Collection("faults")]
public sealed class DatabaseAwayTests(ITestOutputHelper output)
{
    static readonly DateOnly date = Writers.Today;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_without_its_database_says_so_and_goes_on_when_it_is_back()
    {
        await using var server = await PrivatePostgres.StartAsync();
        var dice = Rounds.Dice(output);
        var journal = new Journal();
        await using var life = await HostLife.BeginAsync(server.ConnectionString);
        var day = Writers.SmallDay(date);
        await life.Dispatcher.DeclareAsync(day);
        await life.Dispatcher.PlanAsync(date);

        for (var round = 0; round < Rounds.Count; round++)
        {
            var writers = new Writers(journal, day, $"tour{round}");
            using var stop = new CancellationTokenSource();
            var writing = writers.WriteAsync(4, _ => life.Dispatcher, stop.Token);
            await writers.UntilAsync(10 + dice.Next(30));
            await server.HaltAsync();
            var away = Stopwatch.StartNew();
            await IsAwayAsync(life, day);
            var before = writers.Acknowledged;
            var rest = TimeSpan.FromSeconds(Rounds.IsLong ? 20 : 5) - away.Elapsed;
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, Stop);
            Assert.Equal(before, writers.Acknowledged);
            await server.AgainAsync();

            var back = Stopwatch.StartNew();
            await writers.UntilAsync(before + 1);
            var first = back.Elapsed;
            // By how often it was asked and not by the clock: a machine that is busy with much else stands still for minutes.
            for (var asked = 0; await life.Dispatcher.SendAsync(HttpMethod.Get, "/readyz") is var ready && ready.Status != HttpStatusCode.OK; asked++)
            {
                Assert.True(asked < 300, $"not ready: {ready.Body}");
                await Task.Delay(100, Stop);
            }
            output.WriteLine($"away for {away.Elapsed.TotalSeconds - back.Elapsed.TotalSeconds:0.0} s after {before} declarations; kept again {first.TotalSeconds:0.0} s after it was back, ready after {back.Elapsed.TotalSeconds:0.0} s");
            await writers.UntilAsync(before + 8);
            await stop.CancelAsync();
            await writing;
            await journal.IsKeptAsync(life.Dispatcher);
            // The worker goes on as well: what was declared is planned.
            await life.Dispatcher.PlanAsync(date);
            await Invariants.HoldAsync(life.Data, server.ConnectionString);
        }

        await server.HaltAsync();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(Rounds.IsLong ? 60 : 3); await Task.Delay(500, Stop))
            await IsAwayAsync(life, day);
        Assert.True(life.Host.IsRunning);
        Assert.Equal(0, await life.Host.StopAsync());
    }

    static async Task IsAwayAsync(HostLife life, Domain.Days.DayDeclarations day)
    {
        var entry = Writers.EntryOf(day, DaySection.Needs);
        entry["code"] = "jamais";
        foreach (var (method, path, body) in ((HttpMethod, string, JsonNode?)[])[
            (HttpMethod.Get, "/api/v1/days", null), (HttpMethod.Post, $"/api/v1/days/{date:yyyy-MM-dd}/needs", entry), (HttpMethod.Get, $"/api/v1/proofs/{date:yyyy-MM-dd}", null)])
        {
            var answer = await life.Dispatcher.SendAsync(method, path, body);
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable, "application/problem+json"), (path, answer.Status, answer.MediaType));
        }
        var ready = await life.Dispatcher.SendAsync(HttpMethod.Get, "/readyz");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (ready.Status, ready.MediaType));
        Assert.Equal("away", ready.Json["parts"]!.AsArray().First(x => x!["name"]!.ToString() == "database")!["state"]!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await life.Dispatcher.SendAsync(HttpMethod.Get, "/healthz")).Status);
        // People are told with a page.
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), await PageAsync(life));
    }

    static async Task<(HttpStatusCode, string?)> PageAsync(HostLife life)
    {
        var page = await life.Dispatcher.SendAsync(HttpMethod.Get, "/");
        return (page.Status, page.MediaType);
    }
}
