using System.Text.Json;
using Logistics.Domain;

namespace Logistics.Storage;

/// <summary>What happened, in order, only ever added to (<c>Schema/003_events.sql</c>).</summary>
public static class EventLog
{
    /// <summary>
    /// Adds an event to this unit of work. Add events last: from here to the end of the transaction every other writer of events waits,
    /// so that readers who poll by id never see a higher id before a lower one.
    /// </summary>
    /// <returns>Its id: rising, not without gaps.</returns>
    /// <exception cref="Npgsql.PostgresException">The payload is not JSON.</exception>
    public static async Task<long> AppendAsync(UnitOfWork unit, NewEvent added)
    {
        await unit.LockAsync(LockSpace.Events, 0);
        return await unit.SingleAsync<long>(
            """
            INSERT INTO event (occurred_at, territory_id, kind, subject_id, payload)
            VALUES (@OccurredAt, @territory, @Kind, @Subject, @Payload::jsonb) RETURNING id
            """,
            new { added.OccurredAt, territory = added.Territory?.Value, added.Kind, added.Subject, added.Payload });
    }

    /// <summary>Adds several at once, in their order.</summary>
    public static async Task AppendAllAsync(UnitOfWork unit, IReadOnlyCollection<NewEvent> added)
    {
        if (added.Count == 0)
            return;
        await unit.ExecuteAsync(
            """
            SELECT pg_advisory_xact_lock(@space, 0);
            INSERT INTO event (occurred_at, territory_id, kind, subject_id, payload)
            SELECT (r->>'a')::timestamptz, (r->>'t')::uuid, r->>'k', (r->>'s')::uuid, (r->>'p')::jsonb
            FROM jsonb_array_elements(@rows::jsonb) WITH ORDINALITY AS rows(r, place) ORDER BY place
            """,
            new { space = (int)LockSpace.Events, rows = JsonSerializer.Serialize(added.Select(x => new { a = x.OccurredAt, t = x.Territory?.Value, k = x.Kind, s = x.Subject, p = x.Payload })) });
    }

    /// <summary>Events with an id greater than <paramref name="after"/>, oldest first, at most <paramref name="limit"/>.</summary>
    /// <param name="territory">Null: of every territory and of the instance; else of this one and of the instance. The instance's are seen in <see cref="Scope.Service"/> only.</param>
    public static async Task<IReadOnlyList<StoredEvent>> ReadAfterAsync(UnitOfWork unit, long after, int limit, TerritoryId? territory = null) =>
        [.. (await unit.QueryAsync<EventRow>(
            """
            SELECT id AS Id, occurred_at AS OccurredAt, territory_id AS Territory, kind AS Kind, subject_id AS Subject, payload::text AS Payload
            FROM event WHERE id > @after AND (@territory::uuid IS NULL OR territory_id IS NULL OR territory_id = @territory) ORDER BY id LIMIT @limit
            """,
            new { after, limit, territory = territory?.Value }))
            .Select(row => new StoredEvent(
                row.Id, new NewEvent(row.OccurredAt, row.Territory is { } id ? new TerritoryId(id) : null, row.Kind, row.Subject, row.Payload)))];

    /// <summary>The id of the latest; 0: nothing happened yet.</summary>
    public static Task<long> LatestAsync(UnitOfWork unit) => unit.SingleAsync<long>("SELECT coalesce(max(id), 0) FROM event");

    sealed record EventRow(long Id, DateTimeOffset OccurredAt, Guid? Territory, string Kind, Guid? Subject, string Payload);
}

/// <param name="OccurredAt">When it happened in the world.</param>
/// <param name="Territory">Null: it concerns the whole instance.</param>
/// <param name="Kind">In the past tense, words joined by hyphens: <c>plan-saved</c>.</param>
/// <param name="Subject">Id of what it happened to.</param>
/// <param name="Payload">JSON.</param>
public sealed record NewEvent(DateTimeOffset OccurredAt, TerritoryId? Territory, string Kind, Guid? Subject, string Payload);

public sealed record StoredEvent(long Id, NewEvent Event);
