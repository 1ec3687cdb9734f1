using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Domain;

namespace Logistics.Storage.Backups;

/// <summary>What an archive holds, so that what is missing or was changed is seen before anything is restored.</summary>
public sealed record BackupManifest
{
    /// <summary>Of archives this program can read; a later program reads them too.</summary>
    public const int CurrentVersion = 1;

    public const string CurrentFormat = "ramasse-backup";

    internal const string EntryName = "manifest.json";

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Number of the last migration the tables had.</summary>
    public required int Schema { get; init; }

    public required ValueList<BackupTable> Tables { get; init; }

    public required ValueList<BackupFile> Files { get; init; }

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="JsonException">It is not a manifest.</exception>
    internal static BackupManifest Read(Stream from) => JsonSerializer.Deserialize<BackupManifest>(from, Options) ?? throw new JsonException("A manifest is never null.");

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new Mapping.ValueListConverter() },
    };
}

/// <summary>A table's rows: one JSON array a line, each value in PostgreSQL's own text form, null where it is NULL, in the order of the primary key.</summary>
/// <param name="Columns">In the order of the values. Generated columns are not among them.</param>
/// <param name="Bytes">Of the lines, before they are compressed.</param>
/// <param name="Sha256">Of the lines, in hexadecimal: equal rows have equal hashes on either store.</param>
public sealed record BackupTable(string Name, ValueList<string> Columns, long Rows, long Bytes, string Sha256)
{
    internal string EntryName => $"tables/{Name}.jsonl.gz";
}

/// <param name="Name">Relative to the data folder, with <c>/</c>.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256)
{
    internal string EntryName => $"files/{Name}.gz";
}
