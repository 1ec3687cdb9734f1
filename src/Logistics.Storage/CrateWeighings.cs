using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>What was weighed of lots that come in crates: read from proofs and the ledger whenever it is asked for, and kept nowhere else.</summary>
public static class CrateWeighings
{
    /// <summary>A busy territory has some thirty pick-ups a day.</summary>
    const int MostProofs = 5000;

    /// <param name="from">First service day.</param>
    /// <returns>Of the territory's own lots, the latest days if there are very many proofs.</returns>
    public static async Task<IReadOnlyList<CrateWeighing>> SinceAsync(UnitOfWork unit, TerritoryId territory, DateOnly from)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var proofs = (await unit.QueryAsync<string>(
            """
            SELECT document::text FROM proof
            WHERE territory_id = @territory AND service_date >= @from AND document->'lines' @? '$[*] ? (@.handling == "pickup" || @.handling == "fetch")'
            ORDER BY service_date DESC, id LIMIT @most
            """,
            new { territory = territory.Value, from, most = MostProofs })).Select(Documents.Read<Proof>);
        var weighed = LotWeighing.Of(proofs).Where(x => x.Territory == territory).ToList();
        // What the plans took a lot for is what its donor declared and declared anew, in the ledger; what the scales said at a stop names an allocation.
        var lots = (await unit.QueryAsync<Row>(
            """
            SELECT l.id AS Lot, l.service_date AS Date, l.document->>'kind' AS Kind, l.product AS Product, (l.document->>'crates')::int AS Crates, d.grams AS Grams
            FROM unnest(@lots::uuid[], @dates::date[]) AS w (lot_id, service_date) JOIN lot AS l ON l.service_date = w.service_date AND l.id = w.lot_id
            CROSS JOIN LATERAL (
              SELECT sum(CASE WHEN m.to_site_id IS NULL THEN -counted_g(m) ELSE counted_g(m) END)::bigint AS grams FROM movement AS m
              WHERE m.lot_id = l.id AND m.service_date = l.service_date AND m.allocation_id IS NULL AND m.kind IN ('declared', 'weighed')) AS d
            WHERE l.territory_id = @territory AND (l.document->>'crates')::int > 0 AND d.grams > 0
            """,
            new { territory = territory.Value, lots = weighed.Select(x => x.Lot.Value).ToArray(), dates = weighed.Select(x => x.Date).ToArray() }))
            .DistinctBy(x => (x.Lot, x.Date)).ToDictionary(x => (new LotId(x.Lot), x.Date));
        return [.. weighed.Where(x => lots.ContainsKey((x.Lot, x.Date))).Select(x => lots[(x.Lot, x.Date)] is var row ? new CrateWeighing(x, row.Kind, row.Product, row.Crates, new(row.Grams)) : null!)];
    }

    sealed record Row(Guid Lot, DateOnly Date, string Kind, string Product, int Crates, long Grams);
}
