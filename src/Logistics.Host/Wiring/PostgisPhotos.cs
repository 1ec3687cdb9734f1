using Logistics.Host.Photos;
using Logistics.Storage;

namespace Logistics.Host.Wiring;

/// <summary>Photos as rows: each member one short transaction.</summary>
public sealed class PostgisPhotos(Store store, TimeProvider clock) : IPhotos
{
    public Task PutAsync(PhotoId id, byte[] content, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => PhotoStore.PutAsync(unit, id.Sha256, content, clock.GetUtcNow()), cancellation));

    public Task<byte[]?> OpenAsync(PhotoId id, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => PhotoStore.ReadAsync(unit, id.Sha256), cancellation));

    // Which photos belong to proofs and lots the database knows by itself.
    public Task KeepOnlyAsync(IReadOnlySet<PhotoId> photos, DateTimeOffset putBefore, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => PhotoStore.TidyAsync(unit, putBefore), cancellation));
}
