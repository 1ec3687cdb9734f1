using Logistics.Storage.Backups;

namespace Logistics.Host.Start;

/// <summary>
/// The instance's folder, held for one host at a time: two would plan the same day twice and could ruin the embedded store.
/// The hold is an operating-system lock, so it ends with the process, however that ends.
/// </summary>
public sealed class DataFolder : IDisposable
{
    readonly FileStream hold;

    DataFolder(string path, FileStream hold)
    {
        Path = path;
        this.hold = hold;
    }

    public string Path { get; }

    public string Inbox => System.IO.Path.Combine(Path, InstanceFiles.Inbox);

    public string Keys => System.IO.Path.Combine(Path, InstanceFiles.Keys);

    public string Mail => System.IO.Path.Combine(Path, "mail");

    public string Photos => System.IO.Path.Combine(Path, InstanceFiles.Photos);

    public string AccessKey => System.IO.Path.Combine(Path, InstanceFiles.AccessKey);

    public string Database => System.IO.Path.Combine(Path, InstanceFiles.Database);

    /// <exception cref="DataFolderException">It cannot be written, or another host holds it.</exception>
    public static DataFolder Hold(string path)
    {
        try
        {
            CreatePrivate(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException(Texts.Format("DataFolder.NotWritable", path), e);
        }
        var lockFile = System.IO.Path.Combine(path, "host.lock");
        try
        {
            var folder = new DataFolder(path, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            CreatePrivate(folder.Inbox);
            CreatePrivate(folder.Keys);
            CreatePrivate(folder.Mail);
            CreatePrivate(folder.Photos);
            return folder;
        }
        catch (IOException e)
        {
            throw new DataFolderException(Texts.Format("DataFolder.Held", path), e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DataFolderException(Texts.Format("DataFolder.NotWritable", path), e);
        }
    }

    static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => hold.Dispose();
}

/// <summary>The instance's folder cannot be used; the message is one line for the operator.</summary>
public sealed class DataFolderException(string message, Exception inner) : Exception(message, inner);
