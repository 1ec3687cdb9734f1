using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Storage;

/// <summary>Where things are: the questions PostGIS answers about sites.</summary>
public static class SiteSearch
{
    /// <summary>The sites of a day nearest to a position as the crow flies, nearest first; equal distances by code.</summary>
    /// <param name="territory">Null: of every territory.</param>
    public static async Task<IReadOnlyList<NearbySite>> NearestAsync(UnitOfWork unit, DateOnly date, Position from, int count, TerritoryId? territory = null) =>
        [.. (await unit.QueryAsync<(Guid Id, double Metres)>(
            """
            SELECT id, ST_Distance(position, @from::geography, use_spheroid => false)
            FROM site WHERE service_date = @date AND (@territory::uuid IS NULL OR territory_id = @territory)
            ORDER BY position <-> @from::geography, code LIMIT @count
            """,
            new { date, from, count, territory = territory?.Value }))
            .Select(found => new NearbySite(new(found.Id), Distance.FromMetres(found.Metres)))];
}

/// <param name="Distance">Great-circle distance, as <see cref="Position.DistanceTo"/> computes it.</param>
public sealed record NearbySite(SiteId Site, Distance Distance);
