using System.Diagnostics;
using System.Net;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Several hosts on one server share the work, and are to a visitor as one.</summary>
[Collection("real stores")]
public sealed class TwoHostsTests(ITestOutputHelper output)
{
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(4);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twelve_days_are_planned_once_each_and_what_a_killed_host_was_at_is_done_by_the_other()
    {
        await using var database = await ScratchDatabase.CreateAsync("two_hosts");
        using var gate = new ManualResetEventSlim(initialState: true);
        var begun = new List<DateOnly>();
        var engine = new SmallEngine
        {
            BeforeDay = date =>
            {
                lock (begun)
                    begun.Add(date);
                Thread.Sleep(300);
                gate.Wait(TimeSpan.FromMinutes(1), Stop);
            },
        };
        await using var here = await StartAsync(database, "here", engine, key: null);
        await here.ReadyAsync(TimeSpan.FromMinutes(2));
        using var there = await ChildHost.StartAsync(database.ConnectionString, Lease);
        var store = here.Services.GetRequiredService<StoreDoor>().Store;
        var first = new DateOnly(2026, 12, 1);

        // This host waits over its first day until the other has begun one, so that both have a part.
        gate.Reset();
        foreach (var date in Enumerable.Range(0, 12).Select(first.AddDays))
            await store.DeclareAsync(SmallDemo.Day(date), Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(!there.Begun.IsEmpty), "the other host to begin a day");
        gate.Set();
        await RunningHost.EventuallyAsync(async () => await store.DaysAsync(Stop) is { Count: 12 } days && days.All(day => !day.NeedsPlan), "twelve days to be planned");

        output.WriteLine($"of 12 days {begun.Count} were begun here and {there.Begun.Count} there");
        Assert.NotEmpty(begun);
        Assert.NotEmpty(there.Begun);
        Assert.Equal(Enumerable.Range(0, 12).Select(first.AddDays), begun.Concat(there.Begun).Order());
        Assert.All(await store.DaysAsync(Stop), day => Assert.Equal(1, day.PlanVersion));
        Assert.Equal(12, await PlansSavedAsync());

        // Both are in the middle of a day when one is killed.
        there.Hold();
        gate.Reset();
        await store.DeclareAsync(SmallDemo.Day(first.AddDays(20)), Stop);
        await store.DeclareAsync(SmallDemo.Day(first.AddDays(21)), Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(begun.Count + there.Begun.Count == 14), "each to begin a day");
        var (left, since) = (there.Begun.Last(), Stopwatch.StartNew());
        Assert.Contains(left, (DateOnly[])[first.AddDays(20), first.AddDays(21)]);
        await there.KillAsync();
        gate.Set();

        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(day => !day.NeedsPlan), "the killed host's day to be planned");
        output.WriteLine($"the killed host's day was planned {since.Elapsed.TotalSeconds:0.0} s after its end, with claims of {Lease.TotalSeconds} s");
        Assert.Equal(left, begun[^1]);
        Assert.All(await store.DaysAsync(Stop), day => Assert.Equal(1, day.PlanVersion));
        Assert.Equal(14, await PlansSavedAsync());

        async Task<int> PlansSavedAsync() => (await store.Events.AfterAsync(0, 10_000, Stop)).Where(x => x.Event.Kind == "plan-saved").Select(x => x.Event.Subject).Distinct().Count();
    }

    [Fact]
    public async Task Who_entered_at_one_host_has_entered_at_the_other()
    {
        await using var database = await ScratchDatabase.CreateAsync("two_doors");
        var folder = Directory.CreateTempSubdirectory("ramasse-").FullName;
        try
        {
            var key = Path.Combine(folder, "access.key");
            // At the same moment, on a database that holds no key yet.
            var hosts = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => StartAsync(database, $"host {i}", new SmallEngine(), key)));
            await using var first = hosts[0];
            await using var second = hosts[1];
            await Task.WhenAll(hosts.Select(host => host.ReadyAsync(TimeSpan.FromMinutes(2))));
            Assert.Equal(first.Key.Text, second.Key.Text);

            var keepers = hosts.Select(host => host.Visitor()).ToList();
            await Task.WhenAll(hosts.Index().Select(host => host.Item.PostAsync(keepers[host.Index], "/entrer", ("cle", host.Item.Key.Text))));
            foreach (var keeper in keepers)
                foreach (var host in hosts)
                    Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync(new Uri(host.Address, "/personnes"), Stop)).StatusCode);
            Assert.Empty(Directory.EnumerateFiles(first.Folder.Keys));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Task<RunningHost> StartAsync(ScratchDatabase database, string name, SmallEngine engine, string? key) => RunningHost.StartAsync(
        (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds(name + " store")), database.ConnectionString, TimeProvider.System, engine, name,
        settings => settings with { PlanLease = Lease, AccessKeyFile = key });
}
