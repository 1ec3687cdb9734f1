using System.Collections.Frozen;
using Logistics.Domain;

namespace Logistics.Storage.Backups;

/// <summary>Tables as the database describes itself: a table that a later migration adds is in the next backup without a line of code.</summary>
/// <remarks>https://www.postgresql.org/docs/15/catalogs.html</remarks>
static class TableCatalogue
{
    /// <param name="Types">By column, as casts name them.</param>
    /// <param name="Order">For <c>ORDER BY</c>: the primary key, or else all columns; text by code point, since stores may collate differently.</param>
    public sealed record Table(string Name, ValueList<string> Columns, FrozenDictionary<string, string> Types, string Order);

    /// <summary>All tables but the schema's version, which the manifest tells, and those of extensions; by name.</summary>
    public static async Task<IReadOnlyList<Table>> ReadAsync(UnitOfWork unit)
    {
        var columns = (await unit.QueryAsync<Column>(
            """
            SELECT c.relname AS Table, a.attname AS Name, format_type(a.atttypid, a.atttypmod) AS Type, array_position(k.conkey, a.attnum) AS KeyPlace
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_version'
              AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY c.relname COLLATE "C", a.attnum
            """)).ToList();
        return [.. columns.GroupBy(x => x.Table).Select(OfColumns)];
    }

    /// <summary>A name as SQL takes it.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static Table OfColumns(IGrouping<string, Column> of)
    {
        var key = of.Where(x => x.KeyPlace is not null).OrderBy(x => x.KeyPlace).Select(x => Quoted(x.Name) + (x.Type == "text" ? " COLLATE \"C\"" : "")).ToList();
        // Without one, all columns are an order as good: equal rows may stand in any.
        var order = key.Count > 0 ? key : [.. of.Select(x => $"{Quoted(x.Name)}::text COLLATE \"C\"")];
        return new Table(of.Key, of.Select(x => x.Name).ToValueList(), of.ToFrozenDictionary(x => x.Name, x => x.Type), string.Join(", ", order));
    }

    sealed record Column(string Table, string Name, string Type, int? KeyPlace);
}
