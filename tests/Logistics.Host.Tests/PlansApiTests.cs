using System.Net;
using System.Text.Json;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

public sealed class PlansApiTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_current_plan_of_a_territory_is_read_by_code_and_date_and_not_sent_twice()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, date) = await DayOf(host);
        var territory = day.Index.Day.Territories[0];

        var answer = await visitor.GetAsync($"/api/v1/territories/{territory.Code}/plans/{date}", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var plan = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(JsonValueKind.Object, plan.RootElement.ValueKind);
        var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/territories/{territory.Code}/plans/{date}");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/api/v1/plans/{day.Plan.Id.Value}", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/territories/celleneuve/plans/20-11-2026", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/territories/celleneuve/plans/1999-01-01", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/territories/atlantis/plans/TODAY", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/plans/00000000-0000-0000-0000-000000000001", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/plans/not-an-id", HttpStatusCode.NotFound)]
    [InlineData("/routes/00000000-0000-0000-0000-000000000001/sheet", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_said(string path, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (_, date) = await DayOf(host);

        var answer = await visitor.GetAsync(path.Replace("TODAY", date, StringComparison.Ordinal), Stop);

        Assert.Equal(status, answer.StatusCode);
        if (path.StartsWith("/api", StringComparison.Ordinal))
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Routes_are_drawn_as_lines_and_numbered_stops()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, _) = await DayOf(host);

        using var map = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/plans/{day.Plan.Id.Value}/routes.geojson", Stop));

        var kinds = map.RootElement.GetProperty("features").EnumerateArray().Select(x => x.GetProperty("properties").GetProperty("kind").GetString()).ToList();
        Assert.Equal(day.Plan.Routes.Count, kinds.Count(kind => kind == "route"));
        Assert.Equal(day.Plan.Routes.Sum(route => route.Stops.Count - 2), kinds.Count(kind => kind == "stop"));
    }

    [Fact]
    public async Task The_sheet_may_show_its_own_style_and_nothing_else()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, _) = await DayOf(host);

        var answer = await visitor.GetAsync($"/routes/{day.Plan.Routes[0].Id.Value}/sheet", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-inline", policy);
        Assert.Contains("sha256-", policy);
    }

    [Fact]
    public async Task The_page_speaks_English_when_asked_and_remembers()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = host.Visitor();

        Assert.Contains("Trois choses à essayer", WebUtility.HtmlDecode(await visitor.GetStringAsync("/", Stop)));
        Assert.Contains("Three things to try", await visitor.GetStringAsync("/?lang=en", Stop));
        Assert.Contains("Three things to try", await visitor.GetStringAsync("/", Stop));
    }

    [Fact]
    public async Task Older_days_are_reached_by_date_and_unknown_ones_are_not_found()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, _) = await DayOf(host);
        var yesterday = day.Plan.Date.AddDays(-1);
        await RunningHost.EventuallyAsync(async () => (await host.Services.GetRequiredService<DayShelf>().DaysAsync(Stop)).All(x => !x.NeedsPlan), "history");

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/?jour={yesterday:yyyy-MM-dd}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/?jour=1999-01-01", Stop)).StatusCode);
    }

    static async Task<(PlannedDay Day, string Date)> DayOf(RunningHost host)
    {
        var shelf = host.Services.GetRequiredService<DayShelf>();
        var state = (await shelf.DefaultDayAsync(Stop))!;
        return ((await shelf.ByIdAsync(state.Current!.Value, Stop))!, $"{state.Date:yyyy-MM-dd}");
    }
}
