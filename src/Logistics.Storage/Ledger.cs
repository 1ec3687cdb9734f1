using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;
using Logistics.Storage.Mapping;
using Npgsql;

namespace Logistics.Storage;

/// <summary>Where goods went, only ever added to, and the stock and totals that follow (<c>Schema/007_movements.sql</c>).</summary>
public static class Ledger
{
    static readonly JsonSerializerOptions AsColumns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly string Names = string.Join(", ", MovementRow.Columns.Select(column => column.Name));

    static readonly string Given =
        $"jsonb_to_recordset(@rows::jsonb) AS g({string.Join(", ", MovementRow.Columns.Select(column => $"{column.Name} {column.Type}"))})";

    /// <summary>
    /// Entries are added and levels locked in one order, whatever the order in which they are told, so that two who tell of the same do not
    /// wait for each other; and what takes back comes after what it takes back.
    /// </summary>
    static readonly string PostSql =
        $"""
         WITH added AS (
           INSERT INTO movement AS m ({Names}, recorded_at) SELECT {Names}, @now FROM {Given} ORDER BY reverses_id IS NOT NULL, id ON CONFLICT (id) DO NOTHING RETURNING m
         ), levels AS (
           INSERT INTO stock_level AS s (territory_id, lot_id, site_id, grams)
           SELECT (m).territory_id, change.lot_id, change.site_id, sum(change.grams) FROM added CROSS JOIN LATERAL stock_changes(m) AS change
           GROUP BY 1, 2, 3 ORDER BY 2, 3, 1
           ON CONFLICT (lot_id, site_id, territory_id) DO UPDATE SET grams = s.grams + excluded.grams
         )
         SELECT count(*)::int FROM added
         """;

    static readonly string DifferentSql =
        $"SELECT g.id FROM {Given} LEFT JOIN movement AS m ON m.id = g.id WHERE ({string.Join(", ", MovementRow.Columns.Select(column => $"m.{column.Name}"))}) IS DISTINCT FROM ({string.Join(", ", MovementRow.Columns.Select(column => $"g.{column.Name}"))}) LIMIT 1";

    /// <summary>
    /// Adds entries and changes the stock by them, all or none. Entries that are there already change nothing, so a batch may be sent again.
    /// What an entry takes back is there before, or in the same batch.
    /// </summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="MovementConflictException">An id is there with something else under it, or belongs to somebody out of scope.</exception>
    /// <exception cref="ArgumentException">An entry does not say what its kind needs, or takes back what it may not.</exception>
    public static async Task<int> PostAsync(UnitOfWork unit, IReadOnlyCollection<Movement> movements, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(movements);
        var rows = JsonSerializer.Serialize(movements.Select(MovementRow.Of), AsColumns);
        try
        {
            var added = await unit.SingleAsync<int>(PostSql, new { rows, now });
            if (added < movements.Count && await unit.FirstOrDefaultAsync<Guid?>(DifferentSql, new { rows }) is { } different)
                throw new MovementConflictException(new(different));
            return added;
        }
        catch (PostgresException broken) when (broken.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation)
        {
            throw new ArgumentException($"An entry of the ledger is not right: {broken.MessageText} ({broken.Detail ?? broken.ConstraintName})", nameof(movements), broken);
        }
    }

    /// <summary>Those of the entries that are there.</summary>
    internal static async Task<Dictionary<MovementId, Movement>> FindAsync(UnitOfWork unit, IEnumerable<MovementId> ids) =>
        (await unit.QueryAsync<MovementRow>($"SELECT {MovementRow.Selected} FROM movement AS m WHERE m.id = ANY (@ids)", new { ids = ids.Select(x => x.Value).ToArray() }))
            .Select(x => x.ToMovement()).ToDictionary(x => x.Id);

    /// <summary>All that happened to a lot, corrections included, in the order in which it happened.</summary>
    public static async Task<IReadOnlyList<Movement>> OfLotAsync(UnitOfWork unit, LotId lot) =>
        [.. (await unit.QueryAsync<MovementRow>(
            $"SELECT {MovementRow.Selected} FROM movement AS m WHERE m.lot_id = @lot OR m.part_lot_id = @lot ORDER BY m.occurred_at, m.id", new { lot = lot.Value }))
            .Select(row => row.ToMovement())];

    /// <summary>What of which lot is where, as it is kept up; nothing that is nowhere any more.</summary>
    public static Task<IReadOnlyList<StockLevel>> StockAsync(UnitOfWork unit, TerritoryId territory) => LevelsAsync(
        unit, "SELECT lot_id AS Lot, site_id AS Site, grams AS Grams FROM stock_level WHERE territory_id = @territory AND grams <> 0 ORDER BY 1, 2", territory);

    /// <summary>The same, added up from every entry there ever was.</summary>
    public static Task<IReadOnlyList<StockLevel>> RebuiltStockAsync(UnitOfWork unit, TerritoryId territory) => LevelsAsync(
        unit,
        """
        SELECT lot_id AS Lot, site_id AS Site, sum(grams)::bigint AS Grams FROM stock_change WHERE territory_id = @territory
        GROUP BY lot_id, site_id HAVING sum(grams) <> 0 ORDER BY 1, 2
        """,
        territory);

    /// <summary>What came in of a lot and where it went; see <see cref="MassBalance.Difference"/>.</summary>
    public static async Task<MassBalance> BalanceAsync(UnitOfWork unit, LotId lot)
    {
        var sums = (await unit.QueryAsync<(string Kind, long Grams)>(
            """
            SELECT CASE WHEN part_lot_id = @lot THEN 'from-lot' ELSE kind END,
                   sum(counted_g(m) * CASE WHEN kind = 'weighed' AND from_site_id IS NOT NULL THEN -1 ELSE 1 END)::bigint
            FROM movement AS m WHERE lot_id = @lot OR part_lot_id = @lot GROUP BY 1
            """,
            new { lot = lot.Value })).ToDictionary(x => x.Kind, x => new Mass(x.Grams));
        var (atSites, onTheRoad) = await unit.SingleAsync<(long, long)>(
            """
            SELECT coalesce(sum(grams) FILTER (WHERE site_id IS NOT NULL), 0)::bigint, coalesce(sum(grams) FILTER (WHERE site_id IS NULL), 0)::bigint
            FROM stock_level WHERE lot_id = @lot
            """,
            new { lot = lot.Value });
        return new()
        {
            Declared = Sum(MovementKind.Declared),
            Weighed = Sum(MovementKind.Weighed),
            OutOfBatch = Sum(MovementKind.OutOfBatch),
            FromLot = sums.GetValueOrDefault("from-lot"),
            Delivered = Sum(MovementKind.Delivered),
            Returned = Sum(MovementKind.Returned),
            Lost = Sum(MovementKind.Lost),
            IntoBatch = Sum(MovementKind.IntoBatch),
            IntoParts = Sum(MovementKind.Split),
            AtSites = new(atSites),
            OnTheRoad = new(onTheRoad),
        };

        Mass Sum(MovementKind kind) => sums.GetValueOrDefault(Words.Of(kind));
    }

    /// <summary>What each partner received, by family and month; nothing that was taken back.</summary>
    /// <param name="from">First day, inclusive.</param>
    /// <param name="until">Last day, inclusive.</param>
    public static async Task<IReadOnlyList<Received>> ReceivedAsync(UnitOfWork unit, TerritoryId territory, DateOnly from, DateOnly until) =>
        [.. (await unit.QueryAsync<(Guid Party, string? Family, DateOnly Month, long Grams)>(
            """
            SELECT party_id, family, date_trunc('month', service_date::timestamp)::date, sum(counted_g(m))::bigint
            FROM movement AS m WHERE territory_id = @territory AND kind = 'delivered' AND service_date BETWEEN @from AND @until
            GROUP BY 1, 2, 3 HAVING sum(counted_g(m)) <> 0 ORDER BY 3, 1, 2
            """,
            new { territory = territory.Value, from, until }))
            .Select(x => new Received(new(x.Party), x.Family is null ? null : Words.Read<Family>(x.Family), x.Month, new(x.Grams)))];

    static async Task<IReadOnlyList<StockLevel>> LevelsAsync(UnitOfWork unit, string sql, TerritoryId territory) =>
        [.. (await unit.QueryAsync<(Guid Lot, Guid? Site, long Grams)>(sql, new { territory = territory.Value }))
            .Select(x => new StockLevel(new(x.Lot), x.Site is { } site ? new SiteId(site) : null, new(x.Grams)))];
}

/// <summary>Somebody tells an entry under an id that already stands for another one. Nothing of the batch was kept.</summary>
public sealed class MovementConflictException(MovementId movement) : Exception($"The entry {movement.Value} is in the ledger already and says something else.")
{
    public MovementId Movement => movement;
}

/// <param name="Site">Null: on the road.</param>
/// <param name="Quantity">Below nothing while a proof is still on its way.</param>
public sealed record StockLevel(LotId Lot, SiteId? Site, Mass Quantity);

/// <param name="Month">Its first day.</param>
public sealed record Received(PartyId Party, Family? Family, DateOnly Month, Mass Quantity);
