using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;

[assembly: AssemblyFixture(typeof(Logistics.Storage.Tests.Stores))]

namespace Logistics.Storage.Tests;

/// <summary>The two kinds of database every store must work on.</summary>
public enum StoreKind
{
    /// <summary>PostGIS in the Node companion, on a folder made for these tests.</summary>
    Embedded,

    /// <summary>The PostgreSQL + PostGIS server that LOGISTICS_TEST_POSTGRES names, in a database made for these tests.</summary>
    Server,
}

/// <summary>One migrated database of each kind for the whole run: tests keep apart by their own territories and dates.</summary>
public sealed class Stores : IAsyncLifetime
{
    readonly SemaphoreSlim once = new(1);
    TemporaryFolder? folder;
    readonly Dictionary<StoreKind, (string ConnectionString, Store Store)> opened = [];
    EmbeddedServer? embedded;
    ScratchDatabase? scratch;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the test when there is no such database here.</summary>
    public async Task<Store> OpenAsync(StoreKind kind) => (await EnsureAsync(kind)).Store;

    public async Task<string> ConnectionStringAsync(StoreKind kind) => (await EnsureAsync(kind)).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, store) in opened.Values)
            await store.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
        if (scratch is not null)
            await scratch.DisposeAsync();
        folder?.Dispose();
    }

    async Task<(string ConnectionString, Store Store)> EnsureAsync(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        else
            ScratchDatabase.Require();
        await once.WaitAsync();
        try
        {
            if (!opened.TryGetValue(kind, out var found))
            {
                if (kind == StoreKind.Embedded)
                    folder = await Companions.FolderWithDatabaseAsync();
                var connectionString = kind == StoreKind.Embedded
                    ? (embedded = await EmbeddedServer.StartAsync(Companions.Options(folder!.Path))).ConnectionString
                    : (scratch = await ScratchDatabase.CreateAsync("stores")).ConnectionString;
                opened[kind] = found = (connectionString, Store.Open(connectionString));
                await Migrator.MigrateAsync(found.Store);
            }
            return found;
        }
        finally
        {
            once.Release();
        }
    }
}
