using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>What a host takes in. Run with <c>-explicit only -showliveoutput</c>; it prints, and promises nothing but that none is lost.</summary>
[Collection("real stores")]
public sealed class ServiceLoadTests(ITestOutputHelper output)
{
    static readonly CountedIds ids = new("load");
    static readonly DateOnly first = new(2044, 3, 1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Needs declared over the network at a steady rate, spread over the two months ahead.</summary>
    /// <param name="planned">Whether the days are planned beside it, as in life, or are left to rest.</param>
    [Theory(Explicit = true)]
    [InlineData("server", 200, 120, true)]
    [InlineData("server", 200, 60, false)]
    [InlineData("server", 50, 20, true)]
    [InlineData("embedded", 20, 60, true)]
    public async Task Declarations_a_second(string kind, int rate, int seconds, bool planned)
    {
        await using var database = kind == "server" ? await ScratchDatabase.CreateAsync("load") : null;
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("load-store")), database?.ConnectionString, TimeProvider.System,
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(planned ? 5 : 3600) });
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        var store = host.Services.GetRequiredService<StoreDoor>().Store;
        await LoadAsync(host, store, [.. Enumerable.Range(0, 60).Select(i => SmallDemo.Day(first.AddDays(i)))], rate, seconds, $"{kind}, {(planned ? "planning beside it" : "no planning")}");
    }

    /// <summary>The same over days of a busy territory, with 167 lots and 100 needs each before the first is declared.</summary>
    [Fact(Explicit = true)]
    public async Task Declarations_a_second_on_busy_days()
    {
        await using var database = await ScratchDatabase.CreateAsync("load_busy");
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("busy-store")), database.ConnectionString, TimeProvider.System, new SmallEngine(),
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(3600) });
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        await LoadAsync(
            host, host.Services.GetRequiredService<StoreDoor>().Store,
            [.. Enumerable.Range(0, 60).Select(i => DemoDay.Make(new DemoOptions { Date = first.AddDays(i), Sites = 60, Lots = 167, Needs = 100, Seed = i }))], 200, 60, "server, busy days, no planning");
    }

    async Task LoadAsync(RunningHost host, IDayStore store, List<DayDeclarations> days, int rate, int seconds, string what)
    {
        foreach (var day in days)
            await store.DeclareAsync(day, Stop);
        using var program = await ProgramAsync(host, store);
        var kept = await DeclareAsync(program, days, rate, seconds, what);

        var found = 0;
        foreach (var day in days)
            found += (await store.DeclarationsAsync(day.Date, Stop))!.Value.Day.Needs.Count(need => need.Code.StartsWith("charge-", StringComparison.Ordinal));
        Assert.Equal(kept, found);
    }

    /// <summary>A year of a busy territory: 300 days with 50,000 lots, 150,000 entries of the ledger, and a day of 500 stops on the board.</summary>
    [Fact(Explicit = true)]
    public async Task A_year_of_a_busy_territory()
    {
        await using var database = await ScratchDatabase.CreateAsync("load_year");
        var today = new DateOnly(2044, 3, 1);
        // Days that are over are not planned again for the measurement: only they are so old.
        var engine = new SmallEngine { BeforeDay = day => { if (day < today) throw new InvalidOperationException("over"); } };
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("year")), database.ConnectionString, TimeProvider.System, engine,
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(3600) });
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        var store = host.Services.GetRequiredService<StoreDoor>().Store;
        var clock = Stopwatch.StartNew();
        for (var i = 1; i <= 300; i++)
            await store.DeclareAsync(DemoDay.Make(new DemoOptions { Date = today.AddDays(-i), Sites = 60, Lots = 167, Needs = 100, Seed = i }), Stop);
        var declared = clock.Elapsed;
        var book = new LedgerBook("year");
        await using (var ledger = Logistics.Storage.Store.Open(database.ConnectionString))
            foreach (var batch in Enumerable.Range(0, 150_000).Select(i => i % 3 == 0 ? book.Declared($"{i / 3}", "market", 3) : i % 3 == 1 ? book.PickedUp($"{i / 3}", "market", 3) : book.Delivered($"{i / 3}", $"association {i % 50}", 3)).Chunk(1_000))
                await ledger.RunAsync(Logistics.Storage.Scope.Of(book.Territory), unit => Logistics.Storage.Ledger.PostAsync(unit, batch, LedgerBook.Noon), Stop);
        output.WriteLine($"filled: 300 days in {declared.TotalSeconds:0} s, 150,000 entries in {(clock.Elapsed - declared).TotalSeconds:0} s");

        var visitor = await WithKeyAsync(host);
        await ReadBusyDayAsync(host, store, visitor, today);
        await MeasureAsync(visitor, $"/api/v1/ledger/movements?territory={book.Territory.Value}&limit=100", $"/api/v1/ledger/lots/{book.Lot("77").Value}/trace", "/readyz");

        var days = Enumerable.Range(1, 60).Select(i => DemoDay.Make(new DemoOptions { Date = today.AddDays(-i), Sites = 60, Lots = 167, Needs = 100, Seed = i })).ToList();
        using var program = await ProgramAsync(host, store);
        await DeclareAsync(program, days, 200, 60, "server, a year behind it, no planning");
    }

    /// <summary>The same day of 500 stops without a year behind it, in half a minute: to find out what a page's time goes into.</summary>
    [Fact(Explicit = true)]
    public async Task A_day_of_five_hundred_stops()
    {
        await using var database = await ScratchDatabase.CreateAsync("load_day");
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("day")), database.ConnectionString, TimeProvider.System, new SmallEngine(),
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(3600) });
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        await ReadBusyDayAsync(host, host.Services.GetRequiredService<StoreDoor>().Store, await WithKeyAsync(host), new DateOnly(2044, 3, 1));
    }

    async Task ReadBusyDayAsync(RunningHost host, IDayStore store, HttpClient visitor, DateOnly today)
    {
        // Its donors are others than those of the year, and a code is one donor's.
        var busy = DemoDay.Make(new DemoOptions { Date = today, Sites = 300, Lots = 250, Needs = 300, Seed = 9 });
        await store.DeclareAsync(busy with { Lots = [.. busy.Lots.Select(x => x with { Id = new(NameBasedId.Derive(x.Id.Value, "busy")), Code = $"busy-{x.Code}" })] }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).Any(day => day.Date == today && day.Current is not null), "the day of 500 stops to be planned", TimeSpan.FromMinutes(8));
        var plan = (await store.PlanAsync((await store.DaysAsync(Stop)).First(day => day.Date == today).Current!.Value, Stop))!.Plan;
        output.WriteLine($"stops of the board's day: {plan.Routes.Sum(route => route.Stops.Count)} on {plan.Routes.Count} routes");
        await MeasureAsync(visitor, $"/?jour={today:yyyy-MM-dd}", $"/plan/{today:yyyy-MM-dd}");
    }

    /// <summary>The person who keeps the instance, who sees all of it.</summary>
    static async Task<HttpClient> WithKeyAsync(RunningHost host)
    {
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer", ("cle", host.Key.Text));
        return visitor;
    }

    async Task MeasureAsync(HttpClient visitor, params string[] paths)
    {
        foreach (var path in paths)
        {
            for (var i = 0; i < 5; i++)
                (await visitor.GetAsync(path, Stop)).Dispose();
            var took = new double[60];
            var (status, bytes) = (HttpStatusCode.OK, 0);
            for (var i = 0; i < took.Length; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                using var answer = await visitor.GetAsync(path, Stop);
                bytes = (await answer.Content.ReadAsByteArrayAsync(Stop)).Length;
                status = answer.StatusCode;
                took[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
            Array.Sort(took);
            output.WriteLine($"{path}: {(int)status}, {bytes >> 10} KiB, median {took[30]:0}, p95 {took[57]:0} ms");
        }
    }

    /// <returns>How many were kept.</returns>
    async Task<int> DeclareAsync(HttpClient program, List<DayDeclarations> days, int rate, int seconds, string what)
    {
        var models = days.Select(day => DayDocument.Of(day)).Select(document => JsonNode.Parse(document.Find(DaySection.Needs, document.Codes(DaySection.Needs).First())!)!.AsObject()).ToList();
        // The first seconds of a process are its compiler's.
        const int warmUp = 10;
        var (took, kept, other) = (new double[rate * (warmUp + seconds)], 0, 0);
        var dice = new Random(1);
        var requests = Enumerable.Range(0, took.Length).Select(i =>
        {
            var day = dice.Next(days.Count);
            var entry = (JsonObject)models[day].DeepClone();
            entry["code"] = $"charge-{i}";
            return (Path: $"/api/v1/days/{days[day].Date:yyyy-MM-dd}/needs", Body: entry.ToJsonString());
        }).ToList();
        var clock = Stopwatch.StartNew();
        var running = new List<Task>();
        for (var i = 0; i < requests.Count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed, Stop);
            var at = i;
            running.Add(AskAsync());

            async Task AskAsync()
            {
                // From when it was due: a host that is late is late for everybody who waits.
                using var answer = await program.PostAsync(requests[at].Path, new StringContent(requests[at].Body, Encoding.UTF8, "application/json"), Stop);
                took[at] = (clock.Elapsed - TimeSpan.FromSeconds((double)at / rate)).TotalMilliseconds;
                if (answer.StatusCode == HttpStatusCode.Created)
                    Interlocked.Increment(ref kept);
                else
                    Interlocked.Increment(ref other);
            }
        }
        await Task.WhenAll(running);
        var elapsed = clock.Elapsed.TotalSeconds;
        took = took[(rate * warmUp)..];
        Array.Sort(took);
        output.WriteLine($"{what}: {kept} kept, {other} refused of {requests.Count} in {elapsed:0.0} s ({kept / elapsed:0}/s); ms median {took[took.Length / 2]:0}, p95 {took[took.Length * 95 / 100]:0}, p99 {took[took.Length * 99 / 100]:0}, worst {took[^1]:0}; resident {Environment.WorkingSet >> 20} MB");
        return kept;
    }

    static async Task<HttpClient> ProgramAsync(RunningHost host, IDayStore store)
    {
        var token = Token.New();
        var now = TimeProvider.System.GetUtcNow();
        await store.Keys.AddAsync(new(new(ids.Next(), Roles.Dispatcher, null, null, ""), "load", Scopes.All, now, now.AddDays(1), null), token.Digest, null, Stop);
        var program = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = host.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", token.Text);
        return program;
    }
}
