using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Logistics.Domain;

namespace Logistics.Storage.Backups;

/// <summary>What is wrong with an archive.</summary>
/// <param name="Entry">Where; empty: the archive as a whole.</param>
public sealed record BackupProblem(BackupFault Fault, string Entry);

public enum BackupFault
{
    /// <summary>It is no tar archive, or ends in the middle.</summary>
    Unreadable,

    /// <summary>It has no manifest that can be read: cut off, or something else.</summary>
    NoManifest,

    /// <summary>A later program wrote it.</summary>
    TooNew,

    /// <summary>The manifest names it and it is not there.</summary>
    Missing,

    /// <summary>Its content is not what the manifest says.</summary>
    Changed,

    /// <summary>The manifest does not know it.</summary>
    Unknown,

    /// <summary>A file's name leads out of the data folder.</summary>
    BadName,
}

/// <summary>Reads an archive whole and says all that is wrong with it, before anything of it is used.</summary>
public static class BackupArchive
{
    /// <param name="archive">Read from its beginning; it can be read again afterwards.</param>
    /// <returns>The manifest, null unless there is nothing wrong; and every problem.</returns>
    public static async Task<(BackupManifest? Manifest, ValueList<BackupProblem> Problems)> VerifyAsync(Stream archive, CancellationToken cancellation = default)
    {
        var found = new Dictionary<string, (long Bytes, string Sha256)>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        try
        {
            await foreach (var (name, content) in EntriesAsync(archive, cancellation))
                if (name == BackupManifest.EntryName)
                    manifest = BackupManifest.Read(content);
                else
                    found[name] = await MeasureAsync(content, cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException)
        {
            return (null, [new(BackupFault.Unreadable, "")]);
        }
        catch (JsonException)
        {
            return (null, [new(BackupFault.NoManifest, BackupManifest.EntryName)]);
        }
        if (manifest is not { Format: BackupManifest.CurrentFormat })
            return (null, [new(BackupFault.NoManifest, "")]);
        if (manifest.Version > BackupManifest.CurrentVersion || manifest.Schema > Migrator.Known)
            return (null, [new(BackupFault.TooNew, "")]);
        var problems = Compare(manifest, found).ToValueList();
        return (problems.Count == 0 ? manifest : null, problems);
    }

    static IEnumerable<BackupProblem> Compare(BackupManifest manifest, Dictionary<string, (long Bytes, string Sha256)> found)
    {
        var told = manifest.Tables.Select(x => (x.EntryName, x.Bytes, x.Sha256)).Concat(manifest.Files.Select(x => (x.EntryName, x.Bytes, x.Sha256))).ToList();
        foreach (var (entry, bytes, hash) in told)
            if (!found.TryGetValue(entry, out var content))
                yield return new(BackupFault.Missing, entry);
            else if (content != (bytes, hash))
                yield return new(BackupFault.Changed, entry);
        foreach (var entry in found.Keys.Except(told.Select(x => x.EntryName)).Order(StringComparer.Ordinal))
            yield return new(BackupFault.Unknown, entry);
        foreach (var file in manifest.Files.Where(x => !StaysInside(x.Name)))
            yield return new(BackupFault.BadName, file.Name);
    }

    /// <summary>A name from an archive is somebody else's word: it must not reach anything but the data folder.</summary>
    internal static bool StaysInside(string name) =>
        name.Length > 0 && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal) && !Path.IsPathRooted(name)
        && name.Split('/').All(x => x is not ("" or "." or ".."));

    /// <summary>Entry by entry; compressed ones as what they were before.</summary>
    internal static async IAsyncEnumerable<(string Name, Stream Content)> EntriesAsync(
        Stream archive, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        archive.Position = 0;
        await using var tar = new TarReader(archive, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (entry.DataStream is not { } data)
            {
                yield return (entry.Name, Stream.Null);
                continue;
            }
            await using var plain = entry.Name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(data, CompressionMode.Decompress, leaveOpen: true) : data;
            yield return (entry.Name, plain);
        }
    }

    static async Task<(long, string)> MeasureAsync(Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var hashed = new HashedStream(content, hash);
        await hashed.CopyToAsync(Stream.Null, cancellation);
        return (hashed.Written, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
