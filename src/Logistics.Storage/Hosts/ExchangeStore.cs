namespace Logistics.Storage.Hosts;

/// <summary>What was taken from other programs' tables and given to them (<c>Schema/014_loans_and_exchange.sql</c>).</summary>
public static class ExchangeStore
{
    /// <summary>By day and code, a hash of the row as it was taken last.</summary>
    public static async Task<IReadOnlyDictionary<(DateOnly Day, string Code), byte[]>> TakenAsync(UnitOfWork unit, string profile, IEnumerable<DateOnly> days) =>
        (await unit.QueryAsync<(DateOnly Day, string Code, byte[] Said)>(
            "SELECT service_date, code, said_sha256 FROM exchanged_row WHERE profile = @profile AND service_date = ANY (@days)", new { profile, days = days.Distinct().ToArray() }))
            .ToDictionary(x => (x.Day, x.Code), x => x.Said);

    public static Task RememberAsync(UnitOfWork unit, string profile, IReadOnlyCollection<(DateOnly Day, string Code, byte[] Said)> rows, DateTimeOffset now) => unit.ExecuteAsync(
        """
        INSERT INTO exchanged_row (profile, service_date, code, said_sha256, taken_at)
        SELECT @profile, r.day, r.code, r.said, @now FROM unnest(@days::date[], @codes::text[], @said::bytea[]) AS r(day, code, said)
        ON CONFLICT (profile, service_date, code) DO UPDATE SET said_sha256 = excluded.said_sha256, taken_at = excluded.taken_at
        """,
        new { profile, days = rows.Select(x => x.Day).ToArray(), codes = rows.Select(x => x.Code).ToArray(), said = rows.Select(x => x.Said).ToArray(), now });

    /// <summary>Takes on the writing of a table, by the database's clock: whoever took it on and did not finish is relieved after ten minutes.</summary>
    /// <returns>False: it is written, or another host is at it.</returns>
    public static Task<bool> ClaimAsync(UnitOfWork unit, string profile, DateOnly day) => unit.SingleAsync<bool>(
        """
        WITH claimed AS (
          INSERT INTO exported_table AS e (profile, service_date, claimed_until) VALUES (@profile, @day, now() + interval '10 minutes')
          ON CONFLICT (profile, service_date) DO UPDATE SET claimed_until = excluded.claimed_until WHERE e.written_at IS NULL AND e.claimed_until < now()
          RETURNING 1)
        SELECT EXISTS (SELECT FROM claimed)
        """,
        new { profile, day });

    public static Task WrittenAsync(UnitOfWork unit, string profile, DateOnly day, DateTimeOffset now) =>
        unit.ExecuteAsync("UPDATE exported_table SET written_at = @now WHERE profile = @profile AND service_date = @day", new { profile, day, now });
}
