using System.Net;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Every endpoint has an owner, and who is not one is refused.</summary>
public sealed class StrangerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static readonly Guid nothing = Guid.Empty;

    public static TheoryData<string, string> Endpoints => new()
    {
        { "GET", "/" },
        { "GET", "/association" },
        { "GET", "/conducteur" },
        { "GET", $"/routes/{nothing}/sheet" },
        { "GET", "/api/v1/territories/celleneuve/plans/2026-11-20" },
        { "GET", $"/api/v1/plans/{nothing}" },
        { "GET", $"/api/v1/plans/{nothing}/routes.geojson" },
        { "GET", $"/api/v1/plans/{nothing}/trials/epinards" },
        { "GET", "/api/v1/roads/tiles/tiles.json" },
        { "GET", "/api/v1/roads/tiles/8/130/93.mvt" },
        { "GET", "/api/v1/start" },
        { "GET", "/api/v1/proposals/2026-11-20" },
        { "POST", $"/api/v1/proposals/{nothing}/answer" },
        { "POST", "/reponses" },
        { "POST", "/essais" },
        { "POST", "/sortir" },
        { "GET", "/nowhere" },
    };

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_stranger_is_refused(string method, string path)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        await host.ReadyAsync();
        var stranger = host.Visitor(follows: false);

        var answer = method == "GET" ? await stranger.GetAsync(path, Stop) : await host.PostAsync(stranger, path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Every_endpoint_names_its_owner_or_is_on_the_public_list()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());

        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.NotEmpty(endpoints);
        string[] owners = [Owners.Dispatcher, Owners.Association, Owners.Driver, Owners.Anyone, Owners.Sheets, Owners.Answers];
        foreach (var endpoint in endpoints)
        {
            var path = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                Assert.Contains(path, Owners.Public);
            else
                Assert.Contains(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), owner => owners.Contains(owner.Policy));
        }
    }

    [Fact]
    public async Task Every_owned_address_is_in_the_list_that_strangers_try()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);

        var owned = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/')).Distinct().ToList();
        var tried = Endpoints.Select(row => row.Data.Item2.Trim('/').Split('/')).ToList();

        foreach (var pattern in owned.Where(pattern => pattern != "/Index" && !pattern.StartsWith("/{*", StringComparison.Ordinal)))
        {
            var parts = pattern.Trim('/').Split('/');
            Assert.True(tried.Exists(path => path.Length == parts.Length && path.Zip(parts).All(x => x.First == x.Second || x.Second.StartsWith('{'))), pattern);
        }
    }

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
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"/routes/{other.Id.Value}/sheet", Stop)).StatusCode);
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
