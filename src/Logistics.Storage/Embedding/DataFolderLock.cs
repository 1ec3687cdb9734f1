namespace Logistics.Storage.Embedding;

/// <summary>
/// An exclusive lock of the operating system on a data folder, held by the host. The system lets go of it however the process ends, so a
/// crash leaves nothing to clean up.
/// </summary>
sealed class DataFolderLock : IDisposable
{
    readonly FileStream file;

    DataFolderLock(FileStream file) => this.file = file;

    /// <exception cref="EmbeddedStartException">Another host has the folder.</exception>
    public static DataFolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new DataFolderLock(new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (IsSharingViolation(taken))
        {
            throw new EmbeddedStartException(
                EmbeddedStartFailure.FolderInUse,
                $"The data folder {folder} is in use by another running instance: stop that one first, or choose another folder with LOGISTICS__DATA.",
                taken);
        }
    }

    public void Dispose() => file.Dispose();

    // EWOULDBLOCK is 11 on Linux and 35 on macOS; Windows says ERROR_SHARING_VIOLATION.
    static bool IsSharingViolation(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
