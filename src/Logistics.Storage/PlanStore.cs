using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Storage.Mapping;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Logistics.Storage;

/// <summary>
/// What was planned (<c>Schema/002_plans.sql</c>). A plan holds the goods and partners of all its territories: where the unit's scope does not
/// hold all of them it is not there, in whole or in a list; that the date was planned is.
/// </summary>
public static class PlanStore
{
    /// <summary>
    /// Puts a plan in force for its date in each of its territories, as their next version. Where it is in force already nothing changes,
    /// so saving twice is saving once. A plan is never changed: a stored one with the same id is kept as it is. What is saved later counts as later, whatever
    /// the clock of its host says: hosts whose clocks differ would else each hold their own plan for the current one.
    /// </summary>
    /// <param name="source">A plan that is stored and that this one was made from by hand; null: it was made anew.</param>
    /// <returns>The version it now has in each of its territories.</returns>
    public static async Task<ValueList<PlanVersion>> SaveAsync(UnitOfWork unit, DayPlan plan, DateTimeOffset now, DayPlan? source = null)
    {
        await unit.LockAsync(LockSpace.Plan, plan.Date.DayNumber);
        if (await InsertAsync(unit, plan, now, source) == 1)
            await InsertRoutesAsync(unit, plan, source);
        var versions = (await unit.QueryAsync<VersionRow>(
            """
            WITH current AS (
              SELECT t AS territory_id, v.version, v.plan_id FROM unnest(@territories::uuid[]) AS t
              LEFT JOIN LATERAL (SELECT version, plan_id FROM plan_version WHERE territory_id = t AND service_date = @date ORDER BY version DESC LIMIT 1) AS v ON true
            ), added AS (
              INSERT INTO plan_version (territory_id, service_date, version, plan_id, in_force_from)
              SELECT territory_id, @date, coalesce(version, 0) + 1, @plan,
                greatest(@now, (SELECT max(in_force_from) + interval '1 microsecond' FROM plan_version WHERE service_date = @date AND plan_id <> @plan))
              FROM current WHERE plan_id IS DISTINCT FROM @plan
              RETURNING territory_id, version
            )
            SELECT c.territory_id AS Territory, coalesce(a.version, c.version) AS Version FROM current AS c LEFT JOIN added AS a USING (territory_id)
            """,
            new { territories = plan.Territories.Select(x => x.Value).ToArray(), date = plan.Date, plan = plan.Id.Value, now })).ToDictionary(row => row.Territory, row => row.Version);
        return [.. plan.Territories.Select(territory => new PlanVersion(territory, versions[territory.Value]))];
    }

    /// <summary>The plan in force, or null when none was made.</summary>
    public static async Task<StoredPlan?> CurrentAsync(UnitOfWork unit, TerritoryId territory, DateOnly date) =>
        Stored(await unit.FirstOrDefaultAsync<PlanRow>(
            $"""
            SELECT v.version AS Version, v.in_force_from AS InForceFrom, {Whole} AS Document
            FROM plan_version v JOIN plan p ON p.id = v.plan_id
            WHERE v.territory_id = @territory AND v.service_date = @date ORDER BY v.version DESC LIMIT 1
            """,
            new { territory = territory.Value, date }));

    /// <summary>The plan that was in force under a number, or null.</summary>
    public static async Task<StoredPlan?> VersionAsync(UnitOfWork unit, TerritoryId territory, DateOnly date, int version) =>
        Stored(await unit.FirstOrDefaultAsync<PlanRow>(
            $"""
            SELECT v.version AS Version, v.in_force_from AS InForceFrom, {Whole} AS Document
            FROM plan_version v JOIN plan p ON p.id = v.plan_id
            WHERE v.territory_id = @territory AND v.service_date = @date AND v.version = @version
            """,
            new { territory = territory.Value, date, version }));

    /// <summary>Any stored plan, in force or not, or null.</summary>
    public static async Task<DayPlan?> FindAsync(UnitOfWork unit, PlanId id) =>
        await unit.FirstOrDefaultAsync<string>($"SELECT {Whole} FROM plan AS p WHERE p.id = @id", new { id = id.Value }) is { } document
            ? Documents.Read<DayPlan>(document)
            : null;

    /// <summary>All versions of a date, latest first, without their documents.</summary>
    public static async Task<IReadOnlyList<PlanSummary>> VersionsAsync(UnitOfWork unit, TerritoryId territory, DateOnly date) =>
        [.. (await unit.QueryAsync<SummaryRow>(
            """
            SELECT v.version AS Version, v.plan_id AS Plan, p.planned_at AS PlannedAt, v.in_force_from AS InForceFrom, p.allocated_g AS Allocated,
                   p.unmet_g AS Unmet, p.leftover_g AS Leftover, p.distance_dm AS Distance, p.route_count AS Routes
            FROM plan_version v JOIN plan p ON p.id = v.plan_id
            WHERE v.territory_id = @territory AND v.service_date = @date ORDER BY v.version DESC
            """,
            new { territory = territory.Value, date }))
            .Select(row => new PlanSummary(
                row.Version, new(row.Plan), row.PlannedAt, row.InForceFrom, new(row.Allocated), new(row.Unmet), new(row.Leftover), new(row.Distance), row.Routes))];

    /// <summary>Dates for which a plan was made, latest first.</summary>
    public static async Task<IReadOnlyList<DateOnly>> DatesAsync(UnitOfWork unit, TerritoryId territory) =>
        [.. await unit.QueryAsync<DateOnly>(
            "SELECT DISTINCT service_date FROM plan_version WHERE territory_id = @territory ORDER BY service_date DESC", new { territory = territory.Value })];

    /// <summary>The plan of each territory for each date, every plan once, the earliest date first.</summary>
    public static async Task<IReadOnlyList<PlanId>> InForceAsync(UnitOfWork unit) =>
        [.. (await unit.QueryAsync<Guid>(
            """
            SELECT plan_id FROM (
              SELECT DISTINCT ON (territory_id, service_date) service_date, plan_id FROM plan_version ORDER BY territory_id, service_date, version DESC) AS latest
            GROUP BY service_date, plan_id ORDER BY service_date, plan_id
            """)).Select(id => new PlanId(id))];

    /// <summary>The lines of a stored plan's routes that come within a distance of a position, nearest first.</summary>
    public static async Task<IReadOnlyList<RouteId>> RoutesNearAsync(UnitOfWork unit, PlanId plan, Logistics.Measures.Position position, Distance within) =>
        [.. (await unit.QueryAsync<Guid>(
            """
            SELECT id FROM route WHERE plan_id = @plan AND ST_DWithin(path::geography, @position::geography, @metres)
            ORDER BY ST_Distance(path::geography, @position::geography), number
            """,
            new { plan = plan.Value, position, metres = within.Metres })).Select(id => new RouteId(id))];

    /// <summary>A plan <c>p</c> with its rounds and with what another plan has of it (<c>Schema/027_what_plans_share.sql</c>).</summary>
    internal const string Whole =
        """
        (p.document
          || coalesce((SELECT jsonb_object_agg(s.key, holder.document->s.key) FROM jsonb_each_text(p.shares) AS s JOIN plan AS holder ON holder.id = s.value::uuid), '{}')
          || CASE WHEN p.document->'routes' IS NOT NULL THEN '{}' ELSE jsonb_build_object('routes', coalesce((
            SELECT jsonb_agg(coalesce(r.document, k.document) ORDER BY r.place) FROM route AS r LEFT JOIN route AS k ON k.plan_id = r.kept_in AND k.id = r.id WHERE r.plan_id = p.id), '[]')) END)::text
        """;

    /// <summary>What a change by hand seldom alters, and most of the text: the database takes longer to read it than all else that such a change waits for.</summary>
    static readonly (string Name, Func<DayPlan, DayPlan, bool> IsSame, Func<DayPlan, DayPlan> Without)[] shareable =
    [
        ("refusedPairs", (x, y) => x.RefusedPairs.Equals(y.RefusedPairs), x => x with { RefusedPairs = [] }),
        ("shipments", (x, y) => x.Shipments.Equals(y.Shipments), x => x with { Shipments = [] }),
        ("allocations", (x, y) => x.Allocations.Equals(y.Allocations), x => x with { Allocations = [] }),
        ("unmet", (x, y) => x.Unmet.Equals(y.Unmet), x => x with { Unmet = [] }),
        ("leftovers", (x, y) => x.Leftovers.Equals(y.Leftovers), x => x with { Leftovers = [] }),
    ];

    static Task<int> InsertAsync(UnitOfWork unit, DayPlan plan, DateTimeOffset now, DayPlan? source)
    {
        var shared = shareable.Where(x => source is not null && x.IsSame(source, plan)).ToList();
        return unit.ExecuteAsync(
            """
            INSERT INTO plan (id, service_date, planned_at, saved_at, notice, allocated_g, unmet_g, leftover_g, distance_dm, duration_ms, cost_microeuro, route_count, territory_ids, shares, document)
            VALUES (@id, @date, @plannedAt, greatest(@now, (SELECT max(saved_at) + interval '1 microsecond' FROM plan WHERE service_date = @date)), @notice, @allocated, @unmet, @leftover, @distance, @duration, @cost, @routes, @territories,
              coalesce((SELECT jsonb_object_agg(name, coalesce(s.shares->>name, s.id::text)) FROM plan AS s CROSS JOIN unnest(@shared::text[]) AS name WHERE s.id = @source::uuid), '{}'),
              @document::jsonb - 'routes' - @shared::text[])
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                shared = shared.Select(x => x.Name).ToArray(),
                source = source?.Id.Value,
                id = plan.Id.Value,
                date = plan.Date,
                plannedAt = plan.PlannedAt,
                now,
                notice = plan.Notice,
                allocated = plan.Allocations.Sum(x => x.Quantity.Grams),
                unmet = plan.Unmet.Sum(x => x.Missing.Grams),
                leftover = plan.Leftovers.Sum(x => x.Quantity.Grams),
                distance = plan.Routes.Sum(x => x.Distance.Decimetres),
                duration = plan.Routes.Sum(x => x.Duration.Milliseconds),
                cost = plan.Routes.Sum(x => x.Cost.Microeuros),
                routes = plan.Routes.Count,
                territories = plan.Territories.Select(x => x.Value).ToArray(),
                document = Documents.Write(shared.Aggregate(plan with { Routes = [] }, (left, x) => x.Without(left))),
            });
    }

    /// <summary>All in one statement: a plan changed by hand has as many rounds as before, and who changed it waits. Of one that stayed only the row is written.</summary>
    static Task<int> InsertRoutesAsync(UnitOfWork unit, DayPlan plan, DayPlan? source)
    {
        var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
        var before = source?.Routes.ToDictionary(x => x.Id) ?? [];
        var (routes, stays) = (plan.Routes, plan.Routes.Select(x => before.TryGetValue(x.Id, out var same) && x.Equals(same)).ToList());
        return unit.ExecuteAsync(
            """
            INSERT INTO route (plan_id, id, territory_id, number, shift_id, vehicle_id, driver_id, departs_at, returns_at, distance_dm, cost_microeuro, path, place, document, kept_in)
            SELECT @plan, r.id, r.territory, r.number, r.shift, r.vehicle, r.driver, r.departs, r.returns, r.distance, r.cost,
              CASE WHEN o.id IS NULL THEN ST_GeomFromEWKB(r.path) ELSE o.path END, r.place - 1,
              -- One that stayed and stands in the document of a plan from before is written out once.
              CASE WHEN o.id IS NULL THEN r.document::jsonb WHEN o.place IS NULL THEN (SELECT d FROM plan AS s CROSS JOIN jsonb_array_elements(s.document->'routes') AS d WHERE s.id = o.plan_id AND d->>'id' = r.id::text) END,
              CASE WHEN o.place IS NOT NULL THEN coalesce(o.kept_in, o.plan_id) END
            FROM unnest(@ids::uuid[], @territories::uuid[], @numbers::integer[], @shifts::uuid[], @vehicles::uuid[], @drivers::uuid[], @departures::timestamptz[], @returns::timestamptz[],
              @distances::bigint[], @costs::bigint[], @paths::bytea[], @documents::text[]) WITH ORDINALITY
              AS r(id, territory, number, shift, vehicle, driver, departs, returns, distance, cost, path, document, place)
            LEFT JOIN route AS o ON o.plan_id = @source::uuid AND o.id = r.id AND r.document IS NULL
            """,
            new
            {
                plan = plan.Id.Value,
                source = source?.Id.Value,
                ids = routes.Select(x => x.Id.Value).ToArray(),
                territories = routes.Select(x => x.Territory.Value).ToArray(),
                numbers = routes.Select(x => x.Number).ToArray(),
                shifts = routes.Select(x => x.Shift.Value).ToArray(),
                vehicles = routes.Select(x => x.Vehicle.Value).ToArray(),
                drivers = routes.Select(x => x.Driver.Value).ToArray(),
                departures = routes.Select(x => x.Departure.UtcDateTime).ToArray(),
                returns = routes.Select(x => x.Return.UtcDateTime).ToArray(),
                distances = routes.Select(x => x.Distance.Decimetres).ToArray(),
                costs = routes.Select(x => x.Cost.Microeuros).ToArray(),
                paths = routes.Zip(stays, (route, stays) => !stays && PathOf(route) is { } path ? writer.Write(path) : null).ToArray(),
                documents = routes.Zip(stays, (route, stays) => stays ? null : Documents.Write(route)).ToArray(),
            });
    }

    /// <summary>Leg after leg; the position where one ends and the next begins is there once.</summary>
    static LineString? PathOf(Route route)
    {
        var positions = new List<Logistics.Measures.Position>();
        foreach (var position in route.Legs.SelectMany(leg => leg.Geometry))
            if (positions.Count == 0 || positions[^1] != position)
                positions.Add(position);
        return Geometries.ToLine(positions);
    }

    static StoredPlan? Stored(PlanRow? row) => row is null ? null : new(row.Version, row.InForceFrom, Documents.Read<DayPlan>(row.Document));

    sealed record VersionRow(Guid Territory, int Version);

    sealed record PlanRow(int Version, DateTimeOffset InForceFrom, string Document);

    sealed record SummaryRow(
        int Version, Guid Plan, DateTimeOffset PlannedAt, DateTimeOffset InForceFrom, long Allocated, long Unmet, long Leftover, long Distance, int Routes);
}

/// <summary>The number a plan has in a territory on its date, from 1.</summary>
public sealed record PlanVersion(TerritoryId Territory, int Version);

/// <param name="InForceFrom">When it was saved under this number.</param>
public sealed record StoredPlan(int Version, DateTimeOffset InForceFrom, DayPlan Plan);

/// <summary>A version without its document. The totals are the whole plan's, all its territories together.</summary>
public sealed record PlanSummary(
    int Version, PlanId Plan, DateTimeOffset PlannedAt, DateTimeOffset InForceFrom, Mass Allocated, Mass Unmet, Mass Leftover, Distance Distance, int Routes);
