using System.Diagnostics;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;
using Logistics.Testing;
using Npgsql;

namespace Logistics.Storage.Tests;

public sealed class StoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Work_that_throws_leaves_nothing(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = new DateOnly(2036, 1, 1) };

        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, day, default);
                throw new TimeoutException("in the middle");
            },
            Cancellation));

        Assert.Null(await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, day.Date), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_unit_inside_a_unit_is_refused_instead_of_waiting_for_ever(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.RunAsync(Scope.Service, _ => store.RunAsync(Scope.Service, _ => Task.FromResult(1), Cancellation), Cancellation));

        // The refusal is over with the unit it happened in.
        Assert.Equal(1, await store.RunAsync(Scope.Service, unit => unit.SingleAsync<int>("SELECT 1"), Cancellation));
    }

    [Fact]
    public async Task A_database_killed_in_the_middle_gives_one_clear_exception_leaves_nothing_half_written_and_comes_back()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);
        await using var store = Store.Open(server.ConnectionString);
        await Migrator.MigrateAsync(store, Cancellation);
        var kept = Bellerive.Day with { Date = new DateOnly(2036, 2, 1) };
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, kept, default), Cancellation);

        var lost = Bellerive.Day with { Date = new DateOnly(2036, 2, 2) };
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, lost, default);
                Companions.Kill(server.CompanionProcessId!.Value);
                await EventLog.AppendAsync(unit, new(default, null, "day-declared", null, "{}"));
            },
            Cancellation));
        Assert.False(failure.OutcomeUnknown);

        // The next unit waits for the companion to be back, on connections of its own.
        Assert.Equal(kept, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, kept.Date), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, lost.Date), Cancellation));
        Assert.Empty(await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, 0, 10), Cancellation));
        Assert.Equal(1, server.Restarts);
    }

    [Fact]
    public async Task A_server_that_cuts_the_line_gives_the_same_exception_and_idle_connections_are_replaced()
    {
        var store = await stores.OpenAsync(StoreKind.Server);
        var lost = Bellerive.Day with { Date = new DateOnly(2036, 2, 3) };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, lost, default);
                var me = await unit.SingleAsync<int>("SELECT pg_backend_pid()");
                await TerminateAsync("pid = " + me);
                await EventLog.AppendAsync(unit, new(default, null, "day-declared", null, "{}"));
            },
            Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, lost.Date), Cancellation));

        await TerminateAsync("pid <> pg_backend_pid() AND state = 'idle' AND datname = current_database()");
        Assert.Equal(1, await store.RunAsync(Scope.Service, unit => unit.SingleAsync<int>("SELECT 1"), Cancellation));

        async Task TerminateAsync(string which)
        {
            await using var other = new NpgsqlConnection(await stores.ConnectionStringAsync(StoreKind.Server) + ";Pooling=false");
            await other.OpenAsync(Cancellation);
            await using var terminate = new NpgsqlCommand($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {which}", other);
            await terminate.ExecuteNonQueryAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Where_nobody_listens_it_waits_as_long_as_it_was_told_and_no_longer()
    {
        await using var store = Store.Open("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2", patience: TimeSpan.FromMilliseconds(400));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RunAsync(Scope.Service, _ => Task.FromResult(1), Cancellation));

        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_once()
    {
        var right = await stores.ConnectionStringAsync(StoreKind.Embedded);
        await using var store = Store.Open(new NpgsqlConnectionStringBuilder(right) { Password = "wrong" }.ConnectionString, patience: TimeSpan.FromMinutes(5));

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.RunAsync(Scope.Service, _ => Task.FromResult(1), Cancellation));

        Assert.Contains("password", refused.Message, StringComparison.Ordinal);
    }
}
