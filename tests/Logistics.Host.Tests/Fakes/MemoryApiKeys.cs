using Logistics.Host.Access;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Keys in memory.</summary>
sealed class MemoryApiKeys : IApiKeys
{
    readonly Lock door = new();
    readonly List<(ApiKey Key, string Digest)> keys = [];

    public Task AddAsync(ApiKey key, byte[] digest, Guid? by, CancellationToken cancellation)
    {
        lock (door)
            keys.Add((key, Convert.ToHexString(digest)));
        return Task.CompletedTask;
    }

    public Task<ApiKey?> FindAsync(byte[] digest, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(keys.Where(one => one.Digest == Convert.ToHexString(digest)).Select(one => one.Key).FirstOrDefault());
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(Guid? organisation, Guid? territory, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult<IReadOnlyList<ApiKey>>([.. keys.Select(one => one.Key).Where(key => IsAmong(key, organisation, territory))]);
    }

    public Task<bool> EndAsync(Guid id, Guid? organisation, Guid? territory, Guid? by, CancellationToken cancellation)
    {
        lock (door)
            return Task.FromResult(keys.RemoveAll(one => one.Key.Id == id && IsAmong(one.Key, organisation, territory)) > 0);
    }

    static bool IsAmong(ApiKey key, Guid? organisation, Guid? territory) =>
        (organisation is null || key.Capacity.Organisation == organisation) && (territory is null || key.Capacity.Territory == territory);
}
