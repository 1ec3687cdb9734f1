using System.Net;
using Logistics.Host.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Strangers, other machines' names and other sites stay outside; which role may do what is asked row by row in <see cref="PermissionsTests"/>.</summary>
public sealed class StrangerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_demo_a_program_without_the_cookie_is_refused_too()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();

        var answer = await host.Visitor().GetAsync("/api/v1/roads/tiles/tiles.json", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Signs_of_life_are_public()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        await host.ReadyAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync("/healthz", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync("/readyz", Stop)).StatusCode);
    }

    [Fact]
    public async Task An_association_sees_its_page_and_not_the_dispatchers_data()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, _) = await Current(host);
        var party = day.Index[day.Index.Day.Needs[0].Recipient];

        await host.PostAsync(visitor, "/role", ("role", $"association:{party.Code}"));

        Assert.Contains(party.Name, WebUtility.HtmlDecode(await visitor.GetStringAsync("/association", Stop)));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/api/v1/plans/{day.Plan.Id.Value}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/routes/{day.Plan.Routes[0].Id.Value}/sheet", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/conducteur", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_driver_opens_its_own_sheet_and_no_other()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        var (day, _) = await Current(host);
        var mine = day.Plan.Routes[0];
        var other = day.Plan.Routes.First(route => route.Driver != mine.Driver);

        await host.PostAsync(visitor, "/role", ("role", $"driver:{day.Index[mine.Driver].Code}"));

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/routes/{mine.Id.Value}/sheet", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/routes/{other.Id.Value}/sheet", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/association", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_change_asked_from_another_site_is_refused()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        foreach (var origin in new[] { "http://elsewhere.example", null })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/role") { Content = new FormUrlEncodedContent([KeyValuePair.Create("role", "dispatcher")]) };
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task A_foreign_name_in_the_host_header_is_refused()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "ramasse.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await host.Visitor().SendAsync(request, Stop)).StatusCode);
    }

    static async Task<(Worker.PlannedDay Day, Worker.DayState State)> Current(RunningHost host)
    {
        var shelf = host.Services.GetRequiredService<Worker.DayShelf>();
        var state = (await shelf.DefaultDayAsync(Stop))!;
        return ((await shelf.ByIdAsync(state.Current!.Value, Stop))!, state);
    }
}
