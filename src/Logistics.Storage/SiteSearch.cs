using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>Where things are: the questions PostGIS answers about sites.</summary>
public static class SiteSearch
{
    /// <summary>The sites of a day nearest to a position as the crow flies, nearest first; equal distances by code.</summary>
    /// <param name="territory">Null: of every territory.</param>
    /// <remarks>PostgreSQL 15 takes the order of the index only where nothing else is in it: those of equal distance are told apart outside.</remarks>
    public static async Task<IReadOnlyList<NearbySite>> NearestAsync(UnitOfWork unit, DateOnly date, Position from, int count, TerritoryId? territory = null) =>
        [.. (await unit.QueryAsync<(Guid Id, double Metres)>(
            """
            SELECT id, ST_Distance(position, @from::geography, use_spheroid => false)
            FROM (
              SELECT id, code, position FROM site WHERE service_date = @date AND (@territory::uuid IS NULL OR territory_id = @territory)
              ORDER BY position <-> @from::geography FETCH FIRST (@count) ROWS WITH TIES) AS near
            ORDER BY position <-> @from::geography, code LIMIT @count
            """,
            new { date, from, count, territory = territory?.Value }))
            .Select(found => new NearbySite(new(found.Id), Distance.FromMetres(found.Metres)))];

    /// <summary>The sites of a day, whoever they belong to, that lie on a territory's ground, its edge included; by code. None where nobody drew it.</summary>
    public static async Task<IReadOnlyList<SiteId>> WithinAsync(UnitOfWork unit, DateOnly date, TerritoryId ground) =>
        [.. (await unit.QueryAsync<Guid>(
            """
            SELECT s.id FROM territory_outline AS o JOIN site AS s ON ST_Covers(o.outline, s.position)
            WHERE o.territory_id = @ground AND s.service_date = @date ORDER BY s.code, s.id
            """,
            new { date, ground = ground.Value })).Select(id => new SiteId(id))];

    /// <summary>How far each partner that received something is from where the goods were declared, weighted by what it received: for reports.</summary>
    /// <param name="from">First day, inclusive.</param>
    /// <param name="until">Last day, inclusive.</param>
    /// <remarks>
    /// As the crow flies between the sites as they were that day; a delivery tells the partner, and of its sites the nearest to the goods is taken.
    /// What came out of a batch counts from where the batch was made.
    /// </remarks>
    public static async Task<IReadOnlyList<FoodDistance>> FoodDistancesAsync(UnitOfWork unit, TerritoryId territory, DateOnly from, DateOnly until) =>
        [.. (await unit.QueryAsync<(Guid Party, long Grams, double Metres)>(
            """
            SELECT m.party_id, sum(counted_g(m))::bigint, sum(counted_g(m) * far.metres) / sum(counted_g(m))
            FROM movement AS m
            CROSS JOIN LATERAL (
              SELECT o.to_site_id FROM movement AS o
              WHERE o.lot_id = m.lot_id AND o.kind IN ('declared', 'out-of-batch') AND o.reverses_id IS NULL ORDER BY o.recorded_at, o.id LIMIT 1) AS origin
            JOIN site AS s ON s.service_date = m.service_date AND s.id = origin.to_site_id
            CROSS JOIN LATERAL (
              SELECT min(ST_Distance(t.position, s.position, use_spheroid => false)) AS metres FROM site AS t WHERE t.service_date = m.service_date AND t.party_id = m.party_id) AS far
            WHERE m.territory_id = @territory AND m.kind = 'delivered' AND m.service_date BETWEEN @from AND @until AND far.metres IS NOT NULL
            GROUP BY m.party_id HAVING sum(counted_g(m)) > 0 ORDER BY m.party_id
            """,
            new { territory = territory.Value, from, until }))
            .Select(x => new FoodDistance(new(x.Party), new Mass(x.Grams), Distance.FromMetres(x.Metres)))];
}

/// <param name="Distance">Great-circle distance, as <see cref="Position.DistanceTo"/> computes it.</param>
public sealed record NearbySite(SiteId Site, Distance Distance);

/// <param name="Received">What was delivered, less what was taken back.</param>
/// <param name="Mean">From where goods were declared to the partner, weighted by quantity; a great circle.</param>
public sealed record FoodDistance(PartyId Party, Mass Received, Distance Mean);
