using Logistics.Domain;

namespace Logistics.Storage.Checking;

/// <summary>
/// A second opinion on all that is kept: what must be true whichever requests came, whichever host died and wherever a transaction broke off. It shares no
/// statement with those that write.
/// </summary>
public static class StoreCheck
{
    /// <summary>Photos are put before they are linked; those that never were go by themselves within a day or so.</summary>
    static readonly TimeSpan photosWait = TimeSpan.FromDays(3);

    /// <summary>All of the store as one moment saw it; empty when nothing is wrong. Hosts may go on meanwhile.</summary>
    /// <param name="photos">Names of the photos that are files and not in the database.</param>
    /// <exception cref="StoreUnavailableException"/>
    public static Task<IReadOnlyList<StoreProblem>> FindAsync(Store store, IReadOnlySet<string> photos, DateTimeOffset now, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.RunSnapshotAsync(Scope.Service, unit => FindAsync(unit, photos, now), cancellation);
    }

    internal static async Task<IReadOnlyList<StoreProblem>> FindAsync(UnitOfWork unit, IReadOnlySet<string> photos, DateTimeOffset now)
    {
        var found = (await LedgerCheck.FindAsync(unit)).Select(Of).ToList();
        foreach (var (fault, sql) in Questions)
            found.AddRange((await unit.QueryAsync<string>(sql, new { photos = photos.ToArray(), until = now - photosWait })).Select(about => new StoreProblem(fault, about)));
        foreach (var table in DeclaredTable.All.Where(table => table.Columns.Length > 0))
            found.AddRange((await unit.QueryAsync<string>(ColumnsSql(table))).Select(about => new StoreProblem(StoreFault.ColumnsDiffer, about)));
        found.AddRange(await DaysAsync(unit));
        found.AddRange(await ProofCheck.FindAsync(unit));
        return found;
    }

    /// <summary>Each asks for what a fault is about; no answer, no fault.</summary>
    static readonly IReadOnlyList<(StoreFault Fault, string Sql)> Questions =
    [
        (StoreFault.LotNotBalanced,
            """
            SELECT 'lot ' || lot || ': ' || sum(grams) || ' g' FROM (
              SELECT lot_id AS lot, counted_g(m) * CASE
                WHEN kind IN ('picked-up', 'set-down') THEN 0
                WHEN kind IN ('declared', 'out-of-batch') OR (kind = 'weighed' AND to_site_id IS NOT NULL) THEN 1
                ELSE -1 END AS grams FROM movement AS m
              UNION ALL SELECT part_lot_id, counted_g(m) FROM movement AS m WHERE part_lot_id IS NOT NULL
              UNION ALL SELECT lot_id, -grams FROM stock_level) AS both_sides
            GROUP BY lot HAVING sum(grams) <> 0 ORDER BY lot
            """),
        (StoreFault.VersionsNotInOrder,
            """
            SELECT service_date || ', territory ' || territory_id || ', version ' || version FROM (
              SELECT *, row_number() OVER w AS place, lag(in_force_from) OVER w AS before FROM plan_version
              WINDOW w AS (PARTITION BY territory_id, service_date ORDER BY version)) AS numbered
            WHERE version <> place OR in_force_from <= before ORDER BY 1
            """),
        (StoreFault.SeveralInForce,
            """
            WITH latest AS (
              SELECT DISTINCT ON (territory_id, service_date) territory_id, service_date, plan_id FROM plan_version ORDER BY territory_id, service_date, version DESC
            ), current AS (
              SELECT v.service_date, v.plan_id FROM plan_version AS v
              WHERE v.in_force_from = (SELECT max(in_force_from) FROM plan_version AS o WHERE o.service_date = v.service_date) GROUP BY 1, 2)
            SELECT service_date || ': ' || string_agg(plan_id::text, ', ' ORDER BY plan_id) FROM current GROUP BY service_date HAVING count(*) > 1
            UNION ALL
            SELECT c.service_date || ', territory ' || t FROM current AS c JOIN plan AS p ON p.id = c.plan_id CROSS JOIN LATERAL unnest(p.territory_ids) AS t
            WHERE NOT EXISTS (SELECT FROM latest AS l WHERE l.territory_id = t AND l.service_date = c.service_date AND l.plan_id = c.plan_id)
            ORDER BY 1
            """),
        (StoreFault.PlanNotItsRow,
            """
            SELECT 'plan ' || id FROM plan AS p
            WHERE document->>'id' <> id::text OR (document->>'date')::date <> service_date
              OR ARRAY(SELECT t::uuid FROM jsonb_array_elements_text(document->'territories') AS t) <> territory_ids
              OR jsonb_array_length(document->'routes') <> route_count OR (SELECT count(*) FROM route AS r WHERE r.plan_id = p.id) <> route_count
              OR EXISTS (SELECT FROM jsonb_each_text(shares) AS s LEFT JOIN plan AS h ON h.id = s.value::uuid WHERE h.id IS NULL OR h.shares ? s.key OR h.document->s.key IS NULL OR h.service_date <> p.service_date)
              OR EXISTS (
                SELECT FROM route AS r LEFT JOIN route AS k ON k.plan_id = r.kept_in AND k.id = r.id
                WHERE r.plan_id = p.id AND (p.document->'routes' IS NULL) AND coalesce(r.document, k.document)->>'id' IS DISTINCT FROM r.id::text)
              OR (SELECT coalesce(sum((a->>'quantity')::bigint), 0) FROM jsonb_array_elements(
                CASE WHEN shares ? 'allocations' THEN (SELECT h.document->'allocations' FROM plan AS h WHERE h.id = (p.shares->>'allocations')::uuid) ELSE document->'allocations' END) AS a) <> allocated_g
            ORDER BY id
            """),
        (StoreFault.PlanFromNowhere,
            """
            SELECT 'plan ' || p.id FROM plan AS p LEFT JOIN plan_source AS s ON s.plan_id = p.id
            WHERE s.plan_id IS NULL OR (s.document->>'date')::date <> p.service_date OR NOT p.territory_ids <@ s.territory_ids ORDER BY p.id
            """),
        (StoreFault.PlanUntold,
            """
            SELECT 'plan ' || id FROM plan AS p
            WHERE NOT EXISTS (SELECT FROM plan_version AS v WHERE v.plan_id = p.id)
              OR NOT EXISTS (SELECT FROM event AS e WHERE e.subject_id = p.id AND e.kind IN ('plan-saved', 'plan-applied', 'plan-edited'))
            UNION ALL
            SELECT 'event ' || id FROM event AS e WHERE kind IN ('plan-saved', 'plan-applied', 'plan-edited') AND NOT EXISTS (SELECT FROM plan AS p WHERE p.id = e.subject_id) ORDER BY 1
            """),
        (StoreFault.EquipmentTakenTwice,
            $"""
             WITH {InForce}, use AS (
               SELECT DISTINCT p.id AS plan_id, u->>'id' AS id, u->>'equipment' AS equipment, (u->'period'->>'begin')::timestamptz AS begins, (u->'period'->>'end')::timestamptz AS ends
               FROM in_force AS f JOIN plan AS p ON p.id = f.plan_id CROSS JOIN LATERAL jsonb_array_elements((p.document->'bookings') || coalesce(p.document->'batches', '[]')) AS u)
             SELECT 'equipment ' || a.equipment || ': ' || a.id || ', ' || b.id FROM use AS a JOIN use AS b ON b.equipment = a.equipment AND (a.plan_id, a.id) < (b.plan_id, b.id)
             WHERE a.begins < b.ends AND b.begins < a.ends ORDER BY 1
             """),
        (StoreFault.OnTwoRoutes,
            $"""
             WITH {InForce}, drive AS (SELECT DISTINCT r.* FROM in_force AS f JOIN route AS r ON r.plan_id = f.plan_id)
             SELECT 'routes ' || a.id || ', ' || b.id FROM drive AS a JOIN drive AS b ON (b.vehicle_id = a.vehicle_id OR b.driver_id = a.driver_id) AND (a.plan_id, a.id) < (b.plan_id, b.id)
             WHERE a.departs_at < b.returns_at AND b.departs_at < a.returns_at ORDER BY 1
             """),
        (StoreFault.AnsweredMoreThanOffered,
            "SELECT 'proposal ' || p.id || ': ' || a.takes_g - p.quantity_g || ' g' FROM proposal AS p JOIN proposal_answer AS a ON a.proposal_id = p.id WHERE a.takes_g > p.quantity_g ORDER BY p.id"),
        (StoreFault.PhotoMissing,
            """
            SELECT what FROM (
              SELECT 'proof ' || proof_id AS what, photo_sha256 FROM proof_photo
              UNION ALL SELECT 'lot ' || lot_id || ' of ' || service_date, photo_sha256 FROM lot_photo) AS l
            WHERE NOT l.photo_sha256 = ANY (@photos) AND NOT EXISTS (SELECT FROM photo AS p WHERE p.sha256 = l.photo_sha256) ORDER BY 1
            """),
        (StoreFault.PhotoOfNothing,
            """
            SELECT 'photo ' || sha256 FROM photo AS p WHERE put_at < @until
              AND NOT EXISTS (SELECT FROM proof_photo AS l WHERE l.photo_sha256 = p.sha256) AND NOT EXISTS (SELECT FROM lot_photo AS l WHERE l.photo_sha256 = p.sha256) ORDER BY sha256
            """),
    ];

    /// <summary>The plan that each territory has for each date.</summary>
    const string InForce =
        "in_force AS (SELECT DISTINCT ON (territory_id, service_date) plan_id FROM plan_version ORDER BY territory_id, service_date, version DESC)";

    static string ColumnsSql(DeclaredTable table) =>
        $"""
         SELECT '{table.Name} of ' || kept.service_date || ', place ' || kept.ordinal FROM {table.Name} AS kept CROSS JOIN LATERAL (SELECT kept.document AS d) AS documents
         WHERE {string.Join(" OR ", table.Columns.Select(x => $"kept.{x.Column} IS DISTINCT FROM {x.Value}"))} ORDER BY 1
         """;

    static async Task<IReadOnlyList<StoreProblem>> DaysAsync(UnitOfWork unit)
    {
        var found = new List<StoreProblem>();
        foreach (var status in await DayBook.DaysAsync(unit))
        {
            if (status.PlannedRevision > status.Revision)
                found.Add(new(StoreFault.PlanFromNowhere, $"plan {status.Plan}: of revision {status.PlannedRevision}, and {status.Date:O} has only {status.Revision}"));
            var day = (await DeclarationStore.LoadDayAsync(unit, status.Date))!;
            var kept = (await unit.QueryAsync<(Guid Territory, string? Notice, byte[] Digest)>(
                "SELECT territory_id, notice, digest FROM day WHERE service_date = @date ORDER BY territory_id", new { date = status.Date })).ToList();
            foreach (var (territory, notice, digest) in kept)
                if (!DeclarationStore.IsDigestOf(digest, day with { Notice = notice }, new(territory)))
                    found.Add(new(StoreFault.DayNotItsDigest, $"{status.Date:O}, territory {territory}"));
        }
        return found;
    }

    static StoreProblem Of(LedgerProblem problem)
    {
        static string At(SiteId? site) => site is { } where ? $"at {where.Value}" : "on the road";
        return problem switch
        {
            LedgerProblem.StockDiffers x => new(StoreFault.StockDiffers, $"lot {x.Lot.Value} {At(x.Site)}: {x.Kept.Grams} g, not {x.Rebuilt.Grams} g"),
            LedgerProblem.TakenWhereNothingWas x => new(StoreFault.TakenWhereNothingWas, $"lot {x.Lot.Value} {At(x.Site)}: {x.By.Grams} g"),
            LedgerProblem.MoreLeftTheRoadThanCameOnIt x => new(StoreFault.MoreLeftTheRoadThanCameOnIt, $"lot {x.Lot.Value}: {x.By.Grams} g"),
            LedgerProblem.ReversalOfReversal x => new(StoreFault.ReversalOfReversal, $"entry {x.Movement.Value}"),
            LedgerProblem.FalseReversal x => new(StoreFault.FalseReversal, $"entry {x.Movement.Value}"),
            LedgerProblem.UnknownParent x => new(StoreFault.UnknownParent, $"lot {x.Child.Value}, entry {x.Movement.Value}"),
            LedgerProblem.BatchGrows x => new(StoreFault.BatchGrows, $"batch {x.Batch.Value}: {x.In.Grams} g in, {x.Out.Grams} g out"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
