using System.Net;
using System.Text.Json;
using Logistics.Formats.Territories;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

public sealed class WorkerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_waits_while_the_first_plan_is_made_and_says_so()
    {
        using var gate = new ManualResetEventSlim();
        await using var host = await RunningHost.StartAsync(new MemoryStore(), engine: new SmallEngine { BeforePlanning = () => gate.Wait(TimeSpan.FromSeconds(30), Stop) });
        var visitor = await host.DispatcherAsync();

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/healthz", Stop)).StatusCode);
        var ready = await visitor.GetAsync("/readyz", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("application/problem+json", ready.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(Stop));
        Assert.NotEqual(0, problem.RootElement.GetProperty("reasons").GetArrayLength());
        Assert.Contains("La journée se prépare", await visitor.GetStringAsync("/", Stop));

        gate.Set();
        await host.ReadyAsync();
        var answer = await visitor.GetAsync("/readyz", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(
            [("database", "ok"), ("schema", $"{Logistics.Storage.Migrator.Known}"), ("companion", "none"), ("worker", "ok"), ("disk", "ok")],
            told.RootElement.GetProperty("parts").EnumerateArray().Select(x => (x.GetProperty("name").GetString(), x.GetProperty("state").GetString())));
        Assert.DoesNotContain("La journée se prépare", await visitor.GetStringAsync("/", Stop));
    }

    [Fact]
    public async Task A_second_start_reloads_nothing_and_plans_nothing_again()
    {
        var store = new MemoryStore();
        await using (var first = await RunningHost.StartAsync(store))
        {
            await first.ReadyAsync();
            await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(day => !day.NeedsPlan), "all days to be planned");
        }
        var (declarations, plans) = (store.Declarations, store.PlanCount);

        await using var second = await RunningHost.StartAsync(store);
        await second.ReadyAsync();

        Assert.Equal(declarations, store.Declarations);
        Assert.Equal(plans, store.PlanCount);
    }

    [Fact]
    public async Task New_declarations_make_a_new_version_and_the_old_plan_stays_readable()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var day = (await store.DaysAsync(Stop)).MaxBy(day => day.Date)!;
        var (declared, _) = (await store.DeclarationsAsync(day.Date, Stop))!.Value;

        await store.DeclareAsync(declared with { Lots = Logistics.Domain.ValueList.ToValueList(declared.Lots.Skip(1)) }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).First(x => x.Date == day.Date).PlanVersion == 2, "a second version");

        var visitor = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/api/v1/plans/{day.Current!.Value.Value}", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_store_that_stops_mid_plan_is_said_and_the_worker_goes_on_when_it_is_back()
    {
        var store = new MemoryStore();
        var stopped = false;
        store.WhileSaving = () => store.IsAway = !stopped && (stopped = true);
        using var gate = new ManualResetEventSlim();
        await using var host = await RunningHost.StartAsync(store, engine: new SmallEngine { BeforePlanning = () => gate.Wait(TimeSpan.FromSeconds(30), Stop) });
        var visitor = await host.DispatcherAsync();
        gate.Set();
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.IsAway && host.Board.Trouble is not null), "the worker to notice");

        var page = await visitor.GetAsync("/", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("La base de données ne répond pas", WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Stop)));
        var api = await visitor.GetAsync("/api/v1/territories/celleneuve/plans/2026-12-01", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/readyz", Stop)).StatusCode);
        Assert.Equal(0, store.PlanCount);

        store.IsAway = false;
        await host.ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_day_that_another_host_is_at_is_left_to_it_and_done_when_that_host_is_gone()
    {
        var store = new MemoryStore();
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));
        await store.DeclareAsync(SmallDemo.Day(date), Stop);
        await store.DeclareAsync(SmallDemo.Day(date.AddDays(-1)), Stop);
        await store.Claims.TakeAsync(date, Guid.Empty, TimeSpan.FromSeconds(6), Stop);
        await using var host = await RunningHost.StartAsync(store, demo: false);

        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)) is [_, { NeedsPlan: false }], "the other day to be planned");
        Assert.True((await store.DaysAsync(Stop))[0].NeedsPlan);

        await RunningHost.EventuallyAsync(async () => !(await store.DaysAsync(Stop))[0].NeedsPlan, "the claim to end and the day to be planned");
        Assert.Equal(2, store.PlanCount);
    }

    [Fact]
    public async Task A_plan_that_another_host_took_over_is_given_up_and_nothing_of_it_is_kept()
    {
        var store = new MemoryStore();
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));
        await store.DeclareAsync(SmallDemo.Day(date), Stop);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var engine = new SmallEngine();
        engine.WhilePlanning = solve =>
        {
            engine.WhilePlanning = null;
            store.TakeOver(date);
            Assert.True(solve.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
            cancelled.SetResult();
        };
        await using var host = await RunningHost.StartAsync(store, demo: false, engine, adjust: settings => settings with { PlanLease = TimeSpan.FromSeconds(1) });

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        Assert.Equal(0, store.PlanCount);
        Assert.True(Assert.Single(await store.DaysAsync(Stop)).NeedsPlan);
    }

    [Fact]
    public async Task A_dropped_territory_file_is_brought_in_and_planned()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, demo: false);
        await host.ReadyAsync();
        var date = new DateOnly(2026, 12, 1);

        await using (var file = File.Create(Path.Combine(host.Folder.Inbox, "mardi.json")))
            TerritoryWriter.Write(SmallDemo.Day(date), file);

        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)) is [{ NeedsPlan: false }], "the file to be planned");
        Assert.Empty(Directory.GetFiles(host.Folder.Inbox));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Folder.Inbox, "done")));
    }

    [Fact]
    public async Task A_file_with_problems_is_set_aside_with_all_of_them_beside_it()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, demo: false);
        await host.ReadyAsync();

        await File.WriteAllTextAsync(Path.Combine(host.Folder.Inbox, "vide.json"), "{}", Stop);

        var refused = Path.Combine(host.Folder.Inbox, "refused");
        await RunningHost.EventuallyAsync(() => Task.FromResult(Directory.Exists(refused) && Directory.GetFiles(refused, "*.txt").Length == 1), "the file to be refused");
        Assert.NotEmpty(await File.ReadAllLinesAsync(Directory.GetFiles(refused, "*.txt").Single(), Stop));
        Assert.Equal(0, store.Declarations);
    }

    [Fact]
    public async Task A_trial_is_never_stored_and_the_real_plan_stays()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(day => !day.NeedsPlan), "all days to be planned");
        var plans = store.PlanCount;
        var visitor = await host.DispatcherAsync();
        var day = (await host.Services.GetRequiredService<DayShelf>().DefaultDayAsync(Stop))!;
        var plan = day.Current!.Value;

        await host.PostAsync(visitor, "/essais", ("plan", plan.Value.ToString()), ("essai", "epinards"));
        await RunningHost.EventuallyAsync(
            async () => (await visitor.GetStringAsync($"/api/v1/plans/{plan.Value}/trials/epinards", Stop)).Contains("\"done\":true", StringComparison.Ordinal), "the trial");

        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync($"/?jour={day.Date:yyyy-MM-dd}&essai=epinards", Stop));
        Assert.Contains("Essai : rien n'est enregistré", page.Replace('\u00a0', ' '));
        Assert.Contains("Épinards (essai)", page);
        Assert.Equal(plans, store.PlanCount);
        Assert.Equal(plan, (await store.DaysAsync(Stop)).First(x => x.Date == day.Date).Current);
    }

    [Fact]
    public void A_folder_in_use_is_refused_by_one_line()
    {
        var path = Directory.CreateTempSubdirectory("ramasse-").FullName;
        using (DataFolder.Hold(path))
        {
            var refusal = Assert.Throws<DataFolderException>(() => DataFolder.Hold(path));
            Assert.DoesNotContain('\n', refusal.Message);
        }
        DataFolder.Hold(path).Dispose();
        Directory.Delete(path, recursive: true);
    }
}
