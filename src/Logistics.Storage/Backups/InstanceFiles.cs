using Logistics.Storage.Embedding;

namespace Logistics.Storage.Backups;

/// <summary>What an instance keeps in its data folder beside the database: the keys that cookies were signed with, the key of the door, and files that were left for it and not yet read.</summary>
public static class InstanceFiles
{
    /// <summary>The embedded store's folder within the data folder.</summary>
    public const string Database = "database";

    /// <summary>The key of the door.</summary>
    public const string AccessKey = "access.key";

    /// <summary>Keys that cookies are signed with.</summary>
    public const string Keys = "keys";

    /// <summary>Files that were left for the instance.</summary>
    public const string Inbox = "inbox";

    /// <summary>The data folder where nobody named one; null: this machine has no place for it.</summary>
    public static string? DefaultFolder() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? Path.Combine(folder, "ramasse")
            : null;

    /// <summary>Photos of proofs, where they are not in the database.</summary>
    public const string Photos = "photos";

    /// <summary>One after the other as they are asked for: photos together may be more than fits into memory.</summary>
    /// <returns>Names relative to the folder, with <c>/</c>, in their order; empty where there is no such folder.</returns>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static IEnumerable<(string Name, byte[] Content)> Read(string dataFolder)
    {
        foreach (var name in Find(dataFolder, "", AccessKey).Concat(Find(dataFolder, Inbox, "*.json")).Concat(Find(dataFolder, Keys, "*.xml")).Concat(Find(dataFolder, Photos, PhotoNames)))
            if (ReadIfThere(Path.Combine(dataFolder, name)) is { } content)
                yield return (name, content);
    }

    /// <summary>Photos that are files, by their names.</summary>
    public static IReadOnlySet<string> PhotosIn(string dataFolder) => Find(dataFolder, Photos, PhotoNames).Select(x => Path.GetFileName(x)).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when there is a file with another content: restoring over it would lose a key.</summary>
    public static bool IsInTheWay(string dataFolder, string name, byte[] content) =>
        File.Exists(PathOf(dataFolder, name)) && !File.ReadAllBytes(PathOf(dataFolder, name)).AsSpan().SequenceEqual(content);

    /// <summary>Writes each file whole or not at all, for its owner's eyes only.</summary>
    /// <exception cref="ArgumentException">A name leads out of the folder.</exception>
    public static void Write(string dataFolder, string name, byte[] content)
    {
        var path = PathOf(dataFolder, name);
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".restoring", options))
            file.Write(content);
        File.Move(path + ".restoring", path, overwrite: true);
    }

    /// <summary>Keeps hosts from the folder until it is disposed.</summary>
    /// <exception cref="EmbeddedStartException">A host has it.</exception>
    public static IDisposable Hold(string dataFolder) => DataFolderLock.Take(dataFolder);

    static string PathOf(string dataFolder, string name) =>
        BackupArchive.StaysInside(name) ? Path.Combine(dataFolder, name) : throw new ArgumentException($"The name {name} leads out of the data folder.", nameof(name));

    /// <summary>What is half written beside them has a longer name.</summary>
    static readonly string PhotoNames = new('?', 64);

    /// <summary>Null: it went since it was found, as photos do when their time is over.</summary>
    static byte[]? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    static IEnumerable<string> Find(string dataFolder, string folder, string pattern)
    {
        var path = Path.Combine(dataFolder, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, pattern).Select(x => Path.GetRelativePath(dataFolder, x).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
    }
}
