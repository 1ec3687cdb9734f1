using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests.Security;

/// <summary>
/// Who knows the id of something that is another's is told the very same as who made one up. On a store in memory; <see cref="ProofsOnStoresTests"/> asks
/// for ledger, lots and photos on real ones.
/// </summary>
public sealed partial class OthersIdsTests
{
    static readonly CountedIds ids = new("others-ids");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_id_of_another_is_an_id_of_nothing()
    {
        using var gate = new ManualResetEventSlim(initialState: true);
        var store = new MemoryStore();
        var engine = new SmallEngine { BeforePlanning = () => gate.Wait(TimeSpan.FromSeconds(30)) };
        // Tomorrow's: what could be fetched no more is offered to nobody.
        await using var host = await RunningHost.StartAsync(store, engine: engine, today: DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1));
        var day = await DayAsync(host);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(x => !x.NeedsPlan) && (await store.ProposalsAsync(day.Plan.Date, Stop)).Count > 0, "every plan and its proposals");
        var dispatcher = await host.DispatcherAsync();
        var (own, other) = (day.Plan.Routes[0], day.Plan.Routes.First(x => x.Driver != day.Plan.Routes[0].Driver));
        var driver = await AsAsync(host, $"driver:{day.Index[own.Driver].Code}");
        var theirs = With(Pickup(day, other), ("signature", "M1 1L2 2"));
        await TellAsync(host, dispatcher, theirs);
        var proof = Guid.Parse(theirs["id"]!.ToString()!);
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, dispatcher, $"/api/v1/proofs/{proof}/photo", Pictures.Jpeg())).StatusCode);
        var proposal = (await store.ProposalsAsync(day.Plan.Date, Stop))[0].Proposal;
        using var partner = await ProgramAsync(host, store, Roles.Association, ids.Next(), null);
        using var bound = await ProgramAsync(host, store, Roles.Dispatcher, null, day.Index.Day.Territories[0].Id.Value);
        using var all = await ProgramAsync(host, store, Roles.Dispatcher, null, null);
        var key = (await store.Keys.ListAsync(null, null, Stop))[^1].Id;
        gate.Reset();
        var solve = (await (await all.PostAsync($"/api/v1/days/{day.Plan.Date:yyyy-MM-dd}/solves", null, Stop)).Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();

        // While it runs, too.
        await AreAlikeAsync(bound, HttpMethod.Get, id => $"/api/v1/solves/{id}", solve);
        await AreAlikeAsync(bound, HttpMethod.Post, id => $"/api/v1/solves/{id}/stop", solve);
        await AreAlikeAsync(bound, HttpMethod.Get, id => $"/api/v1/solves/{id}/events", solve);
        gate.Set();
        await RunningHost.EventuallyAsync(async () => (await all.GetFromJsonAsync<JsonElement>($"/api/v1/solves/{solve}", Stop)).GetProperty("state").GetString() == "done", "the solve");
        foreach (var (method, what) in ((HttpMethod, string)[])[(HttpMethod.Get, ""), (HttpMethod.Get, "/events"), (HttpMethod.Get, "/plan"), (HttpMethod.Post, "/stop"), (HttpMethod.Post, "/apply")])
            await AreAlikeAsync(bound, method, id => $"/api/v1/solves/{id}{what}", solve);
        await AreAlikeAsync(driver, HttpMethod.Get, id => $"/routes/{id}/sheet", other.Id.Value);
        using var auditor = await ProgramAsync(host, store, Roles.Auditor, null, day.Index.Day.Territories.First(x => x.Id != other.Territory).Id.Value);
        await AreAlikeAsync(auditor, HttpMethod.Get, id => $"/api/v1/proofs/{id}/signature", proof);
        foreach (var visitor in (HttpClient[])[driver, partner])
        {
            await AreAlikeAsync(visitor, HttpMethod.Get, id => $"/api/v1/proofs/{id}/photo", proof);
            await AreAlikeAsync(visitor, HttpMethod.Get, id => $"/api/v1/proofs/{id}/signature", proof);
            await AreAlikeAsync(visitor, HttpMethod.Put, id => $"/api/v1/proofs/{id}/photo", proof, new ByteArrayContent(Pictures.Png()));
        }
        await AreAlikeAsync(partner, HttpMethod.Post, id => $"/api/v1/proposals/{id}/answer", proposal.Id.Value, JsonContent.Create(new { takesKg = 0 }));
        await AreAlikeAsync(partner, HttpMethod.Get, id => $"/api/v1/ledger/lots/{id}/trace", day.Index.Day.Lots[0].Id.Value);
        var need = day.Index.Day.Needs.First(x => x.Territory != day.Index.Day.Territories[0].Id);
        foreach (var visitor in (HttpClient[])[partner, bound])
            await CompareAsync(host, visitor, HttpMethod.Get, code => $"/api/v1/days/{day.Plan.Date:yyyy-MM-dd}/needs/{code}", need.Code, "no-such-need", null);
        using var person = await EnteredAsync(host, store);
        await AreAlikeAsync(person, HttpMethod.Delete, id => $"/api/v1/keys/{id}", key);

        // And nothing of it happened.
        Assert.Null((await store.ProposalsAsync(day.Plan.Date, Stop)).Single(x => x.Proposal.Id == proposal.Id).Answer);
        Assert.Contains(await store.Keys.ListAsync(null, null, Stop), x => x.Id == key);
        Assert.Equal(day.Plan.Id, (await store.DaysAsync(Stop)).First(x => x.Date == day.Plan.Date).Current);

        Task AreAlikeAsync(HttpClient visitor, HttpMethod method, Func<string, string> path, Guid theirs, HttpContent? content = null) =>
            CompareAsync(host, visitor, method, path, theirs.ToString(), ids.Next().ToString(), content);
    }

    static async Task CompareAsync(RunningHost host, HttpClient visitor, HttpMethod method, Func<string, string> path, string theirs, string madeUp, HttpContent? content)
    {
        var answers = new List<(HttpStatusCode Status, string Body)>();
        foreach (var id in (string[])[theirs, madeUp])
        {
            using var request = new HttpRequestMessage(method, path(id));
            if (content is not null)
            {
                request.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(Stop));
                request.Content.Headers.ContentType = content.Headers.ContentType;
            }
            request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await visitor.SendAsync(request, Stop);
            answers.Add((answer.StatusCode, Trace().Replace(await answer.Content.ReadAsStringAsync(Stop), "").Replace(id, "ID", StringComparison.Ordinal)));
        }
        Assert.Equal((path("ID"), answers[1]), (path("ID"), answers[0]));
        Assert.Equal((path("ID"), HttpStatusCode.NotFound), (path("ID"), answers[0].Status));
    }

    static async Task<HttpClient> ProgramAsync(RunningHost host, MemoryStore store, string role, Guid? organisation, Guid? territory)
    {
        var (token, now) = (Token.New(), TimeProvider.System.GetUtcNow());
        await store.Keys.AddAsync(new(new(ids.Next(), role, organisation, territory, role), role, Scopes.All, now, now.AddDays(1), null), token.Digest, null, Stop);
        var program = host.Visitor();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        return program;
    }

    /// <summary>Somebody of a partner that owns nothing here.</summary>
    static async Task<HttpClient> EnteredAsync(RunningHost host, MemoryStore store)
    {
        var token = Token.New();
        await store.People.InviteAsync(
            new("one@people.example", null, "fr", new(ids.Next(), Roles.Association, ids.Next(), null, "one"), null), new(token.Digest, DateTimeOffset.MaxValue), new("one@people.example", "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        return visitor;
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
