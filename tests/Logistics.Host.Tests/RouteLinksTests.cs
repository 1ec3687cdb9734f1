using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Domain.Routes;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>A route's link from the dispatcher's page to a phone: what it opens, what it does not, how long, and how it ends.</summary>
public sealed partial class RouteLinksTests
{
    static readonly CountedIds ids = new("route-links");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_made_opened_by_post_and_shows_its_route()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var dispatcher = await host.DispatcherAsync();
        var token = await MakeAsync(host, dispatcher, route);

        // Scanners open what they find; the phone may open it twice.
        var phone = host.Visitor(follows: false);
        Assert.Contains($"value=\"{token}\"", await host.Visitor().GetStringAsync($"/t/{token}", Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/tournee/route.json", Stop)).StatusCode);
        await OpenAsync(host, phone, token);
        await OpenAsync(host, host.Visitor(follows: false), token);

        var answer = await phone.GetAsync("/tournee/route.json", Stop);
        var round = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(route.Id.Value, round.GetProperty("route").GetGuid());
        Assert.Equal(route.Stops.Count, round.GetProperty("stops").GetArrayLength());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var again = new HttpRequestMessage(HttpMethod.Get, "/tournee/route.json");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await phone.SendAsync(again, Stop)).StatusCode);
        Assert.Contains("<section class=\"stop\"", await phone.GetStringAsync("/tournee/feuille", Stop));

        // The dispatcher sees that it was opened, and which plan was read.
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(host, phone, HttpMethod.Post, "/tournee/vue", new { plan = day.Plan.Id.Value })).StatusCode);
        var page = WebUtility.HtmlDecode(await dispatcher.GetStringAsync($"/routes/{route.Id.Value}/lien", Stop));
        Assert.Contains("ouvert 2 fois", page);
        Assert.Contains("plan en vigueur lu", page);
        Assert.DoesNotContain(day.Index[route.Driver].Name, page);
    }

    [Fact]
    public async Task It_tells_of_its_own_route_and_reads_nothing_else()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var (own, other) = (day.Plan.Routes[0], day.Plan.Routes[1]);
        var phone = await PhoneAsync(host, own);
        var (good, foreign) = (Pickup(day, own), Pickup(day, other));

        Assert.Equal(["recorded", "refused", "known"], await TellAsync(host, phone, good, foreign, good));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, phone, HttpMethod.Post, "/tournee/incidents", Incident(day, own))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(host, phone, HttpMethod.Post, "/tournee/incidents", Incident(day, other))).StatusCode);

        // A photo of its own proof, and of no other's.
        await using (var second = await RunningHost.StartAsync(new MemoryStore()))
            Assert.Equal(HttpStatusCode.Unauthorized, (await second.SendAsync(second.Visitor(), HttpMethod.Put, $"/tournee/preuves/{good["id"]}/photo")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await PhotoAsync(host, phone, good["id"]!));
        Assert.Equal(HttpStatusCode.NotFound, await PhotoAsync(host, await PhoneAsync(host, other), good["id"]!));

        // Its cookie opens nothing but the driver's page, whatever is asked.
        foreach (var path in new[] { $"/routes/{own.Id.Value}/sheet", "/conducteur", $"/api/v1/proofs/{day.Plan.Date:yyyy-MM-dd}", $"/api/v1/plans/{day.Plan.Id.Value}", "/compte" })
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await phone.GetAsync(path, Stop)).StatusCode));
    }

    [Fact]
    public async Task An_account_opens_nothing_of_the_driver_s_page()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await DayAsync(host);
        var dispatcher = await host.DispatcherAsync();

        foreach (var row in Permissions.All.Where(row => row.Audience == Audience.Link))
            Assert.Equal((row.Pattern, HttpStatusCode.Unauthorized), (row.Pattern, (await PermissionsTests.AskAsync(host, dispatcher, row)).StatusCode));
    }

    [Fact]
    public async Task Whoever_has_a_link_keeps_the_account_beside_it()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var visitor = await host.DispatcherAsync();
        await OpenAsync(host, visitor, await MakeAsync(host, visitor, day.Plan.Routes[0]));

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/tournee/route.json", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/api/v1/plans/{day.Plan.Id.Value}", Stop)).StatusCode);
    }

    [Fact]
    public async Task It_shows_until_the_end_of_the_next_day_and_tells_for_two_weeks()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var host = await RunningHost.StartAsync(new MemoryStore { Clock = clock });
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var token = await MakeAsync(host, await host.DispatcherAsync(), route);
        var phone = host.Visitor(follows: false);
        await OpenAsync(host, phone, token);
        // The territory is in Paris, where the next day ends at 22 or 23 o'clock of UTC.
        var ends = Domain.Days.LocalTime.EndOf(day.Plan.Date.AddDays(1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

        clock.Advance(ends.AddSeconds(-1) - clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/tournee/route.json", Stop)).StatusCode);
        clock.Advance(ends - clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.Gone, (await phone.GetAsync("/tournee/route.json", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await phone.GetAsync("/tournee/feuille", Stop)).StatusCode);
        Assert.Equal("/tournee?lien=perime", (await host.PostAsync(host.Visitor(follows: false), "/t", ("jeton", token))).Headers.Location?.OriginalString);

        clock.Advance(ends + RouteDoor.TellsLonger - TimeSpan.FromMinutes(1) - clock.GetUtcNow());
        Assert.Equal(["recorded"], await TellAsync(host, phone, Pickup(day, route)));
        clock.Advance(ends + RouteDoor.TellsLonger - clock.GetUtcNow());
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(host, phone, HttpMethod.Post, "/tournee/preuves", new[] { Pickup(day, route) })).StatusCode);
    }

    [Fact]
    public async Task After_a_new_plan_it_shows_that_one_and_still_tells_of_the_old()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var phone = await PhoneAsync(host, route);
        async Task<JsonElement> RoundAsync() => JsonDocument.Parse(await phone.GetStringAsync("/tournee/route.json", Stop)).RootElement;
        Assert.Equal(day.Plan.Id.Value, (await RoundAsync()).GetProperty("plan").GetGuid());

        var declared = (await store.DeclarationsAsync(day.Plan.Date, Stop))!.Value.Day;
        await store.DeclareAsync(declared with { Notice = "changed" }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).First(x => x.Date == day.Plan.Date).PlanVersion == 2, "the day to be planned anew");

        var round = await RoundAsync();
        Assert.NotEqual(day.Plan.Id.Value, round.GetProperty("plan").GetGuid());
        Assert.Equal((2, route.Shift.Value), (round.GetProperty("version").GetInt32(), round.GetProperty("shift").GetGuid()));
        Assert.Equal(["recorded"], await TellAsync(host, phone, Pickup(day, route)));
    }

    [Fact]
    public async Task Phones_are_told_around_the_round_and_never_long_after()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var host = await RunningHost.StartAsync(new MemoryStore { Clock = clock });
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var phone = await PhoneAsync(host, route);
        async Task<bool> HasPhonesAsync() => (await phone.GetStringAsync("/tournee/route.json", Stop)).Contains("\"phone\"", StringComparison.Ordinal);

        foreach (var (at, told) in new[]
        {
            (route.Departure.AddHours(-24).AddSeconds(-1), false), (route.Departure.AddHours(-24), true), (route.Return.AddHours(6).AddSeconds(-1), true), (route.Return.AddHours(6), false),
        })
        {
            clock.Advance(at - clock.GetUtcNow());
            Assert.Equal((at, told), (at, await HasPhonesAsync()));
        }
    }

    [Fact]
    public async Task An_end_is_an_end_at_once_and_only_for_one_s_own_territory()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var dispatcher = await host.DispatcherAsync();
        var token = await MakeAsync(host, dispatcher, route);
        var phone = host.Visitor(follows: false);
        await OpenAsync(host, phone, token);
        var link = (await store.RouteLinks.ListAsync(day.Plan.Date, route.Shift, Stop))[0];

        Assert.False(await store.RouteLinks.EndAsync(link.Id, ids.Next(), null, Stop));
        Assert.Equal($"/routes/{route.Id.Value}/lien?fait=termine", (await host.PostAsync(await WithoutFollowing(host), "/routes/liens/terminer", ("lien", link.Id.ToString()), ("tournee", route.Id.Value.ToString()))).Headers.Location?.OriginalString);

        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/tournee/route.json", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(host, phone, HttpMethod.Post, "/tournee/preuves", new[] { Pickup(day, route) })).StatusCode);
        Assert.Equal("/tournee?lien=perime", (await host.PostAsync(phone, "/t", ("jeton", token))).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(dispatcher, "/routes/liens/terminer", ("lien", link.Id.ToString()))).StatusCode);
    }

    [Fact]
    public async Task The_printed_sheet_carries_a_code_and_a_driver_opens_its_own_route_without_one()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var dispatcher = await host.DispatcherAsync();
        var sheet = await (await host.PostAsync(dispatcher, $"/routes/{route.Id.Value}/feuille")).Content.ReadAsStringAsync(Stop);
        Assert.Contains("<figure class=\"qr\"><svg", sheet);
        Assert.Single(await store.RouteLinks.ListAsync(day.Plan.Date, route.Shift, Stop));

        var driver = await host.DispatcherAsync();
        await host.PostAsync(driver, "/role", ("role", $"driver:{day.Index[route.Driver].Code}"));
        var foreign = day.Plan.Routes.First(x => x.Driver != route.Driver);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(driver, "/conducteur/ouvrir", ("tournee", foreign.Id.Value.ToString()))).StatusCode);
        Assert.Equal("/tournee", (await host.PostAsync(driver, "/conducteur/ouvrir", ("tournee", route.Id.Value.ToString()))).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await driver.GetAsync("/tournee/route.json", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/", false)]
    [InlineData("http://ramasse.example/", true)]
    public async Task A_page_that_no_browser_keeps_says_so(string address, bool says)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), adjust: settings => settings with { PublicUrl = new("http://ramasse.example/") });
        var request = new HttpRequestMessage(HttpMethod.Get, "/tournee");
        request.Headers.Host = new Uri(address).Authority;

        var page = await (await host.Visitor().SendAsync(request, Stop)).Content.ReadAsStringAsync(Stop);

        Assert.Equal(says, page.Contains("data-not-kept", StringComparison.Ordinal));
        Assert.Contains("<script type=\"module\" src=\"/app/tournee.js\">", page);
    }

    static async Task<HttpClient> WithoutFollowing(RunningHost host)
    {
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        return visitor;
    }

    /// <returns>What stands in the link, read from the page that shows it once.</returns>
    static async Task<string> MakeAsync(RunningHost host, HttpClient dispatcher, Route route)
    {
        var page = await (await host.PostAsync(dispatcher, $"/routes/{route.Id.Value}/liens")).Content.ReadAsStringAsync(Stop);
        Assert.Contains("<svg", page);
        return Address().Match(page).Groups[1].Value;
    }

    static async Task OpenAsync(RunningHost host, HttpClient phone, string token)
    {
        Assert.Equal(43, token.Length);
        var answer = await host.PostAsync(phone, "/t", ("jeton", token));
        Assert.Equal("/tournee", answer.Headers.Location?.OriginalString ?? answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    static async Task<HttpClient> PhoneAsync(RunningHost host, Route route)
    {
        var phone = host.Visitor(follows: false);
        await OpenAsync(host, phone, await MakeAsync(host, await host.DispatcherAsync(), route));
        return phone;
    }

    static async Task<string[]> TellAsync(RunningHost host, HttpClient phone, params Dictionary<string, object>[] proofs) =>
        [.. (await (await SendAsync(host, phone, HttpMethod.Post, "/tournee/preuves", proofs)).Content.ReadFromJsonAsync<JsonElement>(Stop)).EnumerateArray().Select(x => x.GetProperty("outcome").GetString()!)];

    static Task<HttpResponseMessage> SendAsync(RunningHost host, HttpClient phone, HttpMethod method, string path, object body)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return phone.SendAsync(request, Stop);
    }

    static async Task<HttpStatusCode> PhotoAsync(RunningHost host, HttpClient phone, object proof)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/tournee/preuves/{proof}/photo") { Content = new ByteArrayContent(Pictures.Jpeg()) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return (await phone.SendAsync(request, Stop)).StatusCode;
    }

    static Dictionary<string, object> Pickup(PlannedDay day, Route route)
    {
        var (stop, activity) = route.Stops.SelectMany(x => x.Activities.Select(y => (x, y))).First(x => x.y.Kind == ActivityKind.Pickup);
        return new()
        {
            ["id"] = ids.Next(),
            ["plan"] = day.Plan.Id.Value,
            ["route"] = route.Id.Value,
            ["site"] = stop.Site.Value,
            ["occurredAt"] = stop.Arrival,
            ["lines"] = new[] { new { allocation = activity.Allocation.Value, did = "taken", quantityG = activity.Expected.Grams } },
        };
    }

    static object Incident(PlannedDay day, Route route) =>
        new { id = ids.Next(), plan = day.Plan.Id.Value, route = route.Id.Value, kind = "delay", text = "pneu", occurredAt = route.Departure };

    static async Task<PlannedDay> DayAsync(RunningHost host)
    {
        await host.ReadyAsync();
        var shelf = host.Services.GetRequiredService<DayShelf>();
        return (await shelf.ByIdAsync((await shelf.DefaultDayAsync(Stop))!.Current!.Value, Stop))!;
    }

    [GeneratedRegex("/t/([A-Za-z0-9_-]{43})")]
    private static partial Regex Address();
}
