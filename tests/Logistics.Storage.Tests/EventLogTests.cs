using Logistics.Domain;
using Npgsql;

namespace Logistics.Storage.Tests;

public sealed class EventLogTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Events_are_read_in_order_by_who_may_see_them(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        TerritoryId here = Territory("here"), there = Territory("there");
        var events = new NewEvent[]
        {
            new(Noon, here, "lot-declared", NameBasedId.Derive(NameBasedId.Root, "spinach"), """{"kg": 120}"""),
            new(Noon.AddMinutes(-5), there, "lot-declared", null, "{}"),
            new(Noon, null, "instance-upgraded", null, "[]"),
            new(Noon.AddHours(2), here, "plan-saved", null, "{}"),
        };

        var ids = await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var added = new List<long>();
                foreach (var one in events)
                    added.Add(await EventLog.AppendAsync(unit, one));
                return added;
            },
            Cancellation);

        var seen = await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, ids[0] - 1, 100, here), Cancellation);
        Assert.Equal([events[0], events[2], events[3]], seen.Select(x => x.Event).Where(x => x.Territory == here || x.Kind == "instance-upgraded"));
        Assert.DoesNotContain(seen, x => x.Event.Territory == there);
        Assert.Equal([ids[2]], (await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, ids[1], 1, there), Cancellation)).Select(x => x.Id));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_past_is_not_changed(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await store.RunAsync(Scope.Service, unit => EventLog.AppendAsync(unit, new(Noon, Territory("past"), "lot-declared", null, "{}")), Cancellation);

        foreach (var sql in (string[])["UPDATE event SET kind = 'lot-withdrawn'", "DELETE FROM event", "TRUNCATE event"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync(sql), Cancellation));
            Assert.Equal("23001", refused.SqlState);
            // Nobody else comes as far as the trigger.
            await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(Scope.Service, unit => unit.ExecuteAsync(sql), Cancellation));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_reader_that_polls_misses_nothing_of_many_writers(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var territory = Territory("busy");
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                    await store.RunAsync(Scope.Service, unit => EventLog.AppendAsync(unit, new(Noon, territory, "lot-declared", null, $"[{writer},{i}]")), Cancellation);
            },
            Cancellation)));

        var seen = new List<StoredEvent>();
        bool done;
        do
        {
            done = writing.IsCompleted;
            var after = seen.Count == 0 ? 0 : seen[^1].Id;
            seen.AddRange(await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, after, 1000, territory), Cancellation));
        }
        while (!done);
        await writing;

        Assert.Equal(120, seen.Count(x => x.Event.Territory == territory));
    }

    static TerritoryId Territory(string name) => new(NameBasedId.Derive(NameBasedId.Root, "event-log-tests/" + name));
}
