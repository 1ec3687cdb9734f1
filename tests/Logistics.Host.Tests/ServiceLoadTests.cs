using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
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

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Needs declared over the network at a steady rate, spread over the two months ahead.</summary>
    [Theory(Explicit = true)]
    [InlineData("server", 200, 120)]
    [InlineData("server", 50, 20)]
    [InlineData("server", 200, 20)]
    [InlineData("server", 100, 30)]
    [InlineData("embedded", 20, 60)]
    public async Task Declarations_a_second(string kind, int rate, int seconds)
    {
        await using var database = kind == "server" ? await ScratchDatabase.CreateAsync("load") : null;
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("load-store")), database?.ConnectionString, TimeProvider.System,
            adjust: settings => settings with { PlanQuiet = TimeSpan.FromSeconds(5) });
        await host.ReadyAsync(TimeSpan.FromMinutes(3));
        var store = host.Services.GetRequiredService<StoreDoor>().Store;
        var first = new DateOnly(2044, 3, 1);
        var days = Enumerable.Range(0, 60).Select(i => SmallDemo.Day(first.AddDays(i))).ToList();
        foreach (var day in days)
            await store.DeclareAsync(day, Stop);
        var models = days.Select(day => DayDocument.Of(day)).Select(document => JsonNode.Parse(document.Find(DaySection.Needs, document.Codes(DaySection.Needs).First())!)!.AsObject()).ToList();
        // Plans are made beside it, as in life.
        using var program = await ProgramAsync(host, store);

        var (took, kept, other) = (new double[rate * seconds], 0, 0);
        var dice = new Random(1);
        var requests = Enumerable.Range(0, rate * seconds).Select(i =>
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
        Array.Sort(took);
        output.WriteLine($"{kind}: {kept} kept, {other} refused of {requests.Count} in {elapsed:0.0} s ({kept / elapsed:0}/s); ms median {took[took.Length / 2]:0}, p95 {took[took.Length * 95 / 100]:0}, p99 {took[took.Length * 99 / 100]:0}, worst {took[^1]:0}; resident {Environment.WorkingSet >> 20} MB");

        var found = 0;
        foreach (var day in days)
            found += (await store.DeclarationsAsync(day.Date, Stop))!.Value.Day.Needs.Count(need => need.Code.StartsWith("charge-", StringComparison.Ordinal));
        Assert.Equal(kept, found);
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
