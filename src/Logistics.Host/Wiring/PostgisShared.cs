using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Wiring;

/// <summary>Events as the host reads them.</summary>
public sealed class PostgisEvents(Store store) : IEvents
{
    public Task<IReadOnlyList<StoredEvent>> AfterAsync(long id, int limit, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, id, limit), cancellation));

    public Task<long> LatestAsync(CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, EventLog.LatestAsync, cancellation));
}

/// <summary>Keys as the host keeps them.</summary>
public sealed class PostgisSealingKeys(Store store) : ISealingKeys
{
    public Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, SealingKeys.AllAsync, cancellation));

    public Task KeepAsync(string name, string content, TimeSpan close, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => SealingKeys.KeepAsync(unit, name, content, close), cancellation));
}
