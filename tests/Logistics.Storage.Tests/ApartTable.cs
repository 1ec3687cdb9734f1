using Logistics.Domain;

namespace Logistics.Storage.Tests;

/// <summary>A table with rows of territories, and what may be tried on any such table.</summary>
/// <param name="Column">Whose a row is: <c>territory_id</c>, or <c>territory_ids</c> where it may be of several.</param>
sealed record ApartTable(string Name, string Column)
{
    bool OfSeveral => Column == "territory_ids";

    /// <summary>True for rows of any of <c>@territories</c>.</summary>
    public string IsOf => OfSeveral ? $"{Column} && @territories" : $"{Column} = ANY (@territories)";

    public string TheFirst => OfSeveral ? "@territories" : "(@territories::uuid[])[1]";

    /// <summary>From the catalogue: every table with such a column, but memberships and keys, which belong to people and programs and so to the instance.</summary>
    public static async Task<IReadOnlyList<ApartTable>> AllAsync(Store store, CancellationToken cancellation) =>
        [.. await store.RunAsync(
            Scope.Owner,
            unit => unit.QueryAsync<ApartTable>(
                """
                SELECT table_name::text AS "Name", column_name::text AS "Column"
                FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('territory_id', 'territory_ids') AND table_name NOT IN ('membership', 'api_key', 'route_link') ORDER BY 1
                """),
            cancellation)];

    public Task<long> CountAsync(Store store, Scope scope, CancellationToken cancellation) =>
        store.RunAsync(scope, unit => unit.SingleAsync<long>($"SELECT count(*) FROM {Name}"), cancellation);

    /// <summary>How many rows of these territories there really are, and a hash of all that is in them.</summary>
    public Task<(long Rows, string Hash)> ContentAsync(Store store, IEnumerable<TerritoryId> territories, CancellationToken cancellation) =>
        store.RunAsync(
            Scope.Owner,
            unit => unit.SingleAsync<(long, string)>(
                $"SELECT count(*), md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), '')) FROM {Name} AS t WHERE {IsOf}", Arguments(territories)),
            cancellation);

    /// <summary>One of their rows, as JSON.</summary>
    public Task<string> RowAsync(Store store, IEnumerable<TerritoryId> territories, CancellationToken cancellation) =>
        store.RunAsync(
            Scope.Owner, unit => unit.SingleAsync<string>($"SELECT to_jsonb(t)::text FROM {Name} AS t WHERE {IsOf} LIMIT 1", Arguments(territories)), cancellation);

    public string InsertSql(string row) =>
        $"INSERT INTO {Name} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::{Name}, '{row.Replace("'", "''", StringComparison.Ordinal)}'::jsonb)";

    /// <returns>The rows it touched; null when the database said that the scope does not allow it.</returns>
    public static async Task<int?> TryAsync(Store store, Scope scope, string sql, IEnumerable<TerritoryId> territories, CancellationToken cancellation)
    {
        try
        {
            return await store.RunAsync(scope, unit => unit.ExecuteAsync(sql, Arguments(territories)), cancellation);
        }
        catch (OutOfScopeException)
        {
            return null;
        }
    }

    static object Arguments(IEnumerable<TerritoryId> territories) => new { territories = territories.Select(x => x.Value).ToArray() };
}
