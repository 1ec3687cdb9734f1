using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Declaring over the network: the rules of files, tags against silent overwriting, keys against doing a thing twice, and nobody touches what is another's.</summary>
public sealed class DaysApiTests : IAsyncDisposable
{
    static readonly DateOnly tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
    static readonly string days = $"/api/v1/days/{tomorrow:yyyy-MM-dd}";
    static readonly CountedIds ids = new("days-api");

    readonly MemoryStore store = new();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_declared_is_read_back_told_and_planned()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var entry = NewNeed("besoin-tardif");
        var plan = await PlanAsync();

        var made = await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal($"{days}/needs/besoin-tardif", made.Headers.Location?.OriginalString);

        var read = await dispatcher.GetAsync(made.Headers.Location, Stop);
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        Assert.True(JsonNode.DeepEquals(entry, JsonNode.Parse(await read.Content.ReadAsStringAsync(Stop))));
        Assert.Equal(("needs", "besoin-tardif", "put"), store.Notes.Select(note => (note.Section, note.Code, note.Change)).Single());
        Assert.Contains((await DayAsync()).Needs, need => need.Code == "besoin-tardif" && need.Id.Value == store.Notes[0].Subject);
        await RunningHost.EventuallyAsync(async () => await PlanAsync() != plan, "a plan with the new need");

        using var again = new HttpRequestMessage(HttpMethod.Get, made.Headers.Location);
        again.Headers.IfNoneMatch.Add(made.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await dispatcher.SendAsync(again, Stop)).StatusCode);
    }

    [Fact]
    public async Task An_entry_without_a_code_is_given_one()
    {
        await using var host = await ReadyAsync();
        var entry = NewNeed("x");
        entry.Remove("code");
        var made = await SendAsync(await ProgramAsync(host, Roles.Dispatcher), HttpMethod.Post, $"{days}/needs", entry);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var code = made.Headers.Location!.OriginalString.Split('/')[^1];
        Assert.StartsWith("need-", code);
        Assert.Contains((await DayAsync()).Needs, need => need.Code == code);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_where_it_stands_in_what_was_sent()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var before = store.Notes.Count;
        var entry = NewNeed("faux");
        (entry["wantedKg"], entry["family"], entry["site"]) = (-3, "diamants", "nulle-part");
        entry.Remove("deadline");

        var refused = await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        var errors = (await JsonAsync(refused)).GetProperty("errors").EnumerateArray().ToList();
        Assert.Superset(new HashSet<string> { "/wantedKg", "/family", "/site" }, errors.Select(x => x.GetProperty("pointer").GetString()!).ToHashSet());
        Assert.True(errors.Count >= 4);
        Assert.All(errors, x => Assert.True(x.GetProperty("code").GetString()!.Length > 0 && x.GetProperty("cause").GetString()!.Length > 0 && x.GetProperty("action").GetString()!.Length > 0));
        Assert.Equal(before, store.Notes.Count);
        Assert.DoesNotContain((await DayAsync()).Needs, need => need.Code == "faux");
    }

    [Fact]
    public async Task Nobody_overwrites_what_he_has_not_seen()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var need = (await DayAsync()).Needs[0].Code;
        var address = $"{days}/needs/{need}";
        var read = await dispatcher.GetAsync(address, Stop);
        var (tag, entry) = (read.Headers.ETag!.Tag, JsonNode.Parse(await read.Content.ReadAsStringAsync(Stop))!.AsObject());

        entry["wantedKg"] = 11;
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(dispatcher, HttpMethod.Put, address, entry)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await SendAsync(dispatcher, HttpMethod.Delete, address)).StatusCode);
        var first = await SendAsync(dispatcher, HttpMethod.Put, address, entry, ifMatch: tag);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        entry["wantedKg"] = 12;
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(dispatcher, HttpMethod.Put, address, entry, ifMatch: tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(dispatcher, HttpMethod.Delete, address, ifMatch: tag)).StatusCode);
        Assert.Equal(11_000, (await DayAsync()).Needs.First(x => x.Code == need).Wanted.Grams);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(dispatcher, HttpMethod.Put, address, entry, ifMatch: "*")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(dispatcher, HttpMethod.Put, $"{days}/needs/autre", entry)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendAsync(dispatcher, HttpMethod.Put, $"{days}/needs/autre", NewNeed("autre"), ifMatch: "\"0123456789abcdef\"")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(dispatcher, HttpMethod.Delete, $"{days}/needs/autre", ifMatch: "*")).StatusCode);
    }

    [Fact]
    public async Task What_others_name_cannot_be_removed_and_it_is_said_who_names_it()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var day = await DayAsync();
        var site = day.Sites.First(site => day.Needs.Any(need => need.Site == site.Id)).Code;
        var refused = await SendAsync(dispatcher, HttpMethod.Delete, $"{days}/sites/{site}", ifMatch: "*");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains((await JsonAsync(refused)).GetProperty("errors").EnumerateArray(), x => x.GetProperty("pointer").GetString()!.StartsWith("/needs/", StringComparison.Ordinal));
        Assert.Contains((await DayAsync()).Sites, x => x.Code == site);
    }

    [Fact]
    public async Task A_code_that_another_donor_used_on_another_date_is_refused_and_what_was_asked_beside_it_is_done()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var day = await DayAsync();
        var (mine, others) = (day.Lots[0], day.Lots.First(x => x.Donor != day.Lots[0].Donor && x.Territory == day.Lots[0].Territory));
        var lot = JsonNode.Parse(DayDocument.Of(day).Find(DaySection.Lots, mine.Code)!)!.AsObject();
        lot["code"] = "palette";
        var model = DayDocument.Of(day with { Date = tomorrow.AddDays(5) });
        var theirs = JsonNode.Parse(model.Find(DaySection.Lots, others.Code)!)!.AsObject();
        theirs["code"] = "palette";
        model.Put(DaySection.Lots, "palette", theirs);
        await store.DeclareAsync(Assert.IsType<TerritoryReading.Accepted>(model.Read(null)).Day, Stop);

        var answers = await Task.WhenAll(
            SendAsync(dispatcher, HttpMethod.Post, $"{days}/lots", lot), SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("a-cote")), SendAsync(dispatcher, HttpMethod.Post, $"{days}/lots", lot));

        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity], answers.Select(x => x.StatusCode));
        var problem = Assert.Single((await JsonAsync(answers[0])).GetProperty("errors").EnumerateArray());
        Assert.Equal(("T0203", "/code"), (problem.GetProperty("code").GetString(), problem.GetProperty("pointer").GetString()));
        Assert.DoesNotContain((await DayAsync()).Lots, x => x.Code == "palette");
        // The whole day with it is refused where it stands.
        var whole = DayDocument.Of(await DayAsync());
        whole.Put(DaySection.Lots, "palette", (JsonObject)lot.DeepClone());
        var refused = await PutDayAsync(dispatcher, Assert.IsType<TerritoryReading.Accepted>(whole.Read(null)).Day, "*");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal($"/lots/{day.Lots.Count}/code", Assert.Single((await JsonAsync(refused)).GetProperty("errors").EnumerateArray()).GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task The_same_asked_again_under_the_same_key_is_done_once_and_answered_alike()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var entry = NewNeed("une-fois");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry, key: "abc")));
        var late = await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry, key: "abc");

        Assert.All(answers.Append(late), answer => Assert.Equal((HttpStatusCode.Created, answers[0].Headers.ETag, answers[0].Headers.Location), (answer.StatusCode, answer.Headers.ETag, answer.Headers.Location)));
        Assert.Equal(["true"], late.Headers.GetValues("Idempotent-Replayed"));
        Assert.Single(store.Notes);
        // The same key for something else is the caller's mistake; another caller's key is another key.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("autre"), key: "abc")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(await ProgramAsync(host, Roles.Dispatcher), HttpMethod.Post, $"{days}/needs", NewNeed("autre"), key: "abc")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry, key: new string('k', 201))).StatusCode);
        // A refusal is not kept: who mends the entry may ask again.
        var faulty = NewNeed("mal");
        faulty["wantedKg"] = -1;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", faulty, key: "def")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("mal"), key: "def")).StatusCode);
    }

    [Fact]
    public async Task An_association_declares_and_sees_its_own_and_nothing_of_another_s()
    {
        await using var host = await ReadyAsync();
        var day = await DayAsync();
        var own = day.Needs[0];
        var other = day.Needs.First(need => need.Recipient != own.Recipient);
        var association = await ProgramAsync(host, Roles.Association, organisation: own.Recipient.Value);

        var listed = (await JsonAsync(await association.GetAsync($"{days}/needs", Stop))).GetProperty("items").EnumerateArray().Select(x => x.GetProperty("code").GetString()!).ToList();
        Assert.Equal(day.Needs.Where(need => need.Recipient == own.Recipient).Select(need => need.Code).Order(StringComparer.Ordinal), listed);
        Assert.Equal(HttpStatusCode.NotFound, (await association.GetAsync($"{days}/needs/{other.Code}", Stop)).StatusCode);
        foreach (var section in DaySection.All.Except(Worker.EditRights.Open))
        {
            Assert.Equal(HttpStatusCode.NotFound, (await association.GetAsync($"{days}/{section}", Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(association, HttpMethod.Post, $"{days}/{section}", new JsonObject { ["code"] = "x" })).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await association.GetAsync(days, Stop)).StatusCode);

        var theirs = JsonNode.Parse(DayDocument.Of(day).Find(DaySection.Needs, other.Code)!)!.AsObject();
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(association, HttpMethod.Put, $"{days}/needs/{other.Code}", theirs, ifMatch: "*")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(association, HttpMethod.Delete, $"{days}/needs/{other.Code}", ifMatch: "*")).StatusCode);
        // Nor in another's name, nor by giving one's own away.
        var forged = (JsonObject)theirs.DeepClone();
        forged["code"] = "forged";
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(association, HttpMethod.Post, $"{days}/needs", forged)).StatusCode);
        forged["code"] = own.Code;
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(association, HttpMethod.Put, $"{days}/needs/{own.Code}", forged, ifMatch: "*")).StatusCode);
        // Nor to another's door: the goods would be fetched or brought there.
        var elsewhere = NewNeed("ailleurs");
        (elsewhere["recipient"], elsewhere["site"]) = (day.Parties.First(x => x.Id == own.Recipient).Code, day.Sites.First(x => x.Id == other.Site).Code);
        Assert.Contains((await SendAsync(association, HttpMethod.Post, $"{days}/needs", elsewhere)).StatusCode, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity]);
        Assert.Empty(store.Notes);

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(association, HttpMethod.Post, $"{days}/needs", NewNeed("de-plus"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(association, HttpMethod.Delete, $"{days}/needs/{own.Code}", ifMatch: "*")).StatusCode);
    }

    [Fact]
    public async Task A_dispatcher_of_one_territory_changes_that_one_alone()
    {
        await using var host = await ReadyAsync();
        var day = await DayAsync();
        Assert.True(day.Territories.Count > 1);
        var (own, other) = (day.Needs[0], day.Needs.First(need => need.Territory != day.Needs[0].Territory));
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher, territory: own.Territory.Value);

        var listed = (await JsonAsync(await dispatcher.GetAsync($"{days}/needs", Stop))).GetProperty("items").EnumerateArray().Select(x => x.GetProperty("code").GetString()!).ToList();
        Assert.Equal(day.Needs.Where(need => need.Territory == own.Territory).Select(need => need.Code).Order(StringComparer.Ordinal), listed);
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.GetAsync($"{days}/needs/{other.Code}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(dispatcher, HttpMethod.Delete, $"{days}/needs/{other.Code}", ifMatch: "*")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.GetAsync(days, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutDayAsync(dispatcher, day, "*")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(dispatcher, HttpMethod.Delete, $"{days}/needs/{own.Code}", ifMatch: "*")).StatusCode);
    }

    [Fact]
    public async Task A_whole_day_is_read_and_declared_anew_by_its_version()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var read = await dispatcher.GetAsync(days, Stop);
        var day = Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(await read.Content.ReadAsByteArrayAsync(Stop))).Day;
        Assert.Equal(await DayAsync(), day);

        var fewer = day with { Lots = [.. day.Lots.Skip(1)] };
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PutDayAsync(dispatcher, fewer, null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutDayAsync(dispatcher, fewer, "\"v0\"")).StatusCode);
        var kept = await PutDayAsync(dispatcher, fewer, read.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NoContent, kept.StatusCode);
        Assert.Equal(fewer, await DayAsync());
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutDayAsync(dispatcher, day, read.Headers.ETag.Tag)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PutDayAsync(dispatcher, day with { Date = day.Date.AddDays(40) }, "*")).StatusCode);
        var later = day.Date.AddDays(40);
        Assert.Equal(HttpStatusCode.Created, (await PutDayAsync(dispatcher, day with { Date = later }, null, $"/api/v1/days/{later:yyyy-MM-dd}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await dispatcher.PutAsync(days, new StringContent("{}"), Stop)).StatusCode);
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page_without_gap_or_double_while_others_add()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var all = (await DayAsync()).Needs.Select(need => need.Code).Order(StringComparer.Ordinal).ToList();
        var seen = new List<string>();
        string? next = "";
        for (var turn = 0; next is not null; turn++)
        {
            var page = await JsonAsync(await dispatcher.GetAsync($"{days}/needs?limit=7{(next.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(next))}", Stop));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("code").GetString()!));
            next = page.GetProperty("next").GetString();
            if (turn == 0)
                Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("0-tout-devant"))).StatusCode);
        }
        Assert.Equal(all, seen);
        Assert.Equal(HttpStatusCode.BadRequest, (await dispatcher.GetAsync($"{days}/needs?limit=0", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await dispatcher.GetAsync($"{days}/needs?limit=501", Stop)).StatusCode);
        var first = await JsonAsync(await dispatcher.GetAsync("/api/v1/days?limit=1", Stop));
        Assert.Equal($"{tomorrow:yyyy-MM-dd}", first.GetProperty("next").GetString());
        var second = await JsonAsync(await dispatcher.GetAsync($"/api/v1/days?limit=1&after={tomorrow:yyyy-MM-dd}", Stop));
        Assert.Equal($"{tomorrow.AddDays(-1):yyyy-MM-dd}", second.GetProperty("items")[0].GetProperty("date").GetString());
    }

    [Fact]
    public async Task Many_who_declare_at_once_are_all_kept_and_a_faulty_one_among_them_harms_nobody()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var entries = new List<JsonObject>();
        for (var i = 0; i < 60; i++)
        {
            entries.Add(NewNeed($"foule-{i:00}"));
            if (i % 20 == 7)
                entries[^1]["wantedKg"] = -1;
        }
        var version = (await store.DeclarationsAsync(tomorrow, Stop))!.Value.Version;
        // A store takes its time; one in memory would be done with each before the next arrives.
        store.BeforeReplacing = () => Thread.Sleep(50);

        var answers = await Task.WhenAll(entries.Select(entry => SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry)));

        Assert.All(answers.Index(), answer => Assert.Equal(answer.Index % 20 == 7 ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Created, answer.Item.StatusCode));
        Assert.Equal(57, (await DayAsync()).Needs.Count(need => need.Code.StartsWith("foule-", StringComparison.Ordinal)));
        Assert.Equal(57, store.Notes.Select(note => note.Code).Distinct().Count());
        Assert.True((await store.DeclarationsAsync(tomorrow, Stop))!.Value.Version - version < 57, "changes that arrive together are written together");
    }

    [Fact]
    public async Task What_another_host_keeps_meanwhile_is_kept_too()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("un"))).StatusCode);
        var gone = (await DayAsync()).Lots[0].Code;
        var times = 0;
        store.BeforeReplacing = () =>
        {
            if (times++ > 1)
                return;
            var (day, _) = store.DeclarationsAsync(tomorrow, default).Result!.Value;
            store.DeclareAsync(day with { Lots = [.. day.Lots.Where(lot => lot.Code != gone)] }, default).Wait();
        };

        Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("deux"))).StatusCode);

        var after = await DayAsync();
        Assert.Equal(3, times);
        Assert.Subset(after.Needs.Select(need => need.Code).ToHashSet(), new HashSet<string> { "un", "deux" });
        Assert.DoesNotContain(after.Lots, lot => lot.Code == gone);
    }

    [Fact]
    public async Task Nothing_is_acknowledged_while_the_store_is_away()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        var entry = NewNeed("plus-tard");
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", NewNeed("avant"))).StatusCode);
        store.BeforeReplacing = () => store.IsAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry, key: "k")).StatusCode);
        (store.BeforeReplacing, store.IsAway) = (null, false);
        Assert.DoesNotContain((await DayAsync()).Needs, need => need.Code == "plus-tard");
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(dispatcher, HttpMethod.Post, $"{days}/needs", entry, key: "k")).StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_apart()
    {
        await using var host = await ReadyAsync();
        var dispatcher = await ProgramAsync(host, Roles.Dispatcher);
        async Task<HttpStatusCode> PostAsync(string path, string body) =>
            (await dispatcher.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Stop)).StatusCode;

        foreach (var body in (string[])["", "[]", "null", "{", "7", """{"code": "a", "code": "b"}""", """{"a": {"b": 1, "b": 2}}""", """{"code": "a", "product": "\ud800"}""", new string('[', 60)])
            Assert.Equal((body, HttpStatusCode.BadRequest), (body, await PostAsync($"{days}/needs", body)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync($"{days}/needs", $$"""{"code": "{{new string('x', 300_000)}}"}"""));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"{days}/..%2fneeds", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"{days}/declines", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("/api/v1/days/2031-01-01/needs", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/api/v1/days/demain/needs", "{}"));
        // Codes are words to us and never SQL or paths: refused as a code, or kept as one.
        foreach (var code in (string[])["'; DROP TABLE need; --", "../../etc/passwd", "<script>", "\u0000"])
            Assert.Equal((code, HttpStatusCode.UnprocessableEntity), (code, await PostAsync($"{days}/needs", JsonSerializer.Serialize(new { code }))));
    }

    async Task<RunningHost> ReadyAsync()
    {
        var host = await RunningHost.StartAsync(store, today: tomorrow);
        await host.ReadyAsync();
        return host;
    }

    /// <summary>A program with a key of its own.</summary>
    async Task<HttpClient> ProgramAsync(RunningHost host, string role, Guid? organisation = null, Guid? territory = null)
    {
        var token = Token.New();
        var now = TimeProvider.System.GetUtcNow();
        await store.Keys.AddAsync(new(new(ids.Next(), role, organisation, territory, role), "test", Scopes.All, now, now.AddDays(1), null), token.Digest, null, Stop);
        var program = host.Visitor();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        return program;
    }

    async Task<DayDeclarations> DayAsync() => (await store.DeclarationsAsync(tomorrow, Stop))!.Value.Day;

    async Task<Domain.PlanId?> PlanAsync() => (await store.DaysAsync(Stop)).First(day => day.Date == tomorrow).Current;

    /// <summary>The first need again, under another code.</summary>
    static JsonObject NewNeed(string code)
    {
        var model = DayDocument.Of(SmallDemo.Day(tomorrow));
        var entry = JsonNode.Parse(model.Find(DaySection.Needs, model.Codes(DaySection.Needs).First())!)!.AsObject();
        entry["code"] = code;
        return entry;
    }

    static Task<HttpResponseMessage> SendAsync(HttpClient program, HttpMethod method, string path, JsonObject? entry = null, string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (entry is not null)
            request.Content = new StringContent(entry.ToJsonString(), Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return program.SendAsync(request, Stop);
    }

    static Task<HttpResponseMessage> PutDayAsync(HttpClient program, DayDeclarations day, string? ifMatch, string? path = null)
    {
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file);
        return SendAsync(program, HttpMethod.Put, path ?? days, JsonNode.Parse(file.ToArray())!.AsObject(), ifMatch);
    }

    static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Stop)).RootElement;
}
