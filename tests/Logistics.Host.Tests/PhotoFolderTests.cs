using Logistics.Host.Photos;
using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests;

public sealed class PhotoFolderTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("ramasse-photos-").FullName;
    readonly DataFolder folder;

    public PhotoFolderTests() => folder = DataFolder.Hold(root);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_is_full_leaves_nothing_half_written_and_what_was_there_as_it_was()
    {
        var picture = Picture.Read(Pictures.Jpeg())!;
        var full = new PhotoFolder(folder, TimeProvider.System, path => new FullDisk(path, room: 20));

        await Assert.ThrowsAsync<StoreAwayException>(() => full.PutAsync(picture.Id, picture.Content, Stop));
        Assert.Empty(Directory.EnumerateFiles(folder.Photos));
        Assert.Null(await full.OpenAsync(picture.Id, Stop));

        var photos = new PhotoFolder(folder, TimeProvider.System);
        await photos.PutAsync(picture.Id, picture.Content, Stop);
        await Assert.ThrowsAsync<StoreAwayException>(() => full.PutAsync(picture.Id, picture.Content, Stop));
        Assert.Equal(picture.Content, await photos.OpenAsync(picture.Id, Stop));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.EnumerateFiles(folder.Photos).Single()));
    }

    [Theory]
    [InlineData("../access.key")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/etc/passwdaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_is_no_hash_reaches_no_file(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => new PhotoFolder(folder, TimeProvider.System).OpenAsync(new(name), Stop));

    [Fact]
    public async Task What_belongs_to_no_proof_goes_once_it_is_old_and_what_does_stays()
    {
        var photos = new PhotoFolder(folder, TimeProvider.System);
        var (kept, other) = (Picture.Read(Pictures.Jpeg())!, Picture.Read(Pictures.Png())!);
        await photos.PutAsync(kept.Id, kept.Content, Stop);
        await photos.PutAsync(other.Id, other.Content, Stop);
        await File.WriteAllTextAsync(Path.Combine(folder.Photos, $"{other.Id.Sha256}.x.part"), "half", Stop);

        await photos.KeepOnlyAsync(new HashSet<PhotoId> { kept.Id }, TimeProvider.System.GetUtcNow().AddDays(-1), Stop);
        Assert.Equal(3, Directory.EnumerateFiles(folder.Photos).Count());
        await photos.KeepOnlyAsync(new HashSet<PhotoId> { kept.Id }, TimeProvider.System.GetUtcNow().AddMinutes(1), Stop);
        Assert.Equal(kept.Id.Sha256, Path.GetFileName(Assert.Single(Directory.EnumerateFiles(folder.Photos))));
    }

    public void Dispose()
    {
        folder.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>A file on a disk with so many bytes left.</summary>
    sealed class FullDisk(string path, int room) : FileStream(path, FileMode.CreateNew)
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer[..Math.Min(room, buffer.Length)], cancellationToken);
            if (buffer.Length > room)
                throw new IOException("No space left on device");
        }
    }
}
