using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>Keys for programs: made by whoever holds the right, narrowed by scopes, ended at once.</summary>
public sealed class KeysApiTests
{
    static readonly CountedIds ids = new("keys-api");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_s_people_make_and_end_keys_of_their_partner_and_see_no_other_s()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var (one, other) = (await AssociationAsync(host, store, "one@people.example"), await AssociationAsync(host, store, "other@people.example"));

        var made = await MakeAsync(host, one, new { label = "caisse", scopes = (string[])["read", "declare"] });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = await made.Content.ReadFromJsonAsync<JsonElement>(Stop);
        var (id, token) = (key.GetProperty("id").GetGuid(), key.GetProperty("key").GetString()!);
        Assert.StartsWith("ram_", token);

        Assert.Equal(1, (await one.GetFromJsonAsync<JsonElement>("/api/v1/keys", Stop)).GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(token, await one.GetStringAsync("/api/v1/keys", Stop));
        Assert.Equal(0, (await other.GetFromJsonAsync<JsonElement>("/api/v1/keys", Stop)).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(other, HttpMethod.Delete, $"/api/v1/keys/{id}")).StatusCode);

        using var program = Program(host, token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/days", Stop)).StatusCode);
        // A key makes no keys and opens no page.
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/api/v1/keys", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/association", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.SendAsync(one, HttpMethod.Delete, $"/api/v1/keys/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/days", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_page_makes_a_key_shows_it_once_and_ends_it()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var visitor = await AssociationAsync(host, store, "page@people.example");

        Assert.Contains("role=\"alert\"", await (await host.PostAsync(visitor, "/cles", ("nom", "caisse"), ("jours", "30"))).Content.ReadAsStringAsync(Stop));
        var page = await host.PostAsync(visitor, "/cles", ("nom", "caisse"), ("jours", "30"), ("droits", "read"), ("droits", "declare"));
        Assert.Contains("no-store", page.Headers.CacheControl?.ToString());
        var token = Regex.Match(await page.Content.ReadAsStringAsync(Stop), "ram_[A-Za-z0-9_-]+").Value;
        using var program = Program(host, token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/days", Stop)).StatusCode);

        var list = await visitor.GetStringAsync("/cles", Stop);
        Assert.DoesNotContain(token, list);
        await host.PostAsync(visitor, "/cles?handler=terminer", ("cle", Regex.Match(list, "name=\"cle\" value=\"([^\"]+)").Groups[1].Value));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/days", Stop)).StatusCode);
    }

    [Fact]
    public async Task Nobody_makes_a_key_for_more_than_he_may()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var association = await AssociationAsync(host, store, "one@people.example");
        using var dispatcher = await host.DispatcherAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(host, association, new { label = "x", role = "dispatcher", @for = "instance", scopes = (string[])["read"] })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(host, dispatcher, new { label = "x", role = "operator", @for = "instance", scopes = (string[])["read"] })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await MakeAsync(host, dispatcher, new { label = "x", role = "auditor", @for = "instance", scopes = (string[])["read"] })).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await MakeAsync(host, dispatcher, new { label = "x", role = "dispatcher", @for = "instance", scopes = (string[])["read"] })).StatusCode);
        foreach (var wish in (object[])[
            new { label = "", scopes = (string[])["read"] }, new { label = "x", scopes = (string[])[] }, new { label = "x", scopes = (string[])["everything"] },
            new { label = "x", scopes = (string[])["read"], days = 0 }, new { label = "x", scopes = (string[])["read"], days = 367 }, new { label = "x" }, new { label = "x", scopes = (string[]?)null }])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await MakeAsync(host, association, wish)).StatusCode);
    }

    /// <summary>Each row of the matrix with a key that holds every right but the scope, and one that holds the scope.</summary>
    [Fact]
    public async Task A_key_opens_what_its_scopes_say_and_nothing_else()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var programs = new Dictionary<string, HttpClient>();
        foreach (var scope in Scopes.All)
        {
            var token = Token.New();
            var now = TimeProvider.System.GetUtcNow();
            await store.Keys.AddAsync(new(new(ids.Next(), Roles.Dispatcher, null, null, ""), scope, [scope], now, now.AddDays(1), null), token.Digest, null, Stop);
            programs[scope] = Program(host, token.Text);
        }
        foreach (var row in Permissions.All.Where(row => row.Audience != Audience.Everybody))
            foreach (var scope in Scopes.All)
            {
                var method = row.Method == "*" ? "GET" : row.Method;
                var isOpen = Scopes.Of(method, row.Pattern) == scope && (row.Audience == Audience.SignedIn || row.Rights[Roles.Dispatcher] != Right.No);
                var status = (await PermissionsTests.AskAsync(host, programs[scope], row)).StatusCode;
                // A route's link is no key: behind its addresses who has none is nobody, whatever it holds.
                var refusal = row.Audience == Audience.Link ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden;
                Assert.Equal((row.Method, row.Pattern, scope, !isOpen), (row.Method, row.Pattern, scope, status == refusal));
            }
    }

    [Fact]
    public async Task A_wrong_key_is_nobody_s_whatever_cookie_comes_with_it_and_too_many_requests_are_turned_away()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, adjust: settings => settings with { RequestsPerMinute = 5 });
        await host.ReadyAsync();
        using var dispatcher = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.GetAsync("/api/v1/days", Stop)).StatusCode);
        dispatcher.DefaultRequestHeaders.Authorization = new("Bearer", "ram_wrong");
        var refused = await dispatcher.GetAsync("/api/v1/days", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("invalid_token", refused.Headers.WwwAuthenticate.ToString());
        for (var i = 1; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await dispatcher.GetAsync("/api/v1/days", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await dispatcher.GetAsync("/api/v1/days", Stop)).StatusCode);
        using var another = Program(host, "ram_other");
        Assert.Equal(HttpStatusCode.Unauthorized, (await another.GetAsync("/api/v1/days", Stop)).StatusCode);
    }

    static HttpClient Program(RunningHost host, string token)
    {
        var program = host.Visitor(follows: false);
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return program;
    }

    static Task<HttpResponseMessage> MakeAsync(RunningHost host, HttpClient visitor, object wish)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys") { Content = JsonContent.Create(wish) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request, Stop);
    }

    static async Task<HttpClient> AssociationAsync(RunningHost host, MemoryStore store, string address)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(address, null, "fr", new(ids.Next(), Roles.Association, ids.Next(), null, address), null), new(token.Digest, DateTimeOffset.MaxValue), new(address, "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        return visitor;
    }
}
