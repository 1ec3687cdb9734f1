using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Logistics.Host.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Logistics.Host.Tests;

/// <summary>What somebody who keeps the instance can watch.</summary>
public sealed partial class WatchTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_are_told_as_a_scraper_reads_them()
    {
        var store = new MemoryStore();
        // Two in one process do not count for each other.
        await using var other = await RunningHost.StartAsync(new MemoryStore());
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.PlanCount == 2), "both days to be planned");
        await RunningHost.EventuallyAsync(async () => (await host.Visitor().GetStringAsync("/metrics", Stop)).Contains("ramasse_days_planned_total 2\n", StringComparison.Ordinal), "both to be counted");

        var answer = await host.Visitor().GetAsync("/metrics", Stop);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var lines = (await answer.Content.ReadAsStringAsync(Stop)).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.All(lines[..^1], line => Assert.Matches(ExpositionLine(), line));
        foreach (var line in (string[])
        [
            "# TYPE ramasse_days_planned_total counter", "ramasse_claims_lost_total 0", "ramasse_event_listeners 0", "ramasse_letters_waiting 0", "ramasse_store_up 1",
            "# TYPE ramasse_planning_seconds histogram", "ramasse_planning_seconds_count 2", "ramasse_planning_seconds_bucket{le=\"+Inf\"} 2",
        ])
            Assert.Contains(line, lines);
        Assert.All(["ramasse_store_round_trip_seconds", "process_resident_memory_bytes", "ramasse_disk_free_bytes"], name => Assert.Contains(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Figures_are_for_this_machine_unless_networks_are_named()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var passedOn = host.Visitor();
        passedOn.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(HttpStatusCode.Forbidden, (await passedOn.GetAsync("/metrics", Stop)).StatusCode);

        await using var closed = await RunningHost.StartAsync(new MemoryStore(), adjust: settings => settings with { MetricsFrom = [IPNetwork.Parse("10.0.0.0/24")] });
        var refused = await closed.Visitor().GetAsync("/metrics", Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_by_its_part()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        store.IsAway = true;

        var answer = await host.Visitor().GetAsync("/readyz", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var told = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("{\"name\":\"database\",\"state\":\"away\"}", told);
        Assert.Contains("ramasse_store_up 0\n", await host.Visitor().GetStringAsync("/metrics", Stop));
    }

    [Fact]
    public async Task A_collector_is_sent_figures_and_spans_where_one_is_configured()
    {
        var received = new ConcurrentDictionary<string, byte[]>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, Stop);
            received[context.Request.Path] = body.ToArray();
            context.Response.StatusCode = StatusCodes.Status200OK;
        });
        await collector.StartAsync(Stop);

        var store = new MemoryStore();
        await using (var host = await RunningHost.StartAsync(store, adjust: settings => settings with { Collector = new Uri(collector.Urls.First()) }))
        {
            await host.ReadyAsync();
            await RunningHost.EventuallyAsync(() => Task.FromResult(store.PlanCount == 2), "both days to be planned");
        }

        Assert.Contains("ramasse.days.planned", System.Text.Encoding.Latin1.GetString(received["/v1/metrics"]));
        Assert.Contains("plan-day", System.Text.Encoding.Latin1.GetString(received["/v1/traces"]));
    }

    [GeneratedRegex(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{le=""[^""]+""\})? -?[0-9.E+-]+)$")]
    private static partial Regex ExpositionLine();
}
