using Logistics.Domain;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>From a lot to all that was made of it, and back to all that it was made of, through splits and batches.</summary>
/// <remarks>
/// A trace ends where the unit's scope ends: a recall across territories asks in all of them. Each lot is visited once, so that entries
/// which by mistake make a lot its own ancestor end the search, too. Regulation (EC) No 178/2002, article 18: whoever handles food can say
/// from whom it came and to whom it went.
/// </remarks>
public static class LotTrace
{
    /// <summary>What the lot was made of, and that of what, back to what donors declared.</summary>
    public static Task<IReadOnlyList<LotPart>> BackAsync(UnitOfWork unit, LotId lot) => PartsAsync(unit, lot, from: "child_id", to: "parent_id");

    /// <summary>What was made of the lot, and what of that.</summary>
    public static Task<IReadOnlyList<LotPart>> ForthAsync(UnitOfWork unit, LotId lot) => PartsAsync(unit, lot, from: "parent_id", to: "child_id");

    /// <summary>Who received the lot or anything that has some of it in it, and where the rest of it still is.</summary>
    public static async Task<Recall> RecallAsync(UnitOfWork unit, LotId lot)
    {
        var received = await unit.QueryAsync<(Guid Party, Guid Lot, Guid? Site, long Grams, DateTimeOffset First, DateTimeOffset Last)>(
            $"""
             {Reached("parent_id", "child_id")}
             SELECT party_id, lot_id, to_site_id, sum(counted_g(m))::bigint, min(occurred_at), max(occurred_at)
             FROM movement AS m WHERE kind = 'delivered' AND lot_id IN (SELECT lot_id FROM reached)
             GROUP BY 1, 2, 3 HAVING sum(counted_g(m)) <> 0 ORDER BY min(occurred_at), 1, 2, 3
             """,
            new { lot = lot.Value });
        var there = await unit.QueryAsync<(Guid Lot, Guid? Site, long Grams)>(
            $"""
             {Reached("parent_id", "child_id")}
             SELECT lot_id, site_id, grams FROM stock_level WHERE grams <> 0 AND lot_id IN (SELECT lot_id FROM reached) ORDER BY 1, 2
             """,
            new { lot = lot.Value });
        return new(
            [.. received.Select(x => new RecalledDelivery(new(x.Party), new(x.Lot), SiteOf(x.Site), new(x.Grams), x.First, x.Last))],
            [.. there.Select(x => new StockLevel(new(x.Lot), SiteOf(x.Site), new(x.Grams)))]);
    }

    static async Task<IReadOnlyList<LotPart>> PartsAsync(UnitOfWork unit, LotId lot, string from, string to) =>
        [.. (await unit.QueryAsync<(Guid Parent, Guid Child, string Cause, long Grams)>(
            $"""
             {Reached(from, to)}
             SELECT parent_id, child_id, cause, sum(grams)::bigint
             FROM (SELECT DISTINCT movement_id, parent_id, child_id, cause, grams FROM lot_part WHERE {from} IN (SELECT lot_id FROM reached)) AS parts
             GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
             """,
            new { lot = lot.Value }))
            .Select(x => new LotPart(new(x.Parent), new(x.Child), Words.Read<PartCause>(x.Cause), new(x.Grams)))];

    /// <summary>UNION, not UNION ALL: what is found again is not followed again.</summary>
    static string Reached(string from, string to) =>
        $"WITH RECURSIVE reached(lot_id) AS (SELECT @lot::uuid UNION SELECT p.{to} FROM reached AS r JOIN lot_part AS p ON p.{from} = r.lot_id)";

    static SiteId? SiteOf(Guid? site) => site is { } id ? new SiteId(id) : null;
}

/// <summary>So much of one lot went into another.</summary>
public sealed record LotPart(LotId Parent, LotId Child, PartCause Cause, Mass Quantity);

public enum PartCause { Split, Batch }

/// <param name="Deliveries">Oldest first.</param>
/// <param name="StillThere">At sites and on the road.</param>
public sealed record Recall(ValueList<RecalledDelivery> Deliveries, ValueList<StockLevel> StillThere);

/// <param name="Lot">What they received: the lot itself, a part of it, or what a batch made with it.</param>
/// <param name="Site">Where it was brought, where that was said.</param>
/// <param name="Quantity">Of <paramref name="Lot"/>, whole: how much of that comes from the recalled lot nobody can taste.</param>
public sealed record RecalledDelivery(PartyId Party, LotId Lot, SiteId? Site, Mass Quantity, DateTimeOffset First, DateTimeOffset Last);
