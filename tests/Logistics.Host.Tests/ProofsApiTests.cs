using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Domain.Routes;
using Logistics.Host.Api;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Who may tell of what, what is said of what is wrong, and that nobody tells or reads of another's.</summary>
public sealed class ProofsApiTests
{
    static readonly CountedIds ids = new("proofs-api");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_driver_tells_of_its_own_route_and_the_good_ones_are_kept_beside_what_is_refused()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var (own, other) = (day.Plan.Routes[0], day.Plan.Routes.First(x => x.Driver != day.Plan.Routes[0].Driver));
        var driver = await AsAsync(host, $"driver:{day.Index[own.Driver].Code}");
        var (good, foreign) = (Pickup(day, own), Pickup(day, other));

        var results = await TellAsync(host, driver, good, foreign, new { id = "x", plan = day.Plan.Id.Value, speed = 90 }, good);

        Assert.Equal(["recorded", "refused", "refused", "known"], results.Select(OutcomeOf));
        Assert.Equal(["no-such-route"], CodesOf(results[1]));
        Assert.Equal(
            [("unreadable", "id"), ("missing", "site"), ("missing", "lines"), ("missing", "occurredAt"), ("unknown-member", "speed")],
            results[2].GetProperty("problems").EnumerateArray().Select(x => (x.GetProperty("code").GetString(), x.GetProperty("about").GetString())));
        Assert.All(results[2].GetProperty("problems").EnumerateArray(), x => Assert.True(x.GetProperty("cause").GetString()!.Length > 10 && x.GetProperty("action").GetString()!.Length > 10));

        // The dispatcher reads all, the driver its own, another driver nothing.
        var listed = await ListAsync(host, driver, "proofs", day);
        Assert.Equal(good["id"]!.ToString(), Assert.Single(listed).GetProperty("id").GetString());
        Assert.Equal("driver", listed[0].GetProperty("by").GetString());
        var elsewhere = await AsAsync(host, $"driver:{day.Index[other.Driver].Code}");
        Assert.Empty(await ListAsync(host, elsewhere, "proofs", day));
        Assert.Equal(["no-such-route"], CodesOf((await TellAsync(host, elsewhere, With(good, ("id", ids.Next()), ("corrects", good["id"]))))[0]));
        Assert.Equal(["known", "recorded"], (await TellAsync(host, await host.DispatcherAsync(), good, foreign)).Select(OutcomeOf));
    }

    [Fact]
    public async Task Something_else_under_the_same_id_or_of_the_same_goods_is_refused_and_a_correction_is_taken()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var dispatcher = await host.DispatcherAsync();
        var told = Pickup(day, day.Plan.Routes[0]);
        await TellAsync(host, dispatcher, told);

        var results = await TellAsync(
            host, dispatcher, With(told, ("note", "plus tard")), With(told, ("id", ids.Next())), With(told, ("id", ids.Next()), ("corrects", told["id"])),
            With(told, ("id", ids.Next()), ("note", new string('n', 501)), ("temperatureTenths", 9999), ("occurredAt", "2031-01-01T00:00:00Z")));

        Assert.Equal(["id-taken", "already-proven", "", "too-long bad-time bad-temperature"], results.Select(x => string.Join(' ', CodesOf(x))));
        Assert.Equal(told["id"]!.ToString(), results[1].GetProperty("problems")[0].GetProperty("about").GetString());
        var listed = await ListAsync(host, dispatcher, "proofs", day);
        Assert.Equal(results[2].GetProperty("id").GetString(), listed.Single(x => x.GetProperty("id").GetString() == told["id"]!.ToString()).GetProperty("correctedBy").GetString());
    }

    [Fact]
    public async Task An_association_tells_of_what_comes_to_its_door_and_sees_nothing_of_others_beside_it()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var (route, stop, activity) = day.Plan.Routes.SelectMany(x => x.Stops.Select(y => (Route: x, Stop: y))).SelectMany(x => x.Stop.Activities.Select(y => (x.Route, x.Stop, Activity: y)))
            .First(x => x.Activity.Kind == ActivityKind.Delivery);
        var allocation = day.Plan.Carriable().First(x => x.Id == activity.Allocation);
        var recipient = day.Index[allocation.Need].Recipient;
        var association = await AsAsync(host, $"association:{day.Index[recipient].Code}");
        var stranger = await AsAsync(host, $"association:{day.Index[day.Index.Day.Needs.First(x => x.Recipient != recipient).Recipient].Code}");
        var delivered = Proof(day, route, stop.Site, activity, "given");

        Assert.Equal(["not-handled-there"], CodesOf((await TellAsync(host, stranger, delivered))[0]));
        Assert.Equal(["not-handled-there"], CodesOf((await TellAsync(host, association, Pickup(day, route)))[0]));
        Assert.Equal("recorded", OutcomeOf((await TellAsync(host, association, delivered))[0]));
        await TellAsync(host, await host.DispatcherAsync(), Pickup(day, route));

        Assert.Single(await ListAsync(host, association, "proofs", day), x => x.GetProperty("id").GetString() == delivered["id"]!.ToString());
        Assert.DoesNotContain(await ListAsync(host, stranger, "proofs", day), x => x.GetProperty("id").GetString() == delivered["id"]!.ToString());
    }

    [Theory]
    [InlineData("proofs", "not json", HttpStatusCode.BadRequest)]
    [InlineData("proofs", "{}", HttpStatusCode.BadRequest)]
    [InlineData("proofs", "[]", HttpStatusCode.OK)]
    [InlineData("proofs", "[1, null, \"x\", {}, [], {\"note\": \"\\ud800\"}, {\"note\": \"\\u0000\"}, {\"\\ud800\": 1}]", HttpStatusCode.OK)]
    [InlineData("incidents", "not json", HttpStatusCode.BadRequest)]
    [InlineData("incidents", "[]", HttpStatusCode.BadRequest)]
    [InlineData("incidents", "{}", HttpStatusCode.BadRequest)]
    public async Task A_body_of_another_kind_is_told_so(string what, string body, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();

        var answer = await SendAsync(host, await host.DispatcherAsync(), what, body);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_told_so_whether_or_not_it_says_its_length()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var dispatcher = await host.DispatcherAsync();
        var many = $"[{string.Join(',', Enumerable.Repeat("{}", ProofsApi.MostAtOnce + 1))}]";

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(host, dispatcher, "proofs", many)).StatusCode);
        foreach (var chunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/proofs") { Content = new StringContent($"[\"{new string('x', ProofsApi.LongestBody)}\"]", Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await dispatcher.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Fact]
    public async Task An_incident_is_told_of_one_s_own_route_or_door_and_read_by_who_told_it_and_who_dispatches()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var (own, other) = (day.Plan.Routes[0], day.Plan.Routes.First(x => x.Driver != day.Plan.Routes[0].Driver));
        var driver = await AsAsync(host, $"driver:{day.Index[own.Driver].Code}");
        var association = await AsAsync(host, $"association:{day.Index[day.Index.Day.Needs[0].Recipient].Code}");
        var incident = new Dictionary<string, object?> { ["id"] = ids.Next(), ["plan"] = day.Plan.Id.Value, ["route"] = own.Id.Value, ["kind"] = "breakdown", ["text"] = "pneu", ["occurredAt"] = NoonOf(day) };

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(driver, incident));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(driver, incident));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(driver, With(incident, ("text", "moteur"))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(driver, With(incident, ("id", ids.Next()), ("route", other.Id.Value))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(driver, With(incident, ("id", ids.Next()), ("route", null))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(association, With(incident, ("id", ids.Next()))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(association, With(incident, ("id", ids.Next()), ("route", null), ("site", day.Index.Day.Sites.First(x => x.Party != day.Index.Day.Needs[0].Recipient).Id.Value))));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(association, With(incident, ("id", ids.Next()), ("route", null), ("kind", "site-closed"), ("site", day.Index.Day.Sites.First(x => x.Party == day.Index.Day.Needs[0].Recipient).Id.Value))));
        var wrong = await SendAsync(host, driver, "incidents", JsonSerializer.Serialize(With(incident, ("id", ids.Next()), ("text", new string('x', 501)), ("occurredAt", "2031-01-01T00:00:00Z"))));
        Assert.Equal(["too-long", "bad-time"], CodesOf(await wrong.Content.ReadFromJsonAsync<JsonElement>(Stop), "errors"));

        Assert.Equal("breakdown", Assert.Single(await ListAsync(host, driver, "incidents", day)).GetProperty("kind").GetString());
        Assert.Equal("site-closed", Assert.Single(await ListAsync(host, association, "incidents", day)).GetProperty("kind").GetString());
        Assert.Equal(2, (await ListAsync(host, await host.DispatcherAsync(), "incidents", day)).Count);

        async Task<HttpStatusCode> StatusAsync(HttpClient visitor, object told) => (await SendAsync(host, visitor, "incidents", JsonSerializer.Serialize(told))).StatusCode;
    }

    [Theory]
    [InlineData("ledger/stock?after=rien")]
    [InlineData("ledger/stock?limit=0")]
    [InlineData("ledger/stock?party=rien")]
    [InlineData("ledger/movements?limit=100000")]
    [InlineData("ledger/movements?after=AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("proofs/demain")]
    [InlineData("incidents/demain")]
    public async Task A_question_that_cannot_be_read_is_told_so(string question)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();

        var answer = await (await host.DispatcherAsync()).GetAsync($"/api/v1/{question}", Stop);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public void Every_problem_has_its_cause_and_its_action_in_both_languages()
    {
        foreach (var problem in typeof(ProofProblem).GetNestedTypes())
            foreach (var language in (string[])["fr-FR", "en-GB"])
            {
                var culture = CultureInfo.GetCultureInfo(language);
                Assert.NotEmpty(Texts.GetIn(culture, $"ProofCause.{TellingWords.CodeOf(problem)}"));
                Assert.NotEmpty(Texts.GetIn(culture, $"ProofAction.{TellingWords.CodeOf(problem)}"));
            }
    }

    internal static async Task<PlannedDay> DayAsync(RunningHost host)
    {
        await host.ReadyAsync();
        var shelf = host.Services.GetRequiredService<DayShelf>();
        PlannedDay? day = null;
        await RunningHost.EventuallyAsync(async () => await shelf.DefaultDayAsync(Stop) is { Current: { } id } && (day = await shelf.ByIdAsync(id, Stop)) is not null, "a planned day");
        return day!;
    }

    /// <summary>The first pick-up of a route, as expected.</summary>
    internal static Dictionary<string, object?> Pickup(PlannedDay day, Route route)
    {
        var stop = route.Stops.First(x => x.Activities.Any(y => y.Kind == ActivityKind.Pickup));
        return Proof(day, route, stop.Site, stop.Activities.First(x => x.Kind == ActivityKind.Pickup), "taken");
    }

    internal static Dictionary<string, object?> Proof(PlannedDay day, Route route, SiteId site, Activity activity, string did) => new()
    {
        ["id"] = ids.Next(),
        ["plan"] = day.Plan.Id.Value,
        ["route"] = route.Id.Value,
        ["site"] = site.Value,
        ["occurredAt"] = NoonOf(day),
        ["temperatureTenths"] = 35,
        ["lines"] = new[] { new { allocation = activity.Allocation.Value, did, quantityG = activity.Expected.Grams } },
    };

    internal static Dictionary<string, object?> With(Dictionary<string, object?> told, params (string Name, object? Value)[] changes)
    {
        var changed = new Dictionary<string, object?>(told);
        foreach (var (name, value) in changes)
            changed[name] = value;
        return changed;
    }

    internal static async Task<List<JsonElement>> TellAsync(RunningHost host, HttpClient visitor, params object[] told)
    {
        var answer = await SendAsync(host, visitor, "proofs", JsonSerializer.Serialize(told));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).EnumerateArray()];
    }

    internal static string OutcomeOf(JsonElement result) => result.GetProperty("outcome").GetString()!;

    static IEnumerable<string> CodesOf(JsonElement result, string list = "problems") => result.GetProperty(list).EnumerateArray().Select(x => x.GetProperty("code").GetString()!);

    static string NoonOf(PlannedDay day) => $"{day.Plan.Date:yyyy-MM-dd}T00:30:00+02:00";

    internal static async Task<HttpClient> AsAsync(RunningHost host, string role)
    {
        var visitor = await host.DispatcherAsync();
        (await host.PostAsync(visitor, "/role", ("role", role))).EnsureSuccessStatusCode();
        return visitor;
    }

    static async Task<List<JsonElement>> ListAsync(RunningHost host, HttpClient visitor, string what, PlannedDay day) =>
        [.. (await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/{what}/{day.Plan.Date:yyyy-MM-dd}", Stop)).EnumerateArray()];

    static Task<HttpResponseMessage> SendAsync(RunningHost host, HttpClient visitor, string what, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{what}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request, Stop);
    }
}
