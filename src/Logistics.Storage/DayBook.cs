using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Storage.Hosts;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>Which days are declared, which of them are planned, and from what (<c>Schema/004_plan_sources.sql</c>).</summary>
public static class DayBook
{
    const string Status =
        """
        SELECT d.service_date AS Date, d.revision + coalesce(q.answers, 0) + coalesce(w.windows, 0) AS Revision, s.revision AS PlannedRevision, v.plan_id AS Plan,
          coalesce(v.version, 0) AS Version
        FROM (SELECT service_date, sum(revision)::bigint AS revision FROM day GROUP BY service_date) AS d
        LEFT JOIN LATERAL (
          SELECT plan_id, version FROM plan_version WHERE service_date = d.service_date ORDER BY in_force_from DESC, version DESC LIMIT 1
        ) AS v ON true
        LEFT JOIN plan_source AS s ON s.plan_id = v.plan_id
        LEFT JOIN (
        """ + ProposalStore.AnswersThatAskForAPlan + """
        ) AS q ON q.service_date = d.service_date
        LEFT JOIN (
        """ + PlanningWindows.ThatAskForAPlan + """
        ) AS w ON w.service_date = d.service_date

        """;

    /// <summary>All days that were declared, latest first.</summary>
    public static async Task<IReadOnlyList<DayStatus>> DaysAsync(UnitOfWork unit) =>
        [.. await unit.QueryAsync<DayStatus>(Status + "ORDER BY d.service_date DESC")];

    /// <summary>One of them; null when nothing was declared for the date.</summary>
    public static Task<DayStatus?> DayAsync(UnitOfWork unit, DateOnly date) => unit.FirstOrDefaultAsync<DayStatus>(Status + "WHERE d.service_date = @date", new { date });

    /// <summary>The day of all territories as it is declared now, with its revision; null when nothing was declared for the date.</summary>
    public static async Task<(DayDeclarations Day, long Revision)?> DeclaredAsync(UnitOfWork unit, DateOnly date)
    {
        // Revision first: declarations that change in between make the plan look older than it is, and it is made again.
        var revision = await RevisionAsync(unit, date);
        return await DeclarationStore.LoadDayAsync(unit, date) is { } day ? (day, revision) : null;
    }

    /// <summary>As <see cref="DayStatus.Revision"/>; 0 when nothing was declared for the date.</summary>
    public static async Task<long> RevisionAsync(UnitOfWork unit, DateOnly date) => (await RevisionsAsync(unit, [date])).GetValueOrDefault(date);

    /// <summary>Dates for which nothing happened at all are not in it.</summary>
    static async Task<IReadOnlyDictionary<DateOnly, long>> RevisionsAsync(UnitOfWork unit, DateOnly[] dates) => (await unit.QueryAsync<RevisionRow>(
        $"""
        SELECT service_date AS Date, sum(number)::bigint AS Revision FROM (
          SELECT service_date, revision AS number FROM day
          UNION ALL SELECT service_date, answers FROM ({ProposalStore.AnswersThatAskForAPlan}) AS q
          UNION ALL SELECT service_date, windows FROM ({PlanningWindows.ThatAskForAPlan}) AS w
        ) AS parts WHERE service_date = ANY (@dates) GROUP BY service_date
        """,
        new { dates })).ToDictionary(row => row.Date, row => row.Revision);

    /// <summary>
    /// Keeps each of the days that nobody changed since it had the revision it was read with. Until the end of the unit of work nobody else can change one of them.
    /// </summary>
    /// <param name="days">Of different dates.</param>
    /// <returns>For each day the territories whose declarations changed; null, and nothing of it was kept: it has another revision by now.</returns>
    /// <exception cref="ArgumentException">A day does not hang together.</exception>
    public static async Task<IReadOnlyList<ValueList<TerritoryId>?>> ReplaceAsync(UnitOfWork unit, IReadOnlyList<DayReplacement> days, DateTimeOffset now)
    {
        // In the order of dates: who waits for a day while holding another waits for nobody who does the reverse.
        await unit.LockAsync(LockSpace.Day, [.. days.Select(day => day.After.Date.DayNumber).Order()]);
        var revisions = await RevisionsAsync(unit, [.. days.Select(day => day.After.Date)]);
        var changed = new ValueList<TerritoryId>?[days.Count];
        for (var i = 0; i < days.Count; i++)
            if (revisions.GetValueOrDefault(days[i].After.Date) == days[i].Revision)
                changed[i] = days[i].Before is { } before
                    ? await DeclarationStore.AmendDayAsync(unit, before, days[i].After, now)
                    : await DeclarationStore.SaveDayAsync(unit, days[i].After, now);
        return changed;
    }

    /// <summary>Puts a plan in force in the place of another, if that is still in force for the date and the declarations have the revision they were read with.</summary>
    /// <param name="over">Null: no plan was in force.</param>
    /// <returns>False, and nothing was kept: the day has moved on.</returns>
    public static async Task<bool> ApplyAsync(UnitOfWork unit, DayPlan plan, DayDeclarations day, long revision, PlanId? over, DateTimeOffset now)
    {
        await unit.LockAsync(LockSpace.Plan, plan.Date.DayNumber);
        if (await InForceAsync(unit, plan.Date) != over || await RevisionAsync(unit, plan.Date) != revision)
            return false;
        await PlanStore.SaveAsync(unit, plan, now);
        await SaveSourceAsync(unit, plan.Id, day, revision);
        return true;
    }

    /// <summary>Puts a plan changed by hand in force in the place of the one it was changed from, if that is still in force. Its declarations may have changed: it stays older than its day then.</summary>
    /// <param name="source">A plan that is stored and was made from the same declarations as this one.</param>
    /// <param name="revision">Theirs.</param>
    /// <returns>False, and nothing was kept: another plan is in force.</returns>
    public static async Task<bool> ReviseAsync(UnitOfWork unit, DayPlan plan, DayPlan source, long revision, PlanId over, DateTimeOffset now)
    {
        await unit.LockAsync(LockSpace.Plan, plan.Date.DayNumber);
        if (await InForceAsync(unit, plan.Date) != over)
            return false;
        if (!await unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM plan_source WHERE plan_id = @source)", new { source = source.Id.Value }))
            throw new ArgumentException($"Plan {source.Id} has no declarations.", nameof(source));
        await PlanStore.SaveAsync(unit, plan, now, source);
        await unit.ExecuteAsync(
            """
            INSERT INTO plan_source (plan_id, revision, territory_ids, document) SELECT @plan, @revision, territory_ids, document FROM plan_source WHERE plan_id = @source
            ON CONFLICT DO NOTHING
            """,
            new { plan = plan.Id.Value, revision, source = source.Id.Value });
        return true;
    }

    static async Task<PlanId?> InForceAsync(UnitOfWork unit, DateOnly date) => await unit.FirstOrDefaultAsync<Guid?>(
        "SELECT plan_id FROM plan_version WHERE service_date = @date ORDER BY in_force_from DESC, version DESC LIMIT 1", new { date }) is { } id ? new PlanId(id) : null;

    /// <summary>Whether a plan made from these declarations, or from later ones, is in force. Until the end of the unit of work nobody can put another.</summary>
    public static async Task<bool> IsPlannedAsync(UnitOfWork unit, DateOnly date, long revision)
    {
        await unit.LockAsync(LockSpace.Plan, date.DayNumber);
        return await DayAsync(unit, date) is { PlannedRevision: { } from } && from >= revision;
    }

    /// <summary>Keeps, with a plan that is already saved, the declarations it was made from. Saving again changes nothing.</summary>
    public static Task SaveSourceAsync(UnitOfWork unit, PlanId plan, DayDeclarations day, long revision) =>
        unit.ExecuteAsync(
            "INSERT INTO plan_source (plan_id, revision, territory_ids, document) VALUES (@plan, @revision, @territories, @document::jsonb) ON CONFLICT DO NOTHING",
            new { plan = plan.Value, revision, territories = day.Territories.Select(x => x.Id.Value).ToArray(), document = Documents.Write(day) });

    /// <summary>A stored plan with the declarations it was made from; null when there is no such plan, or none was kept with it.</summary>
    public static async Task<SourcedPlan?> FindAsync(UnitOfWork unit, PlanId id)
    {
        var row = await unit.FirstOrDefaultAsync<SourcedRow>(
            $"""
            SELECT {PlanStore.Whole} AS Plan, s.document::text AS Day, coalesce(max(v.version), 0) AS Version
            FROM plan p JOIN plan_source s ON s.plan_id = p.id LEFT JOIN plan_version v ON v.plan_id = p.id
            WHERE p.id = @id GROUP BY p.id, s.document
            """,
            new { id = id.Value });
        return row is null ? null : new(Documents.Read<DayPlan>(row.Plan), Documents.Read<DayDeclarations>(row.Day), row.Version);
    }

    /// <summary>The plan that holds a route, the latest saved when several do; null when none does.</summary>
    public static async Task<PlanId?> PlanOfRouteAsync(UnitOfWork unit, RouteId route) =>
        await unit.FirstOrDefaultAsync<Guid?>(
            "SELECT r.plan_id FROM route r JOIN plan p ON p.id = r.plan_id WHERE r.id = @route ORDER BY p.saved_at DESC LIMIT 1", new { route = route.Value }) is { } id
            ? new PlanId(id)
            : null;

    sealed record RevisionRow(DateOnly Date, long Revision);

    sealed record SourcedRow(string Plan, string Day, int Version);
}

/// <summary>A day as it is to be kept.</summary>
/// <param name="Before">As it was read with the revision: then only what differs is written. Null: all of it.</param>
public sealed record DayReplacement(DayDeclarations? Before, DayDeclarations After, long Revision);

/// <param name="Revision">Of all territories' declarations together, and of answers and windows that ask for another plan; grows with every change.</param>
/// <param name="PlannedRevision">The one the current plan was made from; null: no plan.</param>
/// <param name="Plan">The current plan; null: none.</param>
/// <param name="Version">Its number, 0 without a plan.</param>
public sealed record DayStatus(DateOnly Date, long Revision, long? PlannedRevision, Guid? Plan, int Version);

/// <summary>A plan that can be shown whole.</summary>
public sealed record SourcedPlan(DayPlan Plan, DayDeclarations Day, int Version);
