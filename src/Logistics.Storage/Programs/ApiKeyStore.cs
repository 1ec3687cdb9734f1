using Logistics.Storage.People;

namespace Logistics.Storage.Programs;

/// <summary>Keys by which programs enter (<c>Schema/010_programs.sql</c>).</summary>
public static class ApiKeyStore
{
    const string Columns =
        """
        id AS Id, label AS Label, role AS Role, organisation_id AS Organisation, territory_id AS Territory, held_for AS HeldFor, array_to_string(scopes, ' ') AS Scopes,
        made_at AS MadeAt, valid_until AS ValidUntil, used_on AS UsedOn
        """;

    /// <summary>
    /// A key holds no longer than the right of the person who made it: who may no more give what it opens, has left or was erased, opens nothing by it.
    /// </summary>
    const string IsValid =
        """
        ended_at IS NULL AND valid_until > @now AND (made_by IS NULL OR EXISTS (
          SELECT FROM membership AS m WHERE m.person_id = made_by AND m.valid_from <= @now AND (m.valid_until IS NULL OR m.valid_until > @now) AND (
            m.role = 'operator' OR (m.role = 'dispatcher' AND (m.territory_id IS NULL OR m.territory_id = api_key.territory_id))
            OR (m.role = api_key.role AND m.organisation_id IS NOT DISTINCT FROM api_key.organisation_id AND m.territory_id IS NOT DISTINCT FROM api_key.territory_id))))
        """;

    /// <param name="digest">SHA-256 of the key.</param>
    /// <param name="by">The person who makes it; null: whoever holds the access key.</param>
    public static async Task AddAsync(UnitOfWork unit, ApiKeyRow key, byte[] digest, Guid? by)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO api_key (id, digest, label, role, organisation_id, territory_id, held_for, scopes, made_by, made_at, valid_until)
            VALUES (@Id, @digest, @Label, @Role, @Organisation, @Territory, @HeldFor, @Scopes, @by, @MadeAt, @ValidUntil)
            """,
            new { key.Id, digest, key.Label, key.Role, key.Organisation, key.Territory, key.HeldFor, key.Scopes, by, key.MadeAt, key.ValidUntil });
        await AuditLog.AppendAsync(unit, new(key.MadeAt, by, "key-made", key.Id));
    }

    /// <summary>The key that holds now, noted as used today; null: there is none such, or it has ended.</summary>
    public static async Task<ApiKeyRow?> FindAsync(UnitOfWork unit, byte[] digest, DateTimeOffset now)
    {
        var found = await unit.FirstOrDefaultAsync<Stored>($"SELECT {Columns} FROM api_key WHERE digest = @digest AND {IsValid}", new { digest, now });
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // Once a day: a row written at each request would be the busiest of the database.
        if (found is not null && found.UsedOn != today)
            await unit.ExecuteAsync("UPDATE api_key SET used_on = @today WHERE id = @Id", new { found.Id, today });
        return found?.Row;
    }

    /// <summary>Keys that hold now, the newest first.</summary>
    /// <param name="territory">Null: of any; likewise <paramref name="organisation"/>.</param>
    public static async Task<IReadOnlyList<ApiKeyRow>> ListAsync(UnitOfWork unit, Guid? organisation, Guid? territory, DateTimeOffset now) =>
        [.. (await unit.QueryAsync<Stored>(
            $"""
            SELECT {Columns} FROM api_key WHERE {IsValid}
              AND (@organisation::uuid IS NULL OR organisation_id = @organisation) AND (@territory::uuid IS NULL OR territory_id = @territory)
            ORDER BY made_at DESC, id
            """,
            new { organisation, territory, now })).Select(stored => stored.Row)];

    /// <returns>False when there is no such key among those that <see cref="ListAsync"/> would name.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, Guid id, Guid? organisation, Guid? territory, Guid? by, DateTimeOffset now)
    {
        if (await unit.ExecuteAsync(
            """
            UPDATE api_key SET ended_at = @now WHERE id = @id AND ended_at IS NULL
              AND (@organisation::uuid IS NULL OR organisation_id = @organisation) AND (@territory::uuid IS NULL OR territory_id = @territory)
            """,
            new { id, organisation, territory, now }) == 0)
            return false;
        await AuditLog.AppendAsync(unit, new(now, by, "key-ended", id));
        return true;
    }

    sealed record Stored(Guid Id, string Label, string Role, Guid? Organisation, Guid? Territory, string HeldFor, string Scopes, DateTimeOffset MadeAt, DateTimeOffset ValidUntil, DateOnly? UsedOn)
    {
        public ApiKeyRow Row => new(Id, Label, Role, Organisation, Territory, HeldFor, Scopes.Split(' '), MadeAt, ValidUntil, UsedOn);
    }
}

/// <param name="Label">What its holder calls it.</param>
/// <param name="HeldFor">Name of the partner, the territory or the instance that it speaks for.</param>
/// <param name="ValidUntil">Exclusive.</param>
/// <param name="UsedOn">The last day it was used, in UTC; null: never.</param>
public sealed record ApiKeyRow(
    Guid Id, string Label, string Role, Guid? Organisation, Guid? Territory, string HeldFor, string[] Scopes, DateTimeOffset MadeAt, DateTimeOffset ValidUntil, DateOnly? UsedOn);
