using System.Text.Json;
using Logistics.Domain.Proofs;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>What went wrong, as it was told (<c>Schema/011_proofs.sql</c>).</summary>
public static class IncidentStore
{
    /// <summary>Keeps it, unless it is there already.</summary>
    public static async Task<IncidentOutcome> ReportAsync(UnitOfWork unit, Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        var said = SaidHash.Of(incident);
        var added = await unit.ExecuteAsync(
            """
            INSERT INTO incident (id, territory_id, service_date, plan_id, route_id, site_id, kind, occurred_at, received_at, said_sha256, document)
            VALUES (@id, @territory, @Date, @plan, @route, @site, @kind, @OccurredAt, @ReceivedAt, @said, @document::jsonb) ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                id = incident.Id.Value,
                territory = incident.Territory.Value,
                incident.Date,
                plan = incident.Plan.Value,
                route = incident.Route?.Value,
                site = incident.Site?.Value,
                kind = Words.Of(incident.Kind),
                incident.OccurredAt,
                incident.ReceivedAt,
                said,
                document = Documents.Write(incident),
            });
        if (added == 0)
            return await unit.FirstOrDefaultAsync<string>("SELECT said_sha256 FROM incident WHERE id = @id", new { id = incident.Id.Value }) == said
                ? IncidentOutcome.Known : IncidentOutcome.IdTaken;
        await EventLog.AppendAsync(unit, new(
            incident.OccurredAt, incident.Territory, "incident-reported", incident.Id.Value,
            JsonSerializer.Serialize(new { date = incident.Date, kind = Words.Of(incident.Kind), plan = incident.Plan.Value, route = incident.Route?.Value, site = incident.Site?.Value })));
        return IncidentOutcome.Recorded;
    }

    /// <summary>All that was told of a date, in the order in which it happened.</summary>
    public static async Task<IReadOnlyList<Incident>> OfDateAsync(UnitOfWork unit, DateOnly date) =>
        [.. (await unit.QueryAsync<string>("SELECT document::text FROM incident WHERE service_date = @date ORDER BY occurred_at, id", new { date })).Select(Documents.Read<Incident>)];
}

/// <summary>What became of an incident that was told.</summary>
public enum IncidentOutcome
{
    Recorded,

    /// <summary>The same was kept before.</summary>
    Known,

    /// <summary>Under its id something else was told before.</summary>
    IdTaken,
}
