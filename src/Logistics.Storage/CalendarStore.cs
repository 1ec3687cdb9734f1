using System.Text.Json;
using Logistics.Domain;

namespace Logistics.Storage;

/// <summary>What partners have before them (<c>Schema/017_calendars_and_notices.sql</c>).</summary>
public static class CalendarStore
{
    static readonly JsonSerializerOptions asColumns = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    const string Given = "jsonb_to_recordset(@rows::jsonb) AS g (id uuid, territory uuid, party uuid, site uuid, kind text, begin timestamptz, \"end\" timestamptz, document text)";

    /// <summary>Makes the entries of a day those of the plan that is put in force: what is the same stays, what differs counts a change, what is there no more is struck out.</summary>
    /// <param name="territories">That the plan covers; entries of others stay.</param>
    public static async Task ReplaceAsync(UnitOfWork unit, DateOnly date, IEnumerable<TerritoryId> territories, IReadOnlyCollection<NewCalendarEntry> entries, DateTimeOffset now)
    {
        var said = new { date, territories = territories.Select(x => x.Value).ToArray(), rows = JsonSerializer.Serialize(entries, asColumns), now };
        await unit.ExecuteAsync(
            $"""
             UPDATE calendar_entry SET cancelled = true, sequence = sequence + 1, changed_at = @now
             WHERE service_date = @date AND territory_id = ANY(@territories) AND NOT cancelled AND id NOT IN (SELECT g.id FROM {Given})
             """,
            said);
        await unit.ExecuteAsync(
            $"""
             INSERT INTO calendar_entry AS e (id, territory_id, service_date, party_id, site_id, kind, begins_at, ends_at, document, changed_at)
             SELECT g.id, g.territory, @date, g.party, g.site, g.kind, g.begin, g."end", g.document::jsonb, @now FROM {Given}
             ON CONFLICT (id) DO UPDATE SET site_id = excluded.site_id, begins_at = excluded.begins_at, ends_at = excluded.ends_at, document = excluded.document,
               sequence = e.sequence + 1, changed_at = excluded.changed_at, cancelled = false
             WHERE (e.site_id, e.begins_at, e.ends_at, e.document, e.cancelled) IS DISTINCT FROM (excluded.site_id, excluded.begins_at, excluded.ends_at, excluded.document, false)
             """,
            said);
    }

    /// <summary>Entries of a partner, struck-out ones included, by when they begin.</summary>
    /// <param name="site">At this place; null: at any.</param>
    /// <param name="until">The last day (inclusive).</param>
    public static async Task<IReadOnlyList<CalendarEntryRow>> OfPartyAsync(UnitOfWork unit, PartyId party, Guid? site, DateOnly from, DateOnly until) =>
        [.. await unit.QueryAsync<CalendarEntryRow>(
            """
            SELECT id AS Id, territory_id AS Territory, service_date AS Date, party_id AS Party, site_id AS Site, kind AS Kind, begins_at AS Begin, ends_at AS End, document::text AS Document,
              sequence AS Sequence, changed_at AS ChangedAt, cancelled AS Cancelled
            FROM calendar_entry WHERE party_id = @party AND service_date BETWEEN @from AND @until AND (@site::uuid IS NULL OR site_id = @site) ORDER BY begins_at, id
            """,
            new { party = party.Value, site, from, until })];
}

/// <param name="Document">JSON, which the store does not read.</param>
public sealed record NewCalendarEntry(Guid Id, Guid Territory, Guid Party, Guid Site, string Kind, DateTimeOffset Begin, DateTimeOffset End, string Document);

/// <param name="Sequence">How often it changed.</param>
public sealed record CalendarEntryRow(
    Guid Id, Guid Territory, DateOnly Date, Guid Party, Guid Site, string Kind, DateTimeOffset Begin, DateTimeOffset End, string Document, int Sequence, DateTimeOffset ChangedAt, bool Cancelled);
