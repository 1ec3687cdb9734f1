using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Host.Photos;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Photos of what is declared as the host asks for them: each member one short transaction.</summary>
public sealed class PostgisLotPhotos(Store store, TimeProvider clock) : ILotPhotos
{
    public Task LinkAsync(DateOnly date, Lot lot, PhotoId photo, Guid? by, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => LotPhotoStore.LinkAsync(unit, date, lot, photo.Sha256, by, clock.GetUtcNow()), cancellation));

    public Task<bool> UnlinkAsync(DateOnly date, LotId lot, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => LotPhotoStore.UnlinkAsync(unit, date, lot), cancellation));

    public Task<IReadOnlyDictionary<LotId, PhotoId>> OfDateAsync(DateOnly date, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(
        Scope.Service,
        async unit => (IReadOnlyDictionary<LotId, PhotoId>)(await LotPhotoStore.OfDateAsync(unit, date)).ToDictionary(x => x.Key, x => new PhotoId(x.Value)), cancellation));

    public Task<IReadOnlySet<PhotoId>> AllAsync(CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(
        Scope.Service, async unit => (IReadOnlySet<PhotoId>)(await LotPhotoStore.LinkedAsync(unit)).Select(x => new PhotoId(x)).ToHashSet(), cancellation));
}
