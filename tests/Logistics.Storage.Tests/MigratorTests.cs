using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;

namespace Logistics.Storage.Tests;

public sealed class MigratorTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_empty_database_is_brought_up_once_by_however_many_hosts_and_a_newer_one_is_refused(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);
        Assert.Equal(0, await store.RunAsync(Migrator.VersionAsync, Cancellation));

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.MigrateAsync(store, Cancellation), Cancellation)));

        Assert.Equal(Enumerable.Range(1, Migrator.Known), applied.SelectMany(versions => versions).Order());
        Assert.Equal(Migrator.Known, await store.RunAsync(Migrator.VersionAsync, Cancellation));
        Assert.Empty(await Migrator.MigrateAsync(store, Cancellation));

        await store.RunAsync(unit => unit.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (@next, 'from the future')", new { next = Migrator.Known + 1 }), Cancellation);
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => Migrator.MigrateAsync(store, Cancellation));
        Assert.Equal((Migrator.Known + 1, Migrator.Known), (refused.Found, refused.Known));
    }

    static async Task<EmptyDatabase> EmptyAsync(StoreKind kind, string folder)
    {
        if (kind == StoreKind.Server)
        {
            var scratch = await ScratchDatabase.CreateAsync("migrator");
            return new(scratch.ConnectionString, scratch);
        }
        var server = await EmbeddedServer.StartAsync(Companions.Options(folder), Cancellation);
        return new(server.ConnectionString, server);
    }

    sealed record EmptyDatabase(string ConnectionString, IAsyncDisposable Owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Owner.DisposeAsync();
    }
}
