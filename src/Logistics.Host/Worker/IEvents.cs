using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>What happened, as the store keeps it. Every member throws <see cref="StoreAwayException"/> when it cannot be reached.</summary>
public interface IEvents
{
    /// <summary>Events with a higher id, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> AfterAsync(long id, int limit, CancellationToken cancellation);

    /// <summary>The id of the latest; 0: nothing happened yet.</summary>
    Task<long> LatestAsync(CancellationToken cancellation);
}
