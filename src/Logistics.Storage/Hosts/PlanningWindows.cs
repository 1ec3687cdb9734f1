using System.Text.Json;
using Logistics.Domain;

namespace Logistics.Storage.Hosts;

/// <summary>Times at which a territory wants its day planned anew, changed or not.</summary>
public static class PlanningWindows
{
    /// <summary>What a date's declarations count beyond their own revision: each window makes a plan from before it older than its day.</summary>
    internal const string ThatAskForAPlan = "SELECT service_date, count(*) AS windows FROM planning_window GROUP BY service_date";

    /// <summary>All territories that ever declared a day, as their latest one told of them.</summary>
    public static async Task<IReadOnlyList<TerritoryZone>> TerritoriesAsync(UnitOfWork unit) =>
        [.. await unit.QueryAsync<TerritoryZone>(
            "SELECT DISTINCT ON (territory_id) territory_id AS Territory, code AS Code, document->>'timeZone' AS Zone FROM day ORDER BY territory_id, service_date DESC")];

    /// <summary>
    /// Asks for a plan of the territory's next day of which something can still be fetched. Nothing happens where there is none, where it was planned since,
    /// or where this or another host asked already.
    /// </summary>
    /// <returns>True: it was asked now.</returns>
    public static async Task<bool> OpenAsync(UnitOfWork unit, TerritoryId territory, DateTimeOffset scheduledAt, DateTimeOffset now)
    {
        if (await unit.FirstOrDefaultAsync<DateOnly?>(
            """
            INSERT INTO planning_window (territory_id, scheduled_at, service_date)
            SELECT d.territory_id, @scheduledAt, d.service_date FROM (
              SELECT day.territory_id, day.service_date FROM day
              WHERE day.territory_id = @territory
                AND EXISTS (SELECT FROM lot WHERE lot.service_date = day.service_date AND lot.territory_id = day.territory_id AND lot.pickup_until > @now)
              ORDER BY day.service_date LIMIT 1) AS d
            WHERE NOT EXISTS (SELECT FROM plan_version AS v WHERE v.territory_id = d.territory_id AND v.service_date = d.service_date AND v.in_force_from >= @scheduledAt)
            ON CONFLICT DO NOTHING RETURNING service_date
            """,
            new { territory = territory.Value, scheduledAt, now }) is not { } date)
            return false;
        await EventLog.AppendAsync(unit, new(scheduledAt, territory, "planning-window-opened", territory.Value, JsonSerializer.Serialize(new { date })));
        return true;
    }

    /// <summary>Whether one was opened since the current plan of a day was put in force.</summary>
    internal static Task<bool> IsOpenAsync(UnitOfWork unit, DateOnly date) => unit.SingleAsync<bool>(
        """
        SELECT EXISTS (SELECT FROM planning_window AS w WHERE w.service_date = @date AND NOT EXISTS (
          SELECT FROM plan_version AS v WHERE v.territory_id = w.territory_id AND v.service_date = w.service_date AND v.in_force_from >= w.scheduled_at))
        """,
        new { date });
}

/// <param name="Zone">IANA name.</param>
public sealed record TerritoryZone(Guid Territory, string Code, string Zone);
