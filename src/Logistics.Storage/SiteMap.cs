using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>A territory's ground and sites as GeoJSON (RFC 7946), written by PostGIS: seven decimals of a degree are a centimetre.</summary>
public static class SiteMap
{
    /// <summary>Keeps the ground a territory works on, in the place of what was drawn before.</summary>
    /// <param name="geometry">A GeoJSON MultiPolygon whose rings are closed (<c>OutlineReader</c> sees to it).</param>
    /// <param name="source">Who drew it and under which licence.</param>
    /// <returns>Null: it is kept; else what PostGIS says is wrong with it, such as a ring that crosses itself.</returns>
    public static async Task<string?> DrawAsync(UnitOfWork unit, TerritoryId territory, string geometry, string source, DateTimeOffset now)
    {
        if (await unit.SingleAsync<string?>("SELECT CASE WHEN NOT ST_IsValid(g) THEN ST_IsValidReason(g) END FROM (SELECT ST_GeomFromGeoJSON(@geometry) AS g) AS drawn", new { geometry }) is { } reason)
            return reason;
        await unit.ExecuteAsync(
            """
            INSERT INTO territory_outline (territory_id, outline, source, set_at) VALUES (@territory, ST_SetSRID(ST_GeomFromGeoJSON(@geometry), 4326)::geography, @source, @now)
            ON CONFLICT (territory_id) DO UPDATE SET outline = excluded.outline, source = excluded.source, set_at = excluded.set_at
            """,
            new { territory = territory.Value, geometry, source, now });
        return null;
    }

    /// <summary>The ground as a feature, with its area in square metres and who drew it; null: nobody did.</summary>
    public static Task<string?> OutlineAsync(UnitOfWork unit, TerritoryId territory) => unit.FirstOrDefaultAsync<string>(
        """
        SELECT json_build_object('type', 'Feature', 'geometry', ST_AsGeoJSON(outline, 7)::json,
          'properties', json_build_object('source', source, 'areaM2', round(ST_Area(outline)::numeric)::bigint))::text
        FROM territory_outline WHERE territory_id = @territory
        """,
        new { territory = territory.Value });

    /// <summary>Sites of a date as a collection of features: without phones, and with <c>metres</c> where they are asked for by distance.</summary>
    public static Task<string> SitesAsync(UnitOfWork unit, TerritoryId territory, SiteQuestion question) => unit.SingleAsync<string>(
        $"""
         SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(json_build_object(
           'type', 'Feature', 'id', f.id, 'geometry', ST_AsGeoJSON(f.position, 7)::json,
           'properties', json_strip_nulls(json_build_object('code', f.code, 'name', f.name, 'kind', f.kind, 'commune', f.commune, 'partner', p.code, 'partnerName', p.name,
             'inside', (SELECT ST_Covers(o.outline, f.position) FROM territory_outline AS o WHERE o.territory_id = @territory),
             'metres', round(ST_Distance(f.position, @near::geography, use_spheroid => false)::numeric)::bigint))) ORDER BY f.place), '[]'))::text
         FROM (
           SELECT s.*, row_number() OVER (ORDER BY {(question.Near is null ? "" : "s.position <-> @near::geography, ")}s.code, s.id) AS place
           FROM (
             SELECT * FROM site AS s WHERE s.service_date = @date
               AND {(question.Within ? "EXISTS (SELECT FROM territory_outline AS o WHERE o.territory_id = @territory AND ST_Covers(o.outline, s.position))" : "s.territory_id = @territory")}
             {(question.Near is null ? "" : "ORDER BY s.position <-> @near::geography FETCH FIRST (@limit) ROWS WITH TIES")}) AS s
           ORDER BY place LIMIT @limit) AS f
         JOIN party AS p ON p.service_date = f.service_date AND p.id = f.party_id
         """,
        new { territory = territory.Value, date = question.Date, near = question.Near, limit = question.Limit });

    /// <summary>A territory by its code, as its latest day says it, and that day; null: none declared one.</summary>
    public static async Task<(TerritoryId Territory, DateOnly Latest)?> FindAsync(UnitOfWork unit, string code) =>
        await unit.FirstOrDefaultAsync<(Guid Id, DateOnly Date)?>("SELECT territory_id, service_date FROM day WHERE code = @code ORDER BY service_date DESC LIMIT 1", new { code }) is var (id, date)
            ? (new TerritoryId(id), date)
            : null;
}

/// <summary>Which sites of a territory.</summary>
/// <param name="Near">Nearest first; null: by code.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Within">All that lie on the territory's ground, whoever they belong to, instead of the territory's own.</param>
public sealed record SiteQuestion(DateOnly Date, Position? Near, int Limit, bool Within);
