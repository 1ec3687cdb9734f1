using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Storage;
using Logistics.Storage.Checking;
using Logistics.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests.Security;

/// <summary>
/// What is typed is words, wherever it is typed: no SQL, no path, no markup, no address that anybody calls. On a server, so that the SQL is real.
/// </summary>
[Collection("real stores")]
public sealed class InjectionTests
{
    const string markup = "<script>alert(1)</script>";

    static readonly string[] hostile =
    [
        "'; DROP TABLE need; --", "\" OR 1=1 --", "1' UNION SELECT content FROM sealing_key --", "..%2F..%2Faccess.key", "..", "%00", "%0d%0aSet-Cookie:%20a=b", "$(id)", "{{7*7}}", "%ff%fe", "\u202e",
        markup, new string('x', 4000),
    ];

    static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_typed_into_any_address_or_field_stays_words()
    {
        await using var database = await ScratchDatabase.CreateAsync("injection");
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("injection store")), database.ConnectionString, TimeProvider.System,
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(2) });
        await host.ReadyAsync(TimeSpan.FromMinutes(5));
        await host.Services.GetRequiredService<Worker.StoreDoor>().Store.DeclareAsync(SmallDemo.Day(today), Stop);
        using var keeper = host.Visitor();
        await host.PostAsync(keeper, "/entrer", ("cle", host.Key.Text));
        await ProofsApiTests.DayAsync(host);
        await using var store = Store.Open(database.ConnectionString);
        var tables = await TablesAsync(store);

        await AddressesAsync(host, keeper);
        // Somebody listens: whoever is made to call an address would call here.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await FieldsAsync(host, keeper, $"{markup} '; DROP TABLE need; -- $(id) http://{listener.LocalEndpoint}/x \\\\{listener.LocalEndpoint}\\x");
        await PagesAsync(host, keeper);

        Assert.False(listener.Pending(), "the host called an address that somebody typed");
        Assert.Equal(tables, await TablesAsync(store));
        Assert.Empty(await StoreCheck.FindAsync(store, new HashSet<string>(), TimeProvider.System.GetUtcNow(), Stop));
    }

    static async Task AddressesAsync(RunningHost host, HttpClient keeper)
    {
        foreach (var word in hostile)
        {
            var paths = Permissions.All.Where(row => row.Method is "GET" && row.Pattern.Contains('{', StringComparison.Ordinal))
                .Select(row => PermissionsTests.PathOf(row, place => place is "{date}" && row.Pattern.Contains("{section}", StringComparison.Ordinal) ? $"{today:yyyy-MM-dd}" : word.Contains('%', StringComparison.Ordinal) ? word : Uri.EscapeDataString(word)))
                .Concat(((string[])["days?after=", "days?limit=", "ledger/stock?party=", "ledger/stock?site=", "ledger/stock?after=", "ledger/movements?after=", "events?after=", $"days/{today:yyyy-MM-dd}/needs?after="])
                    .Select(question => $"/api/v1/{question}{(word.Contains('%', StringComparison.Ordinal) ? word : Uri.EscapeDataString(word))}"))
                .Append($"/entrer?cle={Uri.EscapeDataString(word)}&envoi={Uri.EscapeDataString(word)}").Append($"/personnes?fait={Uri.EscapeDataString(word)}");
            foreach (var path in paths)
            {
                using var answer = await keeper.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
                Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
                Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(x => x.StartsWith("a=", StringComparison.Ordinal)), path);
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                    Assert.DoesNotContain(markup, await answer.Content.ReadAsStringAsync(Stop));
            }
        }
    }

    /// <summary>Every text of an entry of every section, and of what else is told: kept as it was said, or refused as what it is.</summary>
    static async Task FieldsAsync(RunningHost host, HttpClient keeper, string words)
    {
        var document = DayDocument.Of(SmallDemo.Day(today));
        var kept = 0;
        foreach (var section in DaySection.All.Where(section => document.Codes(section).Any()))
        {
            var code = document.Codes(section).First();
            var entry = JsonNode.Parse(document.Find(section, code)!)!.AsObject();
            foreach (var (path, leaf) in Texts(entry).ToList())
                foreach (var text in (string[])[new string('x', 200_000), "\0", words])
                {
                    var changed = (JsonObject)entry.DeepClone();
                    Put(changed, path, text);
                    var answer = await SendAsync(host, keeper, HttpMethod.Put, $"/api/v1/days/{today:yyyy-MM-dd}/{section.Name}/{code}", changed);
                    Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, $"{section.Name} {string.Join('/', path)}: {answer.StatusCode}");
                    if (answer.StatusCode != HttpStatusCode.OK)
                        continue;
                    kept++;
                    var found = await keeper.GetFromJsonAsync<JsonNode>($"/api/v1/days/{today:yyyy-MM-dd}/{section.Name}/{code}", Stop);
                    Assert.Equal(text, At(found!, path));
                    // Names stay as they are until the pages were looked at.
                    entry = changed;
                }
        }
        Assert.True(kept > 5, $"{kept} fields took the words");
        foreach (var (path, body) in ((string, object)[])[
            ("/api/v1/incidents", new { id = words, plan = words, kind = words, text = words, occurredAt = words }),
            ("/api/v1/proofs", new[] { new { id = words, plan = words, site = words, note = words, occurredAt = words, lines = new[] { new { allocation = words, did = words, reason = words } } } }),
            ("/api/v1/keys", new { label = words, role = words, @for = words, scopes = new[] { words } }),
            ($"/api/v1/proposals/{Guid.Empty}/answer", new { takesKg = words, reason = words })])
            Assert.True((int)(await SendAsync(host, keeper, HttpMethod.Post, path, JsonSerializer.SerializeToNode(body)!)).StatusCode < 500, path);
        foreach (var (path, fields) in ((string, string[])[])[
            ("/entrer/adresse", ["adresse"]), ("/entrer/lien", ["jeton"]), ("/agir", ["appartenance"]), ("/personnes/terminer", ["appartenance"]), ("/personnes/inviter", ["adresse", "nom", "role", "pour", "langue"]),
            ("/essais", ["plan", "essai", "code"]), ("/reponses", ["proposition", "motif"])])
            Assert.True((int)(await host.PostAsync(keeper, path, [.. fields.Select(field => (field, words))])).StatusCode < 500, path);
    }

    /// <summary>What took the words shows them as words.</summary>
    static async Task PagesAsync(RunningHost host, HttpClient keeper)
    {
        Worker.PlannedDay? day = null;
        await RunningHost.EventuallyAsync(
            async () =>
            {
                var shelf = host.Services.GetRequiredService<Worker.DayShelf>();
                return await shelf.DefaultDayAsync(Stop) is { NeedsPlan: false, Current: { } id } && (day = await shelf.ByIdAsync(id, Stop)) is not null;
            },
            "the changed day to be planned");
        foreach (var path in (string[])["/", "/personnes", "/compte", .. day!.Plan.Routes.Select(route => $"/routes/{route.Id.Value}/sheet")])
        {
            var page = await keeper.GetStringAsync(path, Stop);
            Assert.DoesNotContain(markup, page);
        }
        Assert.Contains("&lt;script&gt;", await keeper.GetStringAsync("/", Stop));
    }

    static async Task<(int, long)> TablesAsync(Store store)
    {
        var version = await Migrator.VersionAsync(store, Stop);
        return (version, await store.RunAsync(Scope.Service, async unit => (await DeclarationStore.LoadDayAsync(unit, today))!.Needs.Count, Stop));
    }

    static async Task<HttpResponseMessage> SendAsync(RunningHost host, HttpClient visitor, HttpMethod method, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await visitor.SendAsync(request, Stop);
    }

    static IEnumerable<(string[] Path, JsonValue Leaf)> Texts(JsonNode node, params string[] at) => node switch
    {
        JsonObject some => some.Where(x => x.Value is not null && !(at.Length == 0 && x.Key == "code")).SelectMany(x => Texts(x.Value!, [.. at, x.Key])),
        JsonArray some => some.Index().Take(1).Where(x => x.Item is not null).SelectMany(x => Texts(x.Item!, [.. at, $"{x.Index}"])),
        JsonValue leaf when leaf.GetValueKind() == JsonValueKind.String => [(at, leaf)],
        _ => [],
    };

    static JsonNode Within(JsonNode node, string step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;

    static void Put(JsonNode node, string[] path, string text)
    {
        var parent = path[..^1].Aggregate(node, Within);
        if (parent is JsonArray list)
            list[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = text;
        else
            parent[path[^1]] = text;
    }

    static string? At(JsonNode node, string[] path) => path.Aggregate(node, Within).ToString();
}
