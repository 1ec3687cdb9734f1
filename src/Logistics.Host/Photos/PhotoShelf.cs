using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Photos;

/// <summary>
/// Photos where this instance keeps them: in the database when it is a server, which several hosts share, else in the folder. What a restored backup of the
/// other kind has brought is found, too.
/// </summary>
public sealed class PhotoShelf(HostSettings settings, PhotoFolder folder, StoreDoor door) : IPhotos
{
    bool IsShared => settings.Database is not null;

    IPhotos Home => IsShared ? door.Store.Photos : folder;

    IPhotos Other => IsShared ? folder : door.Store.Photos;

    public Task PutAsync(PhotoId id, byte[] content, CancellationToken cancellation) => Home.PutAsync(id, content, cancellation);

    public async Task<byte[]?> OpenAsync(PhotoId id, CancellationToken cancellation) => await Home.OpenAsync(id, cancellation) ?? await Other.OpenAsync(id, cancellation);

    public async Task KeepOnlyAsync(IReadOnlySet<PhotoId> photos, DateTimeOffset putBefore, CancellationToken cancellation)
    {
        await Home.KeepOnlyAsync(photos, putBefore, cancellation);
        await Other.KeepOnlyAsync(photos, putBefore, cancellation);
    }
}
