using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>The ledger as it is read from outside: a page at a time, and of one partner where only that one's may be seen.</summary>
public static class LedgerPages
{
    /// <summary>A partner's sites are those that the latest declarations say.</summary>
    const string OwnSites = "(SELECT id FROM current_site WHERE party_id = @party)";

    /// <summary>What is where, by lot and site.</summary>
    /// <param name="party">At this partner's sites; null: anywhere.</param>
    /// <param name="site">There; null: anywhere, on the road too.</param>
    /// <param name="after">The last of the page before; null: from the beginning.</param>
    public static async Task<IReadOnlyList<StockLevel>> StockAsync(UnitOfWork unit, PartyId? party, SiteId? site, StockLevel? after, int limit) =>
        [.. (await unit.QueryAsync<(Guid Lot, Guid? Site, long Grams)>(
            $"""
             SELECT lot_id, site_id, sum(grams)::bigint FROM stock_level
             WHERE grams <> 0 AND (@site::uuid IS NULL OR site_id = @site) AND (@party::uuid IS NULL OR site_id IN {OwnSites})
               AND (@afterLot::uuid IS NULL OR (lot_id, coalesce(site_id, @road)) > (@afterLot, coalesce(@afterSite::uuid, @road)))
             GROUP BY lot_id, site_id ORDER BY lot_id, coalesce(site_id, @road) LIMIT @limit
             """,
            new { party = party?.Value, site = site?.Value, afterLot = after?.Lot.Value, afterSite = after?.Site?.Value, road = Guid.Empty, limit }))
            .Select(x => new StockLevel(new(x.Lot), x.Site is { } at ? new SiteId(at) : null, new Mass(x.Grams)))];

    /// <summary>Entries in the order in which they were written.</summary>
    /// <param name="party">Those that brought something to this partner or to or from its sites; null: all.</param>
    /// <param name="after">The last entry of the page before; null: from the beginning.</param>
    /// <returns>Null: there is no entry <paramref name="after"/>.</returns>
    public static async Task<IReadOnlyList<Movement>?> MovementsAsync(UnitOfWork unit, PartyId? party, MovementId? after, int limit) =>
        after is { } last && !await unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM movement WHERE id = @last)", new { last = last.Value })
            ? null
            : [.. (await unit.QueryAsync<MovementRow>(
                $"""
                 SELECT {MovementRow.Selected} FROM movement AS m
                 WHERE (@after::uuid IS NULL OR (m.recorded_at, m.id) > (SELECT b.recorded_at, b.id FROM movement AS b WHERE b.id = @after)) AND (@party::uuid IS NULL OR {IsOfParty})
                 ORDER BY m.recorded_at, m.id LIMIT @limit
                 """,
                new { party = party?.Value, after = after?.Value, limit })).Select(x => x.ToMovement())];

    /// <summary>What a lot, or anything that became of it, has to do with a partner.</summary>
    public static async Task<LotShare> ShareAsync(UnitOfWork unit, LotId lot, PartyId party)
    {
        var (any, given) = await unit.SingleAsync<(bool, bool)>(
            $"SELECT coalesce(bool_or({IsOfParty}), false), coalesce(bool_and(m.to_site_id IN {OwnSites}) FILTER (WHERE m.kind IN ('declared', 'out-of-batch')), false) FROM movement AS m WHERE m.lot_id = @lot",
            new { lot = lot.Value, party = party.Value });
        return given ? LotShare.Given : any ? LotShare.Received : LotShare.None;
    }

    /// <summary>Whether any entry tells of the lot.</summary>
    public static Task<bool> KnowsAsync(UnitOfWork unit, LotId lot) =>
        unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM movement WHERE lot_id = @lot OR part_lot_id = @lot)", new { lot = lot.Value });

    const string IsOfParty = $"(m.party_id = @party OR m.from_site_id IN {OwnSites} OR m.to_site_id IN {OwnSites})";
}

/// <summary>What a partner has to do with a lot.</summary>
public enum LotShare
{
    None,

    /// <summary>It had some of it.</summary>
    Received,

    /// <summary>It is from there.</summary>
    Given,
}
