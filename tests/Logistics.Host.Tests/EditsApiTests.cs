using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>A plan changed by hand is in force at once, over the plan that was seen and no other; it can be taken back, and a search keeps what was done.</summary>
public sealed class EditsApiTests : IAsyncDisposable
{
    static readonly DateOnly tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
    static readonly string day = $"/api/v1/days/{tomorrow:yyyy-MM-dd}";
    static readonly CountedIds ids = new("edits-api");

    readonly MemoryStore store = new();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_is_in_force_at_once_and_is_taken_back_and_done_again()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var before = await PlanAsync(host);
        var (one, other) = (before.Routes[0].Shift.Value, before.Routes[1].Shift.Value);

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await dispatcher.PostAsJsonAsync($"{day}/edits", Edits(new { @do = "swap", lane = one, with = other }), Stop)).StatusCode);
        var preview = await OkAsync(await SendAsync(dispatcher, "edits/preview", before, new { @do = "swap", lane = one, with = other }));
        Assert.Equal(0, preview.GetProperty("version").GetInt32());
        Assert.Equal(before.Id, (await PlanAsync(host)).Id);

        var edited = await OkAsync(await SendAsync(dispatcher, "edits", before, new { @do = "swap", lane = one, with = other }));
        var now = await PlanAsync(host);
        Assert.Equal(edited.GetProperty("plan").GetGuid(), now.Id.Value);
        Assert.Equal(preview.GetProperty("violations").ToString(), edited.GetProperty("violations").ToString());
        Assert.Equal(Places(before, one), Places(now, other));
        Assert.Equal(new HashSet<Guid> { one, other }, now.Holds.Select(x => x.Shift.Value).ToHashSet());

        Assert.False((await OkAsync(await SendAsync(dispatcher, "undo", now))).GetProperty("canUndo").GetBoolean());
        var back = await PlanAsync(host);
        Assert.Equal(before.Routes, back.Routes);
        await OkAsync(await SendAsync(dispatcher, "redo", back));
        Assert.Equal(now.Routes, (await PlanAsync(host)).Routes);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(dispatcher, "redo", await PlanAsync(host))).StatusCode);
    }

    [Fact]
    public async Task Who_saw_another_plan_is_told_who_changed_it_and_changes_nothing()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var seen = await PlanAsync(host);
        var edit = new { @do = "takeOff", shipments = new[] { seen.Routes[0].Stops[1].Activities[0].Shipment.Value } };
        await OkAsync(await SendAsync(dispatcher, "edits", seen, edit));
        var now = await PlanAsync(host);

        foreach (var what in (string[])["edits", "edits/preview", "undo", "redo"])
        {
            var refused = await SendAsync(dispatcher, what, seen, edit);
            Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
            Assert.Equal(now.Id.Value, problem.GetProperty("plan").GetGuid());
            Assert.Contains("Modifié par", problem.GetProperty("detail").GetString());
        }
        Assert.Equal(now.Id, (await PlanAsync(host)).Id);
    }

    [Fact]
    public async Task What_somebody_else_did_is_not_taken_back()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var seen = await PlanAsync(host);
        var colleague = ids.Next();
        Assert.IsType<HandOutcome.InForce>(await host.Services.GetRequiredService<EditDesk>().EditAsync(
            tomorrow, seen.Id, [new Planning.Editing.PlanEdit.Keep(new(seen.Routes[0].Shift))], colleague, Stop));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(dispatcher, "undo", await PlanAsync(host))).StatusCode);
    }

    /// <summary>No rule stops an edit: a whole day on one van, and the answer says by how much it is too late and too heavy.</summary>
    [Fact]
    public async Task An_edit_that_breaks_rules_is_done_and_says_which_and_where()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var before = await PlanAsync(host);
        var route = before.Routes.MaxBy(x => x.Stops.Count)!;
        var all = before.Routes.Where(x => x != route).SelectMany(x => x.Stops).SelectMany(x => x.Activities)
            .Select(x => new { shipment = x.Shipment.Value, kind = x.Kind.ToString().ToLowerInvariant() }).Distinct().ToArray();
        var clock = Stopwatch.StartNew();
        var answer = await OkAsync(await SendAsync(dispatcher, "edits", before, new { @do = "move", visits = all, to = route.Shift.Value, at = "first" }));
        TestContext.Current.TestOutputHelper?.WriteLine($"{all.Length} visits moved in {clock.ElapsedMilliseconds} ms");
        var violations = answer.GetProperty("violations").EnumerateArray().ToList();
        Assert.NotEmpty(violations);
        Assert.All(violations, x => Assert.True(x.GetProperty("says").GetString()!.Length > 0));
        Assert.Contains(violations, x => x.GetProperty("shift").GetString() == route.Shift.Value.ToString());
        Assert.Equal(before.Unassigned.Count, answer.GetProperty("unassigned").GetInt32());
    }

    [Fact]
    public async Task What_is_done_by_hand_survives_what_is_declared_afterwards()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var before = await PlanAsync(host);
        var route = before.Routes.MaxBy(x => x.Stops.Count)!;
        var last = route.Stops[^2].Activities[0];
        await OkAsync(await SendAsync(dispatcher, "edits", before, new { @do = "move", visits = new[] { new { shipment = last.Shipment.Value, kind = "delivery" } }, to = route.Shift.Value, at = "first" }));
        var byHand = (await PlanAsync(host)).Routes.Single(x => x.Shift == route.Shift);

        var (declared, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        await store.DeclareAsync(declared with { Lots = [.. declared.Lots, declared.Lots[0] with { Id = new(ids.Next()), Code = "late" }] }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(x => !x.NeedsPlan), "the day to be planned again");
        var again = await PlanAsync(host);
        Assert.Null(again.Change);
        Assert.Equal(byHand, again.Routes.Single(x => x.Shift == route.Shift));
        Assert.Contains(new Hold(route.Shift), again.Holds);
    }

    /// <summary>What recipients were asked stays open under the plan that a search made; a van that goes another way asks nobody anything.</summary>
    [Fact]
    public async Task Nobody_is_asked_again_because_a_van_goes_another_way()
    {
        await using var host = await ReadyAsync(settings => settings with { Answers = new(Measures.Duration.FromMinutes(60), SilenceAgrees: true) });
        using var dispatcher = await ProgramAsync(host);
        var before = await PlanAsync(host);
        var asked = await store.ProposalsAsync(tomorrow, Stop);
        Assert.Contains(asked, x => x.Proposal.Plan == before.Id);
        await OkAsync(await SendAsync(dispatcher, "edits", before, new { @do = "swap", lane = before.Routes[0].Shift.Value, with = before.Routes[1].Shift.Value }));
        var now = await PlanAsync(host);
        Assert.Equal(asked, await store.ProposalsAsync(tomorrow, Stop));
        Assert.Equal(before.Id, now.AskedUnder);
        var (declared, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        var recipient = asked.First(x => x.Proposal.Plan == before.Id).Proposal.Recipient;
        var day = new PlannedDay(new(declared), now, version: 2);
        Assert.NotEmpty(Views.ProposalRow.Of(asked, recipient, day, new(day.Index, System.Globalization.CultureInfo.InvariantCulture), _ => null));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var host = await ReadyAsync();
        using var dispatcher = await ProgramAsync(host);
        var plan = await PlanAsync(host);
        foreach (var edit in (object[])[new { @do = "dance" }, new { @do = "move", to = Guid.Empty }, new { @do = "takeOff", shipments = Array.Empty<Guid>() }, new { @do = "swap", lane = "x", with = "y" }, 7])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(dispatcher, "edits", plan, edit)).StatusCode);
        foreach (var (edit, code) in ((object, string)[])[(new { @do = "takeOff", shipments = new[] { Guid.Empty } }, "UnknownShipment"), (new { @do = "swap", lane = Guid.Empty, with = Guid.Empty }, "UnknownLane")])
        {
            var refused = await SendAsync(dispatcher, "edits", plan, edit);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString()));
        }
        using var bound = await ProgramAsync(host, (await store.DeclarationsAsync(tomorrow, Stop))!.Value.Day.Territories[0].Id.Value);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(bound, "edits", plan, new { @do = "hold", lane = plan.Routes[0].Shift.Value })).StatusCode);
        Assert.Equal(plan.Id, (await PlanAsync(host)).Id);
    }

    /// <summary>The page works by its forms alone; the script asks for the board without the page around it.</summary>
    [Fact]
    public async Task The_board_works_by_plain_forms()
    {
        await using var host = await ReadyAsync();
        using var visitor = await host.DispatcherAsync();
        var address = $"/plan/{tomorrow:yyyy-MM-dd}";
        var plan = await PlanAsync(host);
        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync(address, Stop));
        var index = (await host.Services.GetRequiredService<DayShelf>().ByIdAsync(plan.Id, Stop))!.Index;
        Assert.All(index.Day.Shifts, shift => Assert.Contains(index[shift.Driver].Name, page));
        Assert.DoesNotContain(" style=", page);

        // Two stops of one round to another driver's, then undone, all by forms that a browser without script sends.
        var (from, to) = (plan.Routes[0], plan.Routes[1]);
        var moved = await host.PostAsync(visitor, address, ("plan", $"{plan.Id.Value}"), ("geste", "deplacer"), ("arret", $"{from.Shift.Value}:1"), ("arret", $"{from.Shift.Value}:2"), ("vers", $"{to.Shift.Value}"), ("place", "fin"));
        Assert.Contains("Déplacé", WebUtility.HtmlDecode(await moved.Content.ReadAsStringAsync(Stop)));
        var now = await PlanAsync(host);
        Assert.Equal(plan.Id, now.Change!.Over);
        Assert.True(now.Routes.Single(x => x.Shift == to.Shift).Stops.Count > to.Stops.Count);

        // Who still has the page of before is shown what is in force, and nothing is done.
        var late = await host.PostAsync(visitor, address, ("plan", $"{plan.Id.Value}"), ("geste", "tenir"), ("voie", $"{from.Shift.Value}"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Contains("Rien n'a été changé", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync(Stop)));

        await host.PostAsync(visitor, address, ("plan", $"{now.Id.Value}"), ("geste", "annuler"));
        Assert.Equal(plan.Routes, (await PlanAsync(host)).Routes);
        var part = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "X-Board", "1" } } };
        Assert.DoesNotContain("<html", await (await visitor.SendAsync(part, Stop)).Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Of hundreds of stops a page has all but those of two lanes as they are: only what changed is sent, and all that changed.</summary>
    [Fact]
    public async Task A_page_is_not_sent_again_what_it_has()
    {
        await using var host = await ReadyAsync();
        using var visitor = await host.DispatcherAsync();
        var address = $"/plan/{tomorrow:yyyy-MM-dd}";
        var plan = await PlanAsync(host);
        async Task<string> PartAsync(IEnumerable<string> marks, string question = "")
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address + question) { Headers = { { "X-Board", string.Join(' ', marks) } } };
            return await (await visitor.SendAsync(request, Stop)).Content.ReadAsStringAsync(Stop);
        }
        static Dictionary<string, string> MarksOf(string page) => Regex.Matches(page, "aria-labelledby=\"voie-([^\"]+)\"[^>]* data-mark=\"([0-9A-F]{16})\"").ToDictionary(x => x.Groups[1].Value, x => x.Groups[2].Value);
        static List<string> SameIn(string page) => [.. Regex.Matches(page, "data-same=\"([0-9A-F]{16})\"").Select(x => x.Groups[1].Value)];

        var before = MarksOf(await visitor.GetStringAsync(address, Stop));
        Assert.Equal(before.Count, before.Values.Distinct().Count());
        Assert.True(before.Count > 2, $"{before.Count} lanes");
        var same = await PartAsync(before.Values);
        Assert.Equal(before.Values.ToHashSet(), SameIn(same).ToHashSet());
        Assert.Empty(MarksOf(same));

        var (from, to) = (plan.Routes[0], plan.Routes[1]);
        await host.PostAsync(visitor, address, ("plan", $"{plan.Id.Value}"), ("geste", "deplacer"), ("arret", $"{from.Shift.Value}:1"), ("vers", $"{to.Shift.Value}"), ("place", "mieux"));
        var moved = MarksOf(await visitor.GetStringAsync(address, Stop));
        var changed = moved.Keys.Where(lane => moved[lane] != before[lane]).ToHashSet();
        Assert.Superset(new HashSet<string> { $"{from.Shift.Value}", $"{to.Shift.Value}" }, changed);
        var sent = await PartAsync(before.Values);
        Assert.Equal(changed, MarksOf(sent).Keys.ToHashSet());
        Assert.Equal(before.Where(x => !changed.Contains(x.Key)).Select(x => x.Value).ToHashSet(), SameIn(sent).ToHashSet());

        // A lane that a search leaves as it is looks otherwise, though its round is the same.
        var idle = moved.Keys.First(lane => !changed.Contains(lane));
        await host.PostAsync(visitor, address, ("plan", $"{(await PlanAsync(host)).Id.Value}"), ("geste", "tenir"), ("voie", idle));
        Assert.Contains(idle, MarksOf(await PartAsync(moved.Values)).Keys);
        // In another language nothing is as it was.
        var french = MarksOf(await visitor.GetStringAsync(address, Stop));
        Assert.Equal(french.Count, SameIn(await PartAsync(french.Values)).Count);
        Assert.Empty(SameIn(await PartAsync(french.Values, "?lang=en")));
    }

    static object Edits(params object?[] edits) => new { edits };

    static async Task<HttpResponseMessage> SendAsync(HttpClient program, string what, DayPlan seen, params object?[] edits)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{day}/{what}") { Content = JsonContent.Create(Edits(edits)) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen.Id.Value:N}\""));
        return await program.SendAsync(request, Stop);
    }

    static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Stop)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    static IEnumerable<Domain.SiteId> Places(DayPlan plan, Guid shift) => plan.Routes.Single(x => x.Shift.Value == shift).Stops.Skip(1).SkipLast(1).Select(x => x.Site);

    static async Task<DayPlan> PlanAsync(RunningHost host) => (await host.Services.GetRequiredService<DayShelf>().CurrentAsync(tomorrow, Stop))!.Plan;

    async Task<RunningHost> ReadyAsync(Func<Start.HostSettings, Start.HostSettings>? adjust = null)
    {
        var host = await RunningHost.StartAsync(store, today: tomorrow, adjust: adjust);
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
}
