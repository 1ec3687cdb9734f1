namespace Logistics.Storage.Backups;

/// <summary>An archive on the disk: written aside, read back, and only then given its name, so that a backup that is there can be restored.</summary>
public static class ArchiveFile
{
    /// <exception cref="IOException">The place cannot be written, or a file of that name is there already; nothing is left behind.</exception>
    /// <exception cref="UnauthorizedAccessException"/>
    /// <exception cref="InvalidDataException">What was written cannot be read back: the disk may be at fault.</exception>
    public static async Task<BackupManifest> WriteAsync(string path, Func<Stream, Task<BackupManifest>> write, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = $"{path}.{Environment.ProcessId}.part";
        try
        {
            BackupManifest manifest;
            // It holds personal data and the instance's keys.
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var stream = new FileStream(aside, options))
            {
                manifest = await write(stream);
                stream.Flush(flushToDisk: true);
                if ((await BackupArchive.VerifyAsync(stream, cancellation)).Problems is { Count: > 0 } problems)
                    throw new InvalidDataException($"{problems[0].Fault} {problems[0].Entry}");
            }
            File.Move(aside, path);
            return manifest;
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
