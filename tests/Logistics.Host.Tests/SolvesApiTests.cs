using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Planning.Editing;
using Microsoft.Extensions.DependencyInjection;

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
        var curve = last.GetProperty("curve").EnumerateArray().Select(x => (Left: x.GetProperty("leftOut").GetInt32(), Euros: x.GetProperty("euros").GetDecimal(), At: x.GetProperty("seconds").GetDecimal())).ToList();
        Assert.True(curve.Count > 0 && curve.Zip(curve.Skip(1)).All(x => (x.First.Left, x.First.Euros).CompareTo((x.Second.Left, x.Second.Euros)) >= 0 && x.First.At <= x.Second.At));
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

    /// <summary>Goods were taken off two rounds by hand, and the solve puts them back: one round is taken, taken back, and the rest follows as a whole.</summary>
    [Fact]
    public async Task One_round_of_a_solve_is_taken_over_the_plan_that_was_seen_and_taken_back()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var (planned, seen, solve) = await SolvedAfterTakingOffAsync(host, dispatcher);
        var (lane, other) = (planned.Routes[0].Shift, planned.Routes[1].Shift);
        var routes = (await dispatcher.GetFromJsonAsync<JsonElement>(solve, Stop)).GetProperty("difference").GetProperty("routes").EnumerateArray().ToList();
        Assert.Equal(new HashSet<Guid> { lane.Value, other.Value }, routes.Select(x => x.GetProperty("shift").GetGuid()).ToHashSet());
        Assert.All(routes, x => Assert.Equal(JsonValueKind.Null, x.GetProperty("onlyWhole").ValueKind));

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await dispatcher.PostAsJsonAsync($"{solve}/lanes", new { lanes = new[] { lane.Value } }, Stop)).StatusCode);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "Changed"), await RefusalAsync(await TakeAsync(dispatcher, solve, planned.Id, lane.Value)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "UnknownLane"), await RefusalAsync(await TakeAsync(dispatcher, solve, seen.Id, Guid.Empty)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "BadLanes"), await RefusalAsync(await TakeAsync(dispatcher, solve, seen.Id)));
        Assert.Equal(seen.Id, (await CurrentAsync(host)).Id);

        Assert.Equal(HttpStatusCode.OK, (await TakeAsync(dispatcher, solve, seen.Id, lane.Value)).StatusCode);
        var took = await CurrentAsync(host);
        Assert.Equal((ChangeKind.LanesSolved, seen.Id), (took.Change!.Kind, took.Change.Over));
        Assert.Equal(Sites(planned, lane), Sites(took, lane));
        Assert.Equal(seen.Routes.Where(x => x.Shift != lane), took.Routes.Where(x => x.Shift != lane));
        Assert.Equal(planned.Unassigned.Count + 1, took.Unassigned.Count);
        Assert.Equal((HttpStatusCode.Conflict, "AlreadySo"), await RefusalAsync(await TakeAsync(dispatcher, solve, took.Id, lane.Value)));

        var undone = new HttpRequestMessage(HttpMethod.Post, $"{day}/undo") { Headers = { { "If-Match", $"\"{took.Id.Value:N}\"" } } };
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.SendAsync(undone, Stop)).StatusCode);
        var back = await CurrentAsync(host);
        Assert.Equal(seen.Routes, back.Routes);

        // Both, over the plan that was taken back to; then all of it over what stands.
        Assert.Equal(HttpStatusCode.OK, (await TakeAsync(dispatcher, solve, back.Id, lane.Value, other.Value)).StatusCode);
        Assert.Equal(planned.Unassigned.Count, (await CurrentAsync(host)).Unassigned.Count);
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.PostAsync($"{solve}/apply", null, Stop)).StatusCode);
        Assert.Empty((await CurrentAsync(host)).Holds);
        Assert.Equal((HttpStatusCode.Conflict, "NothingToApply"), await RefusalAsync(await TakeAsync(dispatcher, solve, (await CurrentAsync(host)).Id, lane.Value)));
    }

    [Fact]
    public async Task A_round_whose_goods_are_shared_otherwise_comes_only_with_the_whole_solve()
    {
        var engine = new SmallEngine();
        await using var host = await ReadyAsync(engine);
        using var dispatcher = await ProgramAsync(host);
        var seen = await CurrentAsync(host);
        engine.Shares = Sharing.FirstCome;
        var solve = (await dispatcher.PostAsJsonAsync($"{day}/solves", new { seconds = 1 }, Stop)).Headers.Location!.OriginalString;
        var routes = (await OverAsync(dispatcher, solve)).GetProperty("difference").GetProperty("routes").EnumerateArray().ToList();
        var bound = routes.First(x => x.GetProperty("onlyWhole").ValueKind == JsonValueKind.String);
        var refused = await TakeAsync(dispatcher, solve, seen.Id, bound.GetProperty("shift").GetGuid());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(("OnlyWhole", bound.GetProperty("onlyWhole").GetString()), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
        Assert.Contains("partagé ou emballé autrement", problem.GetProperty("detail").GetString());
        Assert.Equal(seen.Id, (await CurrentAsync(host)).Id);
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.PostAsync($"{solve}/apply", null, Stop)).StatusCode);
    }

    [Fact]
    public async Task No_round_is_taken_of_a_solve_whose_day_was_declared_anew()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var (planned, seen, solve) = await SolvedAfterTakingOffAsync(host, dispatcher);
        var (declared, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        await store.DeclareAsync(declared with { Lots = [.. declared.Lots.Skip(1)] }, Stop);
        await RunningHost.EventuallyAsync(async () => (await CurrentAsync(host)).Id != seen.Id, "the day to be planned again");
        Assert.Equal((HttpStatusCode.Conflict, "DayMovedOn"), await RefusalAsync(await TakeAsync(dispatcher, solve, (await CurrentAsync(host)).Id, planned.Routes[0].Shift.Value)));
    }

    [Fact]
    public async Task Rounds_are_ticked_and_applied_on_the_board_by_plain_forms()
    {
        await using var host = await ReadyAsync();
        using var program = await ProgramAsync(host);
        using var visitor = await host.DispatcherAsync();
        var (planned, seen, solve) = await SolvedAfterTakingOffAsync(host, program);
        var (address, lane) = ($"/plan/{tomorrow:yyyy-MM-dd}", planned.Routes[0].Shift);
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync(address, Stop));
        Assert.Contains("<polyline points=\"", page);
        Assert.Contains("Meilleur coût", page);
        Assert.Contains($"name=\"ronde\" value=\"{lane.Value}\"", page);
        Assert.DoesNotContain(" style=", page);

        (string, string)[] asked = [("plan", $"{seen.Id.Value}"), ("calcul", solve.Split('/')[^1]), ("geste", "appliquer-rondes")];
        Assert.Contains("cochez au moins une", WebUtility.HtmlDecode(await (await host.PostAsync(visitor, address, asked)).Content.ReadAsStringAsync(Stop)));
        var done = await host.PostAsync(visitor, address, [.. asked, ("ronde", $"{lane.Value}")]);
        Assert.Contains("Les tournées choisies sont en vigueur", WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync(Stop)));
        Assert.Equal(Sites(planned, lane), Sites(await CurrentAsync(host), lane));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await host.PostAsync(visitor, address, [.. asked, ("ronde", $"{lane.Value}")])).StatusCode);
    }

    /// <summary>The day as it was planned; the plan in force, of which two rounds carry one shipment less; a solve that knows better.</summary>
    static async Task<(DayPlan Planned, DayPlan Seen, string Solve)> SolvedAfterTakingOffAsync(RunningHost host, HttpClient dispatcher)
    {
        var planned = await CurrentAsync(host);
        var lanes = planned.Routes.Take(2).ToList();
        var desk = host.Services.GetRequiredService<EditDesk>();
        Assert.IsType<HandOutcome.InForce>(await desk.EditAsync(
            tomorrow, planned.Id, [new PlanEdit.TakeOff([.. lanes.Select(x => x.Stops[1].Activities[0].Shipment)])], by: null, Stop));
        // What was touched is held; let go, a search may put it back.
        Assert.IsType<HandOutcome.InForce>(await desk.EditAsync(tomorrow, (await CurrentAsync(host)).Id, [.. lanes.Select(x => new PlanEdit.Release(new(x.Shift)))], by: null, Stop));
        var solve = (await dispatcher.PostAsJsonAsync($"{day}/solves", new { seconds = 1 }, Stop)).Headers.Location!.OriginalString;
        Assert.Equal("done", (await OverAsync(dispatcher, solve)).GetProperty("state").GetString());
        return (planned, await CurrentAsync(host), solve);
    }

    static async Task<HttpResponseMessage> TakeAsync(HttpClient program, string solve, Domain.PlanId seen, params Guid[] lanes) => await program.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"{solve}/lanes") { Content = JsonContent.Create(new { lanes }), Headers = { { "If-Match", $"\"{seen.Value:N}\"" } } }, Stop);

    static async Task<(HttpStatusCode, string?)> RefusalAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());

    static IEnumerable<Domain.SiteId> Sites(DayPlan plan, Domain.ShiftId shift) => plan.Routes.Single(x => x.Shift == shift).Stops.Select(x => x.Site);

    static async Task<DayPlan> CurrentAsync(RunningHost host) => (await host.Services.GetRequiredService<DayShelf>().CurrentAsync(tomorrow, Stop))!.Plan;

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
