using System.Collections.Concurrent;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Host.Photos;

namespace Logistics.Host.Tests.Fakes;

/// <summary>Photos of lots in memory; nobody is ever erased here.</summary>
sealed class MemoryLotPhotos : ILotPhotos
{
    readonly ConcurrentDictionary<(DateOnly, LotId), PhotoId> photos = [];

    public Task LinkAsync(DateOnly date, Lot lot, PhotoId photo, Guid? by, CancellationToken cancellation)
    {
        photos[(date, lot.Id)] = photo;
        return Task.CompletedTask;
    }

    public Task<bool> UnlinkAsync(DateOnly date, LotId lot, CancellationToken cancellation) => Task.FromResult(photos.TryRemove((date, lot), out _));

    public Task<IReadOnlyDictionary<LotId, PhotoId>> OfDateAsync(DateOnly date, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<LotId, PhotoId>>(photos.Where(x => x.Key.Item1 == date).ToDictionary(x => x.Key.Item2, x => x.Value));

    public Task<IReadOnlySet<PhotoId>> AllAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlySet<PhotoId>>(photos.Values.ToHashSet());
}
