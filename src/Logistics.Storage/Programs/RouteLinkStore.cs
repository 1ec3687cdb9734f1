using Logistics.Domain;
using Logistics.Storage.People;

namespace Logistics.Storage.Programs;

/// <summary>Links by which a driver opens a route (<c>Schema/015_route_links.sql</c>).</summary>
public static class RouteLinkStore
{
    const string Columns =
        """
        id AS Id, territory_id AS Territory, service_date AS Date, shift_id AS Shift, made_at AS MadeAt, reads_until AS ReadsUntil, tells_until AS TellsUntil,
        openings AS Openings, opened_at AS OpenedAt, seen_plan_id AS SeenPlan, seen_at AS SeenAt
        """;

    /// <param name="digest">SHA-256 of what stands in the link.</param>
    /// <param name="by">The person who makes it; null: whoever holds the access key, or in a demo.</param>
    public static async Task AddAsync(UnitOfWork unit, RouteLinkRow link, byte[] digest, Guid? by)
    {
        await unit.ExecuteAsync(
            """
            INSERT INTO route_link (id, digest, territory_id, service_date, shift_id, made_by, made_at, reads_until, tells_until)
            VALUES (@Id, @digest, @Territory, @Date, @Shift, @by, @MadeAt, @ReadsUntil, @TellsUntil)
            """,
            new { link.Id, digest, link.Territory, link.Date, link.Shift, by, link.MadeAt, link.ReadsUntil, link.TellsUntil });
        await AuditLog.AppendAsync(unit, new(link.MadeAt, by, "route-link-made", link.Id));
    }

    /// <summary>Opens a link, as often as somebody does: the phone may change.</summary>
    /// <returns>Null: there is none such, or it shows nothing any more.</returns>
    public static Task<RouteLinkRow?> OpenAsync(UnitOfWork unit, byte[] digest, DateTimeOffset now) => unit.FirstOrDefaultAsync<RouteLinkRow>(
        $"UPDATE route_link SET openings = openings + 1, opened_at = @now WHERE digest = @digest AND ended_at IS NULL AND reads_until > @now RETURNING {Columns}",
        new { digest, now });

    /// <summary>A link by which something may still be told; null: there is none such, or not any more.</summary>
    public static Task<RouteLinkRow?> FindAsync(UnitOfWork unit, Guid id, DateTimeOffset now) =>
        unit.FirstOrDefaultAsync<RouteLinkRow>($"SELECT {Columns} FROM route_link WHERE id = @id AND ended_at IS NULL AND tells_until > @now", new { id, now });

    /// <summary>Links of a route by which something may still be told, the newest first.</summary>
    public static async Task<IReadOnlyList<RouteLinkRow>> ListAsync(UnitOfWork unit, DateOnly date, Guid shift, DateTimeOffset now) =>
        [.. await unit.QueryAsync<RouteLinkRow>(
            $"SELECT {Columns} FROM route_link WHERE service_date = @date AND shift_id = @shift AND ended_at IS NULL AND tells_until > @now ORDER BY made_at DESC, id",
            new { date, shift, now })];

    /// <summary>Links of all routes of a date by which something may still be told, the newest first.</summary>
    public static async Task<IReadOnlyList<RouteLinkRow>> OfDateAsync(UnitOfWork unit, DateOnly date, DateTimeOffset now) =>
        [.. await unit.QueryAsync<RouteLinkRow>(
            $"SELECT {Columns} FROM route_link WHERE service_date = @date AND ended_at IS NULL AND tells_until > @now ORDER BY made_at DESC, id", new { date, now })];

    /// <summary>Notes that whoever opened the link has read this plan.</summary>
    public static Task SeeAsync(UnitOfWork unit, Guid id, PlanId plan, DateTimeOffset now) =>
        unit.ExecuteAsync("UPDATE route_link SET seen_plan_id = @plan, seen_at = @now WHERE id = @id AND ended_at IS NULL", new { id, plan = plan.Value, now });

    /// <param name="territory">Null: of any.</param>
    /// <returns>False when there is no such link that has not ended.</returns>
    public static async Task<bool> EndAsync(UnitOfWork unit, Guid id, Guid? territory, Guid? by, DateTimeOffset now)
    {
        if (await unit.ExecuteAsync(
            "UPDATE route_link SET ended_at = @now WHERE id = @id AND ended_at IS NULL AND (@territory::uuid IS NULL OR territory_id = @territory)", new { id, territory, now }) == 0)
            return false;
        await AuditLog.AppendAsync(unit, new(now, by, "route-link-ended", id));
        return true;
    }
}

/// <param name="Shift">The vehicle's day that it is about.</param>
/// <param name="ReadsUntil">Exclusive, as <paramref name="TellsUntil"/>.</param>
/// <param name="SeenPlan">The plan that somebody said to have read last.</param>
public sealed record RouteLinkRow(
    Guid Id, Guid Territory, DateOnly Date, Guid Shift, DateTimeOffset MadeAt, DateTimeOffset ReadsUntil, DateTimeOffset TellsUntil, int Openings = 0, DateTimeOffset? OpenedAt = null,
    Guid? SeenPlan = null, DateTimeOffset? SeenAt = null);
