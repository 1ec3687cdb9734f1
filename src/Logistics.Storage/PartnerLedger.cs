using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>The ledger as one partner reads it about itself: what it received, and what became of what it gave.</summary>
public static class PartnerLedger
{
    /// <summary>The latest day on which something reached the partner, with all that did on that day; null: nothing ever did.</summary>
    public static async Task<LastServed?> LastServedAsync(UnitOfWork unit, PartyId party) =>
        await unit.FirstOrDefaultAsync<DaySum>(
            """
            SELECT service_date AS Date, sum(quantity_g)::bigint AS Grams FROM standing_movement WHERE kind = 'delivered' AND party_id = @party
            GROUP BY service_date ORDER BY service_date DESC LIMIT 1
            """,
            new { party = party.Value }) is { } last ? new LastServed(last.Date, new Mass(last.Grams)) : null;

    /// <summary>What it received, and what others received of lots that began at its sites or were split off them, by month of the service day and family.</summary>
    /// <param name="from">The first day that counts.</param>
    /// <param name="until">The last (inclusive).</param>
    /// <returns>The latest month first; within it by family.</returns>
    public static async Task<IReadOnlyList<MonthOfFamily>> MonthsAsync(UnitOfWork unit, PartyId party, DateOnly from, DateOnly until) =>
        [.. (await unit.QueryAsync<(DateOnly Month, string? Family, long Received, long Given)>(
            """
            WITH RECURSIVE own (lot_id) AS (
              SELECT lot_id FROM standing_movement
              WHERE kind IN ('declared', 'out-of-batch') AND to_site_id IN (SELECT id FROM current_site WHERE party_id = @party)
              UNION SELECT s.part_lot_id FROM standing_movement AS s JOIN own ON own.lot_id = s.lot_id WHERE s.kind = 'split'
            ), told AS (
              SELECT service_date, family, quantity_g AS received, 0::bigint AS given FROM standing_movement
              WHERE kind = 'delivered' AND party_id = @party AND service_date BETWEEN @from AND @until
              UNION ALL SELECT m.service_date, m.family, 0, m.quantity_g FROM own JOIN standing_movement AS m ON m.lot_id = own.lot_id
              WHERE m.kind = 'delivered' AND m.party_id <> @party AND m.service_date BETWEEN @from AND @until
            )
            SELECT date_trunc('month', service_date)::date, family, sum(received)::bigint, sum(given)::bigint FROM told GROUP BY 1, 2 ORDER BY 1 DESC, 2
            """,
            new { party = party.Value, from, until })).Select(x => new MonthOfFamily(x.Month, x.Family is { } family ? Words.Read<Family>(family) : null, new Mass(x.Received), new Mass(x.Given)))];

    sealed record DaySum(DateOnly Date, long Grams);
}

/// <param name="Quantity">All that reached the partner on that day.</param>
public sealed record LastServed(DateOnly Date, Mass Quantity);

/// <param name="Month">Its first day.</param>
/// <param name="Family">Null: not known.</param>
public sealed record MonthOfFamily(DateOnly Month, Family? Family, Mass Received, Mass Given);
