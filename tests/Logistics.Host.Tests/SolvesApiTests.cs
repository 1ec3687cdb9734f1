using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>A solve is asked for, watched, stopped, looked at and applied; nothing is in force before that, and nothing is overwritten.</summary>
public sealed class SolvesApiTests : IAsyncDisposable
{
    static readonly DateOnly tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
    static readonly string day = $"/api/v1/days/{tomorrow:yyyy-MM-dd}";
    static readonly CountedIds ids = new("solves-api");

    readonly MemoryStore store = new();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_solve_is_watched_looked_at_and_applied_once()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var before = await PlanAsync();

        var begun = await dispatcher.PostAsJsonAsync($"{day}/solves", new { seconds = 1 }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        var solve = begun.Headers.Location!.OriginalString;
        // The stream ends with the work, and its last line is what the solve has become.
        var stream = await dispatcher.GetStringAsync($"{solve}/events", Stop);
        var last = JsonDocument.Parse(stream.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..]).RootElement;
        Assert.Equal("done", last.GetProperty("state").GetString());
        Assert.Equal(before!.Value.Value, last.GetProperty("basis").GetGuid());
        var found = last.GetProperty("plan").GetGuid();
        Assert.NotEqual(before.Value.Value, found);
        var difference = last.GetProperty("difference");
        Assert.True(difference.GetProperty("kilometres").GetProperty("before").GetDecimal() > 0 && difference.GetProperty("rescuedKg").GetProperty("after").GetDecimal() > 0);
        Assert.Equal(before, await PlanAsync());
        Assert.Equal(found, (await dispatcher.GetFromJsonAsync<JsonElement>($"{solve}/plan", Stop)).GetProperty("id").GetGuid());

        Assert.Equal(HttpStatusCode.OK, (await dispatcher.PostAsync($"{solve}/apply", null, Stop)).StatusCode);
        Assert.Equal(found, (await PlanAsync())!.Value.Value);
        Assert.Equal(HttpStatusCode.Conflict, (await dispatcher.PostAsync($"{solve}/apply", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_solve_of_a_day_that_moved_on_is_not_applied()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var solve = (await dispatcher.PostAsJsonAsync($"{day}/solves", new { seconds = 1 }, Stop)).Headers.Location!.OriginalString;
        await OverAsync(dispatcher, solve);
        var (declared, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        await store.DeclareAsync(declared with { Lots = [.. declared.Lots.Skip(1)] }, Stop);
        var refused = await dispatcher.PostAsync($"{solve}/apply", null, Stop);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("DayMovedOn", (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Two_who_ask_for_a_day_watch_one_solve_and_either_may_stop_it()
    {
        using var gate = new ManualResetEventSlim(true);
        var engine = new SmallEngine { BeforePlanning = () => gate.Wait(TimeSpan.FromSeconds(20)) };
        await using var host = await ReadyAsync(engine);
        using var dispatcher = await ProgramAsync(host);
        using var colleague = await ProgramAsync(host);
        gate.Reset();
        var solve = (await dispatcher.PostAsync($"{day}/solves", null, Stop)).Headers.Location!.OriginalString;
        Assert.Equal(solve, (await colleague.PostAsync($"{day}/solves", null, Stop)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Conflict, (await dispatcher.PostAsync($"{solve}/apply", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await colleague.PostAsync($"{solve}/stop", null, Stop)).StatusCode);
        gate.Set();
        var over = await OverAsync(dispatcher, solve);
        // Before routes are searched nothing is worth keeping; after, the best found is.
        Assert.Contains(over.GetProperty("state").GetString(), (string[])["stopped", "done"]);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        foreach (var body in (string[])["""{"seconds": 0}""", """{"seconds": 601}""", "[", """{"seconds": "x"}"""])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await dispatcher.PostAsync($"{day}/solves", new StringContent(body, Encoding.UTF8, "application/json"), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.PostAsync("/api/v1/days/2031-01-01/solves", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await dispatcher.PostAsync("/api/v1/days/demain/solves", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.GetAsync($"/api/v1/solves/{Guid.Empty}", Stop)).StatusCode);
        // A dispatcher of one territory does not plan the others'.
        using var bound = await ProgramAsync(host, (await store.DeclarationsAsync(tomorrow, Stop))!.Value.Day.Territories[0].Id.Value);
        Assert.Equal(HttpStatusCode.NotFound, (await bound.PostAsync($"{day}/solves", null, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bound.PostAsync($"{day}/checks", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_plan_changed_by_hand_is_judged_and_never_refused()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var plan = await dispatcher.GetStringAsync($"/api/v1/plans/{(await PlanAsync())!.Value.Value}", Stop);
        var sound = await CheckAsync(dispatcher, plan);
        Assert.True(sound.GetProperty("sound").GetBoolean(), sound.ToString());

        var edited = System.Text.Json.Nodes.JsonNode.Parse(plan)!;
        edited["routes"]!.AsArray().RemoveAt(0);
        var judged = await CheckAsync(dispatcher, edited.ToJsonString());
        Assert.False(judged.GetProperty("sound").GetBoolean());
        Assert.All(judged.GetProperty("violations").EnumerateArray(), x => Assert.True(x.GetProperty("code").GetString()!.Length > 0 && x.GetProperty("says").GetString()!.Length > 0));
        Assert.NotEmpty(judged.GetProperty("violations").EnumerateArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await dispatcher.PostAsync($"{day}/checks", new StringContent("{}"), Stop)).StatusCode);
    }

    static async Task<JsonElement> CheckAsync(HttpClient dispatcher, string plan)
    {
        var answer = await dispatcher.PostAsync($"{day}/checks", new StringContent(plan, Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    static async Task<JsonElement> OverAsync(HttpClient dispatcher, string solve)
    {
        JsonElement line = default;
        await RunningHost.EventuallyAsync(
            async () => (line = await dispatcher.GetFromJsonAsync<JsonElement>(solve, Stop)).GetProperty("state").GetString() is not ("waiting" or "running"), "the solve to be over");
        return line;
    }

    async Task<RunningHost> ReadyAsync(SmallEngine? engine = null)
    {
        var host = await RunningHost.StartAsync(store, today: tomorrow, engine: engine);
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(x => !x.NeedsPlan), "every day's plan");
        return host;
    }

    async Task<HttpClient> ProgramAsync(RunningHost host, Guid? territory = null)
    {
        var token = Token.New();
        var now = TimeProvider.System.GetUtcNow();
        await store.Keys.AddAsync(new(new(ids.Next(), Roles.Dispatcher, null, territory, ""), "test", Scopes.All, now, now.AddDays(1), null), token.Digest, null, Stop);
        var program = host.Visitor();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        return program;
    }

    async Task<Domain.PlanId?> PlanAsync() => (await store.DaysAsync(Stop)).First(x => x.Date == tomorrow).Current;
}
