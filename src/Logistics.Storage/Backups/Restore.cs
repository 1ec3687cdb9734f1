using System.Text;

namespace Logistics.Storage.Backups;

/// <summary>Fills an empty instance from an archive: the tables in one transaction, all or nothing.</summary>
public static class Restore
{
    const int RowsAtOnce = 500;
    const int BytesAtOnce = 2 << 20;

    /// <summary>Null when the database can take a backup of this schema; else why not.</summary>
    public static async Task<RestoreObstacle?> ObstacleAsync(Store store, BackupManifest manifest, CancellationToken cancellation = default) =>
        await store.RunAsync(Scope.Owner, unit => ObstacleAsync(unit, manifest), cancellation);

    /// <summary>
    /// Brings the empty database to the archive's schema, fills it, then migrates it to this program's. What fails or is killed in between
    /// leaves a database that is still empty and can be restored again.
    /// </summary>
    /// <param name="archive">One that <see cref="BackupArchive.VerifyAsync"/> found whole, with its <paramref name="manifest"/>.</param>
    /// <exception cref="InvalidOperationException">There is an obstacle: see <see cref="ObstacleAsync(Store, BackupManifest, CancellationToken)"/>.</exception>
    public static async Task TablesAsync(Store store, BackupManifest manifest, Stream archive, CancellationToken cancellation = default)
    {
        await Migrator.MigrateAsync(store, manifest.Schema, cancellation);
        await store.RunAsync(Scope.Owner, async unit =>
        {
            if (await ObstacleAsync(unit, manifest) is { } obstacle)
                throw new InvalidOperationException($"The database cannot take this backup: {obstacle}.");
            var tables = await TableCatalogue.ReadAsync(unit);
            var guards = await Guards.LowerAsync(unit, tables);
            var byEntry = manifest.Tables.ToDictionary(x => x.EntryName);
            await foreach (var (name, content) in BackupArchive.EntriesAsync(archive, cancellation))
                if (byEntry.TryGetValue(name, out var table))
                    await FillAsync(unit, table, tables.Single(x => x.Name == table.Name), content);
            await CountOnAsync(unit);
            await guards.RaiseAsync();
        }, cancellation);
        await Migrator.MigrateAsync(store, cancellation);
    }

    /// <summary>The archive's files, one by one.</summary>
    public static async IAsyncEnumerable<(string Name, byte[] Content)> FilesAsync(
        BackupManifest manifest, Stream archive, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var byEntry = manifest.Files.ToDictionary(x => x.EntryName, x => x.Name);
        await foreach (var (entry, content) in BackupArchive.EntriesAsync(archive, cancellation))
            if (byEntry.TryGetValue(entry, out var name))
            {
                using var whole = new MemoryStream();
                await content.CopyToAsync(whole, cancellation);
                yield return (name, whole.ToArray());
            }
    }

    static async Task<RestoreObstacle?> ObstacleAsync(UnitOfWork unit, BackupManifest manifest)
    {
        var schema = await Migrator.VersionAsync(unit);
        if (schema == 0)
            return null;
        foreach (var table in await TableCatalogue.ReadAsync(unit))
            if (await unit.SingleAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {TableCatalogue.Quoted(table.Name)})"))
                return RestoreObstacle.NotEmpty;
        return schema == manifest.Schema ? null : RestoreObstacle.OtherSchema;
    }

    static async Task FillAsync(UnitOfWork unit, BackupTable from, TableCatalogue.Table into, Stream lines)
    {
        var values = from.Columns.Select((column, i) => $"(r ->> {i})::{into.Types[column]}");
        var sql = $"INSERT INTO {TableCatalogue.Quoted(into.Name)} ({string.Join(", ", from.Columns.Select(TableCatalogue.Quoted))}) OVERRIDING SYSTEM VALUE "
            + $"SELECT {string.Join(", ", values)} FROM jsonb_array_elements(@rows::jsonb) AS r";
        using var text = new StreamReader(lines, Encoding.UTF8, leaveOpen: true);
        var page = new StringBuilder();
        var count = 0;
        while (await text.ReadLineAsync(unit.Cancellation) is { } line)
        {
            page.Append(count++ == 0 ? '[' : ',').Append(line);
            if (count == RowsAtOnce || page.Length > BytesAtOnce)
                await WriteAsync();
        }
        if (count > 0)
            await WriteAsync();

        async Task WriteAsync()
        {
            await unit.ExecuteAsync(sql, new { rows = page.Append(']').ToString() });
            page.Clear();
            count = 0;
        }
    }

    /// <summary>Numbers the database draws by itself go on after the greatest that came in.</summary>
    static async Task CountOnAsync(UnitOfWork unit)
    {
        var drawn = await unit.QueryAsync<(string Table, string Column)>(
            """
            SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> ''
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
            """);
        foreach (var (table, column) in drawn)
            await unit.ExecuteAsync(
                $"SELECT setval(pg_get_serial_sequence(@table, @column), coalesce(max({TableCatalogue.Quoted(column)}), 1), max({TableCatalogue.Quoted(column)}) IS NOT NULL) FROM {TableCatalogue.Quoted(table)}",
                new { table = TableCatalogue.Quoted(table), column });
    }

    /// <summary>
    /// What keeps daily work honest would refuse or repeat what is history already: triggers, row security that the owner is subject to, and
    /// references checked before the rows they name are there. All stand again before the transaction ends, and every reference is
    /// checked; when the work fails the transaction takes all of it back.
    /// </summary>
    sealed class Guards
    {
        readonly UnitOfWork unit;
        readonly List<string> again = [];

        Guards(UnitOfWork unit) => this.unit = unit;

        public static async Task<Guards> LowerAsync(UnitOfWork unit, IReadOnlyList<TableCatalogue.Table> tables)
        {
            var guards = new Guards(unit);
            foreach (var name in tables.Select(x => TableCatalogue.Quoted(x.Name)))
            {
                await unit.ExecuteAsync($"ALTER TABLE {name} DISABLE TRIGGER USER");
                guards.again.Add($"ALTER TABLE {name} ENABLE TRIGGER USER");
            }
            foreach (var table in await unit.QueryAsync<string>("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity"))
            {
                await unit.ExecuteAsync($"ALTER TABLE {TableCatalogue.Quoted(table)} NO FORCE ROW LEVEL SECURITY");
                guards.again.Add($"ALTER TABLE {TableCatalogue.Quoted(table)} FORCE ROW LEVEL SECURITY");
            }
            foreach (var (table, reference) in await unit.QueryAsync<(string, string)>(
                """
                SELECT c.relname, k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                WHERE k.contype = 'f' AND NOT k.condeferrable AND c.relnamespace = 'public'::regnamespace
                """))
            {
                var alter = $"ALTER TABLE {TableCatalogue.Quoted(table)} ALTER CONSTRAINT {TableCatalogue.Quoted(reference)}";
                await unit.ExecuteAsync($"{alter} DEFERRABLE");
                guards.again.Add($"{alter} NOT DEFERRABLE");
            }
            await unit.ExecuteAsync("SET CONSTRAINTS ALL DEFERRED");
            return guards;
        }

        public async Task RaiseAsync()
        {
            await unit.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE");
            foreach (var statement in again)
                await unit.ExecuteAsync(statement);
        }
    }
}

/// <summary>Why a database cannot take a backup.</summary>
public enum RestoreObstacle
{
    /// <summary>There is something in it.</summary>
    NotEmpty,

    /// <summary>It is empty but has another schema than the backup: an empty database, without tables, takes any.</summary>
    OtherSchema,
}
