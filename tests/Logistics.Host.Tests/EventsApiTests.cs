using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Tests;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

[Collection(Alone.Name)]
public sealed class EventsApiTests(ITestOutputHelper output)
{
    static readonly TerritoryId Here = new(NameBasedId.Derive(NameBasedId.Root, "here")), There = new(NameBasedId.Derive(NameBasedId.Root, "there"));
    static readonly Guid Larder = NameBasedId.Derive(NameBasedId.Root, "larder"), Kitchen = NameBasedId.Derive(NameBasedId.Root, "kitchen");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_listeners_hear_an_event_within_two_seconds_and_the_store_is_asked_for_all_of_them_together()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await host.DispatcherAsync();
        var polls = await HearAsync(host, visitor, () =>
        {
            var asked = store.Polls;
            store.Add(Happened(Here, "lot-declared"));
            return Task.FromResult(asked);
        });
        // One query a second, not one a listener.
        Assert.InRange(store.Polls - polls, 1, 60);
    }

    [Fact]
    public async Task Five_hundred_listeners_hear_an_event_within_two_seconds_on_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("events");
        await using var host = await RunningHost.StartAsync(
            (settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("store")), database.ConnectionString, TimeProvider.System);
        await host.ReadyAsync(TimeSpan.FromMinutes(2));
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer", ("cle", host.Key.Text));
        await HearAsync(host, visitor, async () =>
        {
            await host.Services.GetRequiredService<StoreDoor>().Store.DeclareAsync(SmallDemo.Day(new DateOnly(2026, 12, 1)), Stop);
            return 0;
        });
    }

    /// <summary>Opens 500 lines, lets something happen, and looks when each was told.</summary>
    async Task<int> HearAsync(RunningHost host, HttpClient visitor, Func<Task<int>> happenAsync)
    {
        var lines = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Line.OpenAsync(visitor)));
        Assert.Equal(500, host.Services.GetRequiredService<EventFeed>().Count);
        var hearing = lines.Select(async line =>
        {
            await line.NextAsync();
            return Stopwatch.GetTimestamp();
        }).ToList();

        var before = await happenAsync();
        var happened = Stopwatch.GetTimestamp();

        var waits = (await Task.WhenAll(hearing)).Select(at => Stopwatch.GetElapsedTime(happened, at)).Order().ToList();
        output.WriteLine($"500 listeners heard it after {waits[0].TotalMilliseconds:0} to {waits[^1].TotalMilliseconds:0} ms, median {waits[250].TotalMilliseconds:0} ms");
        Assert.True(waits[^1] < TimeSpan.FromSeconds(2), $"the last one heard it after {waits[^1].TotalSeconds:0.00} s");
        foreach (var line in lines)
            line.Dispose();
        await RunningHost.EventuallyAsync(() => Task.FromResult(host.Services.GetRequiredService<EventFeed>().Count == 0), "the listeners to be gone");
        return before;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_lost_the_line_hears_the_rest_once_and_in_order(bool byHeader)
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await host.DispatcherAsync();
        store.Add(Happened(Here, "before-anybody-listened"));
        // Polls from before that do not count.
        var polls = store.Polls;
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.Polls > polls + 1), "the feed to have read that");
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var happening = Task.Run(
            async () =>
            {
                while (!writing.IsCancellationRequested)
                {
                    store.Add(Happened(Here, "lot-declared"), Happened(There, "lot-declared"));
                    await Task.Delay(5, CancellationToken.None);
                }
            },
            Stop);

        var heard = new List<long>();
        while (heard.Count < 1500)
        {
            using var line = heard.Count == 0 ? await Line.OpenAsync(visitor) : await Line.OpenAsync(visitor, heard[^1], byHeader);
            // On a busy machine it may be cut off before, since it fell behind: then too it goes on where it was.
            for (var i = 0; i < 170 && await line.NextAsync() is { } next; i++)
                heard.Add(next.Id);
        }
        await writing.CancelAsync();
        await happening;

        Assert.Equal(Enumerable.Range((int)heard[0], heard.Count).Select(x => (long)x), heard);
        Assert.True(heard[0] > 1);
    }

    [Fact]
    public async Task Who_does_not_keep_up_is_cut_off_and_holds_nobody_else_up()
    {
        var store = new MemoryStore();
        await using var door = new StoreDoor();
        using var feed = new EventFeed(door, TimeProvider.System);
        await feed.StartAsync(Stop);
        door.Open(store);
        var (slow, keen) = (await feed.ListenAsync(_ => true, Stop), await feed.ListenAsync(x => x.Event.Territory == There, Stop));

        store.Add(Enumerable.Range(0, Listener.Room + 50).Select(_ => Happened(Here, "lot-declared")));
        store.Add(Happened(There, "lot-declared"));

        // What it had been told already is still to be read; then it ends, and resumes after that.
        await foreach (var one in keen.ReadAsync(Stop))
        {
            Assert.Equal(Listener.Room + 51, one.Event!.Id);
            break;
        }
        var told = new List<Heard>();
        await foreach (var one in slow.ReadAsync(Stop))
            told.Add(one);
        Assert.Equal(Listener.Room, told.Count);
        Assert.Equal(Listener.Room, told[^1].Event!.Id);
        await feed.StopAsync(Stop);
    }

    [Fact]
    public void Everybody_hears_what_concerns_them()
    {
        NewEvent here = Happened(Here, "lot-declared"), there = Happened(There, "lot-declared"), whole = Happened(null, "instance-upgraded"),
            larders = Happened(Here, "proposal-answered") with { Payload = $$"""{"party": "{{Larder}}"}""" }, aboutTheLarder = Happened(Here, "consent-given") with { Subject = Larder },
            odd = Happened(Here, "odd") with { Payload = """{"party": 7}""" };
        NewEvent[] all = [here, there, whole, larders, aboutTheLarder, odd];

        Assert.Equal(all, Hears(Roles.Dispatcher, null, null));
        Assert.Equal(all, Hears(Roles.Auditor, null, null));
        Assert.Equal([here, larders, aboutTheLarder, odd], Hears(Roles.Dispatcher, null, Here.Value));
        Assert.Equal([there], Hears(Roles.Committee, null, There.Value));
        foreach (var role in (string[])[Roles.Association, Roles.Donor, Roles.EquipmentOwner])
        {
            Assert.Equal([larders, aboutTheLarder], Hears(role, Larder, Here.Value));
            Assert.Empty(Hears(role, Kitchen, Here.Value));
            Assert.Empty(Hears(role, null, Here.Value));
        }

        IEnumerable<NewEvent> Hears(string role, Guid? party, Guid? territory)
        {
            var capacity = new Capacity(Guid.Empty, role, party, territory, "");
            var hears = Hearing.Of(Roles.Principal(new Visitor(Guid.Empty, "", null, capacity, [capacity]), Guid.Empty));
            return all.Where(x => hears(new StoredEvent(1, x)));
        }
    }

    [Fact]
    public async Task A_line_ends_with_the_right_to_it_and_is_kept_alive_until_then()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, demo: false);
        await host.ReadyAsync();
        var token = Token.New();
        var capacity = new Capacity(new CountedIds("events").Next(), Roles.Facilitator, null, Here.Value, "here");
        await store.People.InviteAsync(new("faye@people.example", null, "fr", capacity, null), new(token.Digest, DateTimeOffset.MaxValue), new("faye@people.example", "", ""), Stop);
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text));
        using var line = await Line.OpenAsync(visitor);

        store.Add(Happened(There, "lot-declared"), Happened(Here, "plan-saved"));
        Assert.Equal("plan-saved", (await line.NextAsync())!.Kind);
        clock.Advance(TimeSpan.FromSeconds(15));
        await RunningHost.EventuallyAsync(() => Task.FromResult(line.Beats == 0 && line.PeekAsync().IsCompleted), "a sign of life");
        await store.People.EndAsync(capacity.Id, null, null, Stop);
        clock.Advance(TimeSpan.FromSeconds(15));

        Assert.Null(await line.NextAsync());
        Assert.Equal(1, line.Beats);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/api/v1/events", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused_and_the_answer_is_not_kept_back_by_proxies()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitor = await host.DispatcherAsync();
        foreach (var after in (string[])["-1", "one", "99999999999999999999"])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"/api/v1/events?after={after}", Stop)).StatusCode);

        using var answer = await visitor.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        // The host does not wait for those who listen.
        var since = Stopwatch.StartNew();
        await host.StopAsync();
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(10), $"it took {since.Elapsed.TotalSeconds:0.0} s to stop");
    }

    [Fact]
    public async Task Who_heard_more_than_a_restored_store_knows_goes_on_with_what_happens_now()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        var visitor = await host.DispatcherAsync();
        store.Add(Happened(Here, "long-ago"), Happened(Here, "lately"));
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.Polls > 1), "the feed to begin");

        using var line = await Line.OpenAsync(visitor, 1_000);
        await RunningHost.EventuallyAsync(() => Task.FromResult(host.Services.GetRequiredService<EventFeed>().Count == 1), "the listener");
        store.Add(Happened(Here, "now"));

        Assert.Equal(new Told(3, "now"), await line.NextAsync());
    }

    static NewEvent Happened(TerritoryId? territory, string kind) => new(DateTimeOffset.UnixEpoch, territory, kind, null, "{}");

    /// <summary>One open event stream.</summary>
    sealed class Line(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        Task<string?>? ahead;

        public int Beats { get; private set; }

        public static async Task<Line> OpenAsync(HttpClient visitor, long? after = null, bool byHeader = true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events" + (after is not null && !byHeader ? $"?after={after}" : ""));
            if (after is not null && byHeader)
                request.Headers.Add("Last-Event-ID", $"{after}");
            var response = (await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop)).EnsureSuccessStatusCode();
            var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Stop));
            Assert.Equal("retry: 2000", await reader.ReadLineAsync(Stop));
            Assert.Equal("", await reader.ReadLineAsync(Stop));
            return new(response, reader);
        }

        /// <summary>Completed when there is something to read.</summary>
        public Task<string?> PeekAsync() => ahead ??= reader.ReadLineAsync(Stop).AsTask();

        /// <summary>The next event; null: the line ended.</summary>
        public async Task<Told?> NextAsync()
        {
            string? id = null, kind = null, data = null;
            while (await PeekAsync() is { } said)
            {
                ahead = null;
                if (said.StartsWith(':'))
                    Beats++;
                else if (said.StartsWith("id: ", StringComparison.Ordinal))
                    id = said[4..];
                else if (said.StartsWith("event: ", StringComparison.Ordinal))
                    kind = said[7..];
                else if (said.StartsWith("data: ", StringComparison.Ordinal))
                    data = said[6..];
                else if (said.Length == 0 && id is not null)
                {
                    using var json = JsonDocument.Parse(data!);
                    Assert.Equal(kind, json.RootElement.GetProperty("kind").GetString());
                    return new(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), kind!);
                }
            }
            return null;
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }

    sealed record Told(long Id, string Kind);
}
