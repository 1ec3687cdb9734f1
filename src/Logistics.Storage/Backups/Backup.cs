using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Logistics.Domain;

namespace Logistics.Storage.Backups;

/// <summary>
/// Everything an instance keeps as one archive: every table as one moment saw it, the files beside it, and a manifest with their hashes.
/// Plain SQL on either store, so that what one wrote the other restores.
/// </summary>
/// <remarks>A POSIX tar of gzip members; the manifest comes last, when all hashes are known: an archive without it was cut off.</remarks>
public static class Backup
{
    const int RowsAtOnce = 500;

    /// <summary>What the rows of one page may take in the database, about; as text it may be twice that.</summary>
    const long BytesAtOnce = 4 << 20;

    /// <summary>The script that made the role which sees every territory.</summary>
    const int FirstWithRoles = 6;

    /// <summary>Others go on writing on a server meanwhile; on the embedded store they wait.</summary>
    /// <param name="files">Names relative to the data folder, with <c>/</c>, and what is in them; asked for one by one once the database was read.</param>
    /// <param name="output">Written from where it stands; left open.</param>
    /// <exception cref="StoreUnavailableException"/>
    /// <exception cref="SchemaTooNewException">A newer program has migrated the database: only that one knows what a backup of it needs.</exception>
    public static async Task<BackupManifest> WriteAsync(Store store, IEnumerable<(string Name, byte[] Content)> files, DateTimeOffset now, Stream output, CancellationToken cancellation = default)
    {
        var schema = await Migrator.VersionAsync(store, cancellation);
        if (schema > Migrator.Known)
            throw new SchemaTooNewException(schema, Migrator.Known);
        // An owner who is no superuser sees no rows any more since territories are apart; before that there is no other role.
        await using var tar = new TarWriter(output, TarEntryFormat.Pax, leaveOpen: true);
        var tables = await store.RunSnapshotAsync(schema < FirstWithRoles ? Scope.Owner : Scope.Service, async unit =>
        {
            // What values look like as text must not depend on how the session was set up.
            await unit.ExecuteAsync("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1");
            var copied = new List<BackupTable>();
            foreach (var table in schema == 0 ? [] : await TableCatalogue.ReadAsync(unit))
            {
                await using var rows = new Member(now);
                var count = await CopyAsync(unit, table, rows.Plain);
                var (bytes, hash) = rows.Finish();
                copied.Add(new(table.Name, table.Columns, count, bytes, hash));
                await rows.AddAsync(tar, copied[^1].EntryName, unit.Cancellation);
            }
            return copied;
        }, cancellation);
        var kept = new List<BackupFile>();
        foreach (var (name, content) in files)
        {
            await using var file = new Member(now);
            await file.Plain.WriteAsync(content, cancellation);
            var (bytes, hash) = file.Finish();
            kept.Add(new(name, bytes, hash));
            await file.AddAsync(tar, kept[^1].EntryName, cancellation);
        }
        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            Version = BackupManifest.CurrentVersion,
            MadeAt = now,
            Schema = schema,
            Tables = tables.ToValueList(),
            Files = kept.ToValueList(),
        };
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, BackupManifest.EntryName) { DataStream = new MemoryStream(manifest.Write()), ModificationTime = now }, cancellation);
        return manifest;
    }

    static async Task<long> CopyAsync(UnitOfWork unit, TableCatalogue.Table table, Stream lines)
    {
        var values = string.Join(", ", table.Columns.Select(x => $"{TableCatalogue.Quoted(x)}::text"));
        await unit.ExecuteAsync($"DECLARE backup NO SCROLL CURSOR FOR SELECT ARRAY[{values}] FROM {TableCatalogue.Quoted(table.Name)} ORDER BY {table.Order}");
        // Rows with photos in them are few at a time.
        var average = await unit.SingleAsync<long>($"SELECT pg_total_relation_size('{TableCatalogue.Quoted(table.Name)}'::regclass) / greatest((SELECT count(*) FROM {TableCatalogue.Quoted(table.Name)}), 1)");
        var atOnce = Math.Clamp(BytesAtOnce / Math.Max(average, 1), 1, RowsAtOnce);
        long count = 0;
        while ((await unit.QueryAsync<string?[]>($"FETCH {atOnce} FROM backup")).AsList() is { Count: > 0 } page)
        {
            foreach (var row in page)
            {
                await JsonSerializer.SerializeAsync(lines, row, RowForm, unit.Cancellation);
                lines.WriteByte((byte)'\n');
            }
            count += page.Count;
        }
        await unit.ExecuteAsync("CLOSE backup");
        return count;
    }

    internal static readonly JsonSerializerOptions RowForm = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static List<T> AsList<T>(this IEnumerable<T> rows) => rows as List<T> ?? [.. rows];

    /// <summary>One entry in the making: a tar says how long an entry is before it begins, so it waits in a file that goes by itself.</summary>
    sealed class Member : IAsyncDisposable
    {
        readonly DateTimeOffset now;
        readonly FileStream waiting;
        readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        readonly GZipStream packed;
        readonly HashedStream plain;

        public Member(DateTimeOffset now)
        {
            this.now = now;
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
            // Rows of people, for as long as the backup takes.
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            waiting = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            packed = new(waiting, CompressionLevel.Fastest, leaveOpen: true);
            plain = new(packed, hash);
        }

        public Stream Plain => plain;

        public (long Bytes, string Sha256) Finish()
        {
            packed.Dispose();
            return (plain.Written, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        public async Task AddAsync(TarWriter tar, string name, CancellationToken cancellation)
        {
            waiting.Position = 0;
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = waiting, ModificationTime = now }, cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await plain.DisposeAsync();
            await packed.DisposeAsync();
            await waiting.DisposeAsync();
            hash.Dispose();
        }
    }
}
