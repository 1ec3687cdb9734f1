namespace Logistics.Host.Photos;

/// <summary>A photo by what is in it: SHA-256, 64 lower-case hexadecimal digits. Never anything that a client said.</summary>
public readonly record struct PhotoId(string Sha256);

/// <summary>Where photos are. Every member throws <see cref="Worker.StoreAwayException"/> when they cannot be kept or had now.</summary>
public interface IPhotos
{
    /// <summary>Keeps a photo, whole or not at all; the same again changes nothing.</summary>
    Task PutAsync(PhotoId id, byte[] content, CancellationToken cancellation);

    /// <summary>Null: it is not here.</summary>
    Task<byte[]?> OpenAsync(PhotoId id, CancellationToken cancellation);

    /// <summary>Removes what was put before an instant and is none of these.</summary>
    Task KeepOnlyAsync(IReadOnlySet<PhotoId> photos, DateTimeOffset putBefore, CancellationToken cancellation);
}
