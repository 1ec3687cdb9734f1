using System.Net;
using System.Text.RegularExpressions;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>The matrix is the whole truth: every endpoint of the running host has its row, and every row is asked as every role and as a stranger.</summary>
public sealed partial class PermissionsTests
{
    static readonly CountedIds ids = new("permissions");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_has_its_row_and_every_row_its_endpoint()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());

        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => (Method: method, Pattern: Permissions.PatternOf(endpoint), Row: Permissions.Of(endpoint, method)))).ToList();

        Assert.Empty(endpoints.Where(endpoint => endpoint.Row is null).Select(endpoint => $"{endpoint.Method} {endpoint.Pattern}"));
        Assert.Empty(Permissions.All.Where(row => endpoints.TrueForAll(endpoint => endpoint.Row != row)).Select(row => $"{row.Method} {row.Pattern}"));
    }

    [Fact]
    public async Task A_stranger_gets_what_is_for_everybody_and_nothing_else()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();

        foreach (var row in Permissions.All)
        {
            // In a demo the first page lets in whoever opens it on this machine.
            if (row.Pattern is "/" or "/Index")
                continue;
            var status = (await AskAsync(host, host.Visitor(follows: false), row)).StatusCode;
            // Without a key the operator's door says 401 as well, and so does the page about that refusal.
            if (row.Audience != Audience.Everybody)
                Assert.Equal((row, HttpStatusCode.Unauthorized), (row, status));
            else if (row is not { Method: "POST", Pattern: "/entrer" })
                Assert.NotEqual((row, HttpStatusCode.Unauthorized), (row, status));
        }
    }

    [Fact]
    public async Task Outside_a_demo_the_first_page_is_refused_to_strangers_too()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        await host.ReadyAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Visitor().GetAsync("/", Stop)).StatusCode);
    }

    public static TheoryData<string> EveryRole => [.. Roles.All];

    [Theory, MemberData(nameof(EveryRole))]
    public async Task A_role_gets_what_its_column_says_and_is_refused_the_rest(string role)
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var visitor = role == Roles.Driver ? await DriverAsync(host) : await SignedInAsync(host, store, role);

        foreach (var row in Permissions.All.Where(row => row.Audience == Audience.Roles))
        {
            var status = (await AskAsync(host, visitor, row)).StatusCode;
            if (row.Rights[role] == Right.No)
                Assert.Equal((row.Pattern, HttpStatusCode.Forbidden), (row.Pattern, status));
            else
                Assert.DoesNotContain(status, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError]);
        }
    }

    [Fact]
    public async Task Who_has_chosen_no_role_may_choose_and_leave_and_nothing_else()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var visitor = await SignedInAsync(host, store, Roles.Association, Roles.Facilitator);

        Assert.All(Permissions.All.Where(row => row.Audience == Audience.Roles).Select(row => AskAsync(host, visitor, row).Result.StatusCode), status => Assert.Equal(HttpStatusCode.Forbidden, status));
        var first = await visitor.GetAsync("/", Stop);
        Assert.Equal("/choisir", first.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/choisir", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/compte", Stop)).StatusCode);
    }

    [Fact]
    public async Task Who_holds_several_roles_acts_in_one_at_a_time_and_switches_in_the_head_of_the_page()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, demo: false);
        await host.ReadyAsync();
        var visitor = await SignedInAsync(host, store, Roles.Facilitator, Roles.Operator);
        async Task ActAsync(string role) => await host.PostAsync(
            visitor, "/agir", ("appartenance", (await store.People.MembersAsync(null, Stop)).First(member => member.Role == role).Membership.ToString()));

        await ActAsync(Roles.Facilitator);
        var page = await visitor.GetStringAsync("/", Stop);
        Assert.Contains("<select id=\"appartenance\"", page);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/personnes", Stop)).StatusCode);

        await ActAsync(Roles.Operator);
        Assert.Equal("/personnes", (await visitor.GetAsync("/", Stop)).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/personnes", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(visitor, "/agir", ("appartenance", ids.Next().ToString()))).StatusCode);
    }

    [Fact]
    public async Task A_dispatcher_of_one_territory_gives_and_ends_nothing_elsewhere()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var territories = (await PeopleApi.KnownDayAsync(host.Services.GetRequiredService<Worker.DayShelf>(), Stop))!.Day.Territories;
        var (own, other) = (territories[0].Id.Value, territories[1].Id.Value);
        var visitor = await EnteredAsync(host, store, "someone@people.example", new Capacity(ids.Next(), Roles.Dispatcher, null, own, "own"));
        var elsewhere = new Capacity(ids.Next(), Roles.Facilitator, null, other, "elsewhere");
        await EnteredAsync(host, store, "another@people.example", elsewhere);

        Assert.DoesNotContain("another@people.example", await visitor.GetStringAsync("/personnes", Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(visitor, "/personnes/terminer", ("appartenance", elsewhere.Id.ToString()))).StatusCode);
        foreach (var (role, scope, outcome) in new[]
        {
            (Roles.Facilitator, $"territoire:{own}", "invite"), (Roles.Facilitator, $"territoire:{other}", "incompatible"),
            (Roles.Dispatcher, Grants.Instance, "incompatible"), (Roles.Auditor, Grants.Instance, "incompatible"), (Roles.Driver, $"territoire:{own}", "incompatible"),
        })
            Assert.Equal(
                (role, scope, $"/personnes?fait={outcome}"),
                (role, scope, (await host.PostAsync(visitor, "/personnes/inviter", ("adresse", "new@people.example"), ("role", role), ("pour", scope))).Headers.Location?.OriginalString));
    }

    /// <summary>Somebody who was invited to these roles and used the link.</summary>
    static Task<HttpClient> SignedInAsync(RunningHost host, MemoryStore store, params string[] roles) => EnteredAsync(
        host, store, "someone@people.example",
        [.. roles.Select(role => new Capacity(ids.Next(), role, role is Roles.Association or Roles.Donor or Roles.EquipmentOwner ? ids.Next() : null, null, role))]);

    static async Task<HttpClient> EnteredAsync(RunningHost host, MemoryStore store, string address, params Capacity[] capacities)
    {
        var token = Token.New();
        foreach (var capacity in capacities)
            await store.People.InviteAsync(new(address, null, "fr", capacity, null), new(token.Digest, DateTimeOffset.MaxValue), new(address, "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        return visitor;
    }

    static async Task<HttpClient> DriverAsync(RunningHost host)
    {
        var visitor = host.Visitor(follows: false);
        await visitor.GetAsync("/", Stop);
        var day = await host.Services.GetRequiredService<Worker.DayShelf>().DefaultDayAsync(Stop);
        var plan = (await host.Services.GetRequiredService<Worker.DayShelf>().ByIdAsync(day!.Current!.Value, Stop))!;
        await host.PostAsync(visitor, "/role", ("role", $"driver:{plan.Index[plan.Plan.Routes[0].Driver].Code}"));
        return visitor;
    }

    /// <summary>Asks a row's address with ids of nothing in its places.</summary>
    internal static Task<HttpResponseMessage> AskAsync(RunningHost host, HttpClient visitor, MatrixRow row)
    {
        var path = PathOf(row);
        return row.Method switch
        {
            "POST" => host.PostAsync(visitor, path),
            "GET" or "*" => visitor.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop),
            _ => host.SendAsync(visitor, new(row.Method), path),
        };
    }

    internal static string PathOf(MatrixRow row) => PathOf(row, _ => null);

    /// <param name="otherwise">What to put into a place, such as <c>{code}</c>; null: an id of nothing.</param>
    internal static string PathOf(MatrixRow row, Func<string, string?> otherwise) => Place().Replace(row.Pattern, place => otherwise(place.Value) ?? place.Value switch
    {
        "{id:guid}" => Guid.Empty.ToString(),
        "{date}" => "2026-11-20",
        "{code:int}" => "404",
        "{zoom:int}" or "{x:int}" or "{y:int}" => "1",
        _ => "rien",
    });

    /// <summary>A page answers what its model has a handler for.</summary>
    static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods
        : endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
            && typeof(Permissions).Assembly.GetType($"Logistics.Host.Pages{page.ViewEnginePath.Replace('/', '.')}Model")!.GetMethods().Any(method => method.Name.StartsWith("OnPost", StringComparison.Ordinal))
            ? ["GET", "POST"] : ["GET"];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
