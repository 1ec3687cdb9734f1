using System.Security.Cryptography;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Embedding;

namespace Logistics.Host.Wiring;

/// <summary>Starts the embedded store in the data folder, or reaches the server that the operator named, and migrates.</summary>
public sealed class PostgisOpener(HostSettings settings, DataFolder folder, TimeProvider clock, IIdSource ids) : IStoreOpener
{
    public async Task<IDayStore> OpenAsync(Action<string> serverReady, CancellationToken cancellation)
    {
        EmbeddedServer? server = null;
        try
        {
            if (settings.Database is null)
                server = await EmbeddedServer.StartAsync(
                    new EmbeddedOptions { DataFolder = folder.Database, Password = RandomNumberGenerator.GetHexString(32) }, cancellation);
            // A page must not wait half a minute for a store that is away: it says so, and the worker keeps trying.
            var store = Store.Open(settings.Database ?? server!.ConnectionString, TimeSpan.FromSeconds(3));
            await PostgisDayStore.RunAsync(() => store.ReachAsync(cancellation));
            serverReady(Texts.Get(server is null ? "Store.Server" : "Store.Embedded"));
            await PostgisDayStore.RunAsync(() => Migrator.MigrateAsync(store, cancellation));
            return new PostgisDayStore(store, server, clock, ids);
        }
        catch (EmbeddedStartException e)
        {
            throw new StartFailedException(e.Message, e);
        }
        catch (Exception e) when (e is SchemaTooNewException or StoreRightsException or ArgumentException)
        {
            if (server is not null)
                await server.DisposeAsync();
            throw new StartFailedException(e.Message, e);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            throw;
        }
    }
}
