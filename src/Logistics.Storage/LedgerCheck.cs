using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>Looks for all that cannot be true of the ledger: what proofs that are still on their way explain, and what nothing explains.</summary>
public static class LedgerCheck
{
    /// <summary>Of the territories in the unit's scope; empty when every balance is closed.</summary>
    public static async Task<IReadOnlyList<LedgerProblem>> FindAsync(UnitOfWork unit)
    {
        var levels = await unit.QueryAsync<(Guid Lot, Guid? Site, long Kept, long Rebuilt)>(
            """
            SELECT lot_id, site_id, sum(kept)::bigint, sum(rebuilt)::bigint
            FROM (
              SELECT territory_id, lot_id, site_id, grams AS kept, 0 AS rebuilt FROM stock_level
              UNION ALL
              SELECT territory_id, lot_id, site_id, 0, grams FROM stock_change) AS both_ways
            GROUP BY territory_id, lot_id, site_id HAVING sum(kept) <> sum(rebuilt) OR sum(rebuilt) < 0 ORDER BY 1, 2
            """);
        var reversals = await unit.QueryAsync<(Guid Movement, bool OfReversal)>(
            """
            SELECT r.id, m.reverses_id IS NOT NULL FROM movement AS r LEFT JOIN movement AS m ON m.id = r.reverses_id
            WHERE r.reverses_id IS NOT NULL AND (m.reverses_id IS NOT NULL OR said_of_goods(m) IS DISTINCT FROM said_of_goods(r)) ORDER BY r.id
            """);
        var orphans = await unit.QueryAsync<(Guid Movement, Guid Child)>(
            """
            SELECT o.id, o.lot_id FROM standing_movement AS o
            WHERE o.kind = 'out-of-batch' AND NOT EXISTS (SELECT FROM standing_movement AS i WHERE i.kind = 'into-batch' AND i.batch_id = o.batch_id)
            UNION ALL
            SELECT s.id, s.part_lot_id FROM standing_movement AS s
            WHERE s.kind = 'split'
              AND NOT EXISTS (SELECT FROM standing_movement AS p WHERE p.lot_id = s.lot_id AND p.kind IN ('declared', 'out-of-batch'))
              AND NOT EXISTS (SELECT FROM standing_movement AS p WHERE p.part_lot_id = s.lot_id)
            ORDER BY 1
            """);
        var batches = await unit.QueryAsync<(Guid Batch, long In, long Out)>(
            """
            SELECT batch_id, coalesce(sum(quantity_g) FILTER (WHERE kind = 'into-batch'), 0)::bigint, coalesce(sum(quantity_g) FILTER (WHERE kind = 'out-of-batch'), 0)::bigint
            FROM standing_movement WHERE batch_id IS NOT NULL
            GROUP BY batch_id HAVING sum(quantity_g) FILTER (WHERE kind = 'out-of-batch') > sum(quantity_g) FILTER (WHERE kind = 'into-batch') ORDER BY 1
            """);
        return
        [
            .. levels.Where(x => x.Kept != x.Rebuilt).Select(x => new LedgerProblem.StockDiffers(new(x.Lot), SiteOf(x.Site), new(x.Kept), new(x.Rebuilt))),
            .. levels.Where(x => x.Rebuilt < 0).Select(x => Negative(new(x.Lot), SiteOf(x.Site), new(-x.Rebuilt))),
            .. reversals.Select(LedgerProblem (x) => x.OfReversal ? new LedgerProblem.ReversalOfReversal(new(x.Movement)) : new LedgerProblem.FalseReversal(new(x.Movement))),
            .. orphans.Select(x => new LedgerProblem.UnknownParent(new(x.Child), new(x.Movement))),
            .. batches.Select(x => new LedgerProblem.BatchGrows(new(x.Batch), new(x.In), new(x.Out))),
        ];
    }

    static LedgerProblem Negative(LotId lot, SiteId? site, Mass by) =>
        site is { } where ? new LedgerProblem.TakenWhereNothingWas(lot, where, by) : new LedgerProblem.MoreLeftTheRoadThanCameOnIt(lot, by);

    static SiteId? SiteOf(Guid? site) => site is { } id ? new SiteId(id) : null;
}

/// <summary>Something that cannot be true of the ledger, with figures.</summary>
public abstract record LedgerProblem
{
    LedgerProblem() { }

    /// <summary>The stock as it is kept up is not what the entries add up to: a mistake of this program.</summary>
    public sealed record StockDiffers(LotId Lot, SiteId? Site, Mass Kept, Mass Rebuilt) : LedgerProblem;

    /// <summary>More of a lot went away from a site than was there.</summary>
    public sealed record TakenWhereNothingWas(LotId Lot, SiteId Site, Mass By) : LedgerProblem;

    /// <summary>More of a lot was delivered, returned, lost, worked up or set down from the road than was picked up.</summary>
    public sealed record MoreLeftTheRoadThanCameOnIt(LotId Lot, Mass By) : LedgerProblem;

    /// <summary>An entry takes back one that itself takes back another.</summary>
    public sealed record ReversalOfReversal(MovementId Movement) : LedgerProblem;

    /// <summary>An entry takes back what is not there, or says something else than what it takes back.</summary>
    public sealed record FalseReversal(MovementId Movement) : LedgerProblem;

    /// <summary>A lot came out of a batch into which nothing went, or was split off a lot that nobody declared or made.</summary>
    public sealed record UnknownParent(LotId Child, MovementId Movement) : LedgerProblem;

    /// <summary>More came out of a batch than went in.</summary>
    public sealed record BatchGrows(TransformationId Batch, Mass In, Mass Out) : LedgerProblem;
}
