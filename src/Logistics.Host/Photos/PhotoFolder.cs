using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Photos;

/// <summary>Photos as files of the data folder, each written aside and given its name when it is whole.</summary>
/// <param name="create">Makes a file; tests make one on a disk that is full.</param>
public sealed class PhotoFolder(DataFolder folder, TimeProvider clock, Func<string, Stream> create) : IPhotos
{
    public PhotoFolder(DataFolder folder, TimeProvider clock) : this(folder, clock, Create)
    {
    }

    public async Task PutAsync(PhotoId id, byte[] content, CancellationToken cancellation)
    {
        var path = PathOf(id);
        var aside = $"{path}.{Path.GetRandomFileName()}.part";
        try
        {
            try
            {
                await using (var file = create(aside))
                {
                    await file.WriteAsync(content, cancellation);
                    // The database will say that it is here: a power cut must not leave an empty file under its name.
                    if (file is FileStream onDisk)
                        onDisk.Flush(flushToDisk: true);
                }
                File.Move(aside, path, overwrite: true);
                File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            }
            finally
            {
                File.Delete(aside);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreAwayException(failure.Message, failure);
        }
    }

    public async Task<byte[]?> OpenAsync(PhotoId id, CancellationToken cancellation)
    {
        try
        {
            return File.Exists(PathOf(id)) ? await File.ReadAllBytesAsync(PathOf(id), cancellation) : null;
        }
        catch (FileNotFoundException)
        {
            return null; // its time was over in this moment
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreAwayException(failure.Message, failure);
        }
    }

    public Task KeepOnlyAsync(IReadOnlySet<PhotoId> photos, DateTimeOffset putBefore, CancellationToken cancellation)
    {
        try
        {
            // What a host that was killed left half written has a name that is no photo's.
            foreach (var path in Directory.EnumerateFiles(folder.Photos))
                if (File.GetLastWriteTimeUtc(path) < putBefore.UtcDateTime && !photos.Contains(new(Path.GetFileName(path))))
                    File.Delete(path);
            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreAwayException(failure.Message, failure);
        }
    }

    string PathOf(PhotoId id) => id.Sha256.Length == 64 && id.Sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder.Photos, id.Sha256)
        : throw new ArgumentException("A photo is known by 64 hexadecimal digits and nothing else.", nameof(id));

    static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
