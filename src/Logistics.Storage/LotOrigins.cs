using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Storage.Mapping;

namespace Logistics.Storage;

/// <summary>
/// Where the lots come from that proofs tell of: what their donors declared, as the plans of the date knew it one after the other, or the batch that made
/// them. Without it goods would leave a site to which they never came.
/// </summary>
/// <remarks>
/// A declaration that changed between two plans is an entry of the scales. The entries of a lot are those of all plans up to a proof's, under ids derived
/// from these, so it does not matter of which plan a proof comes first.
/// </remarks>
static class LotOrigins
{
    /// <param name="made">What batches made of the lots, by plan and lot (<see cref="MadeAsync"/>).</param>
    public static async Task<IEnumerable<Movement>> OfAsync(UnitOfWork unit, IReadOnlyCollection<Proof> proofs, IReadOnlyDictionary<(PlanId, LotId), Movement> made)
    {
        var movements = new List<Movement>();
        foreach (var ofPlan in proofs.GroupBy(x => (x.Plan, x.Date)))
            foreach (var lot in (await unit.QueryAsync<DeclaredRow>(DeclaredSql, Arguments(ofPlan.Key.Plan, ofPlan.Key.Date, ofPlan))).GroupBy(x => x.Lot))
                movements.AddRange(OfDeclarations([.. lot], ofPlan.Key.Date));
        movements.AddRange(LotsOf(proofs).Select(made.GetValueOrDefault).OfType<Movement>());
        return movements.DistinctBy(x => x.Id);
    }

    /// <summary>What batches made of the lots that proofs tell of, as the plan of each says it.</summary>
    public static async Task<Dictionary<(PlanId, LotId), Movement>> MadeAsync(UnitOfWork unit, IReadOnlyCollection<Proof> proofs)
    {
        var made = new Dictionary<(PlanId, LotId), Movement>();
        foreach (var ofPlan in proofs.GroupBy(x => (x.Plan, x.Date)))
            foreach (var row in await unit.QueryAsync<MadeRow>(MadeSql, Arguments(ofPlan.Key.Plan, ofPlan.Key.Date, ofPlan)))
                made[(ofPlan.Key.Plan, new(row.Lot))] = Made(row, ofPlan.Key.Date);
        return made;
    }

    /// <summary>Plans and lots that proofs tell of.</summary>
    public static IEnumerable<(PlanId Plan, LotId Lot)> LotsOf(IEnumerable<Proof> proofs) => proofs.SelectMany(x => x.Lines.Select(y => (x.Plan, y.Lot))).Distinct();

    static object Arguments(PlanId plan, DateOnly date, IEnumerable<Proof> proofs) =>
        new { plan = plan.Value, date, lots = LotsOf(proofs).Select(x => x.Lot.Value).Distinct().ToArray() };

    const string DeclaredSql =
        """
        SELECT p.id AS Plan, p.planned_at AS At, (l->>'id')::uuid AS Lot, (l->>'territory')::uuid AS Territory, l->>'family' AS Family, (l->>'site')::uuid AS Site,
          (l->'quantity'->>1)::bigint AS Grams
        FROM plan AS p JOIN plan_source AS s ON s.plan_id = p.id CROSS JOIN LATERAL jsonb_array_elements(s.document->'lots') AS l
        WHERE p.service_date = @date AND (p.saved_at, p.id) <= (SELECT saved_at, id FROM plan WHERE id = @plan) AND (l->>'id')::uuid = ANY (@lots)
        ORDER BY p.saved_at, p.id
        """;

    const string MadeSql =
        """
        SELECT (b->>'id')::uuid AS Batch, (b->'period'->>'end')::timestamptz AS At, (b->'output'->>'id')::uuid AS Lot, (b->'output'->>'territory')::uuid AS Territory,
          b->'output'->>'family' AS Family, (b->'output'->>'site')::uuid AS Site, (b->'output'->'quantity'->>1)::bigint AS Grams
        FROM plan AS p CROSS JOIN LATERAL jsonb_array_elements(p.document->'batches') AS b
        WHERE p.id = @plan AND (b->'output'->>'id')::uuid = ANY (@lots)
        """;

    static IEnumerable<Movement> OfDeclarations(List<DeclaredRow> plans, DateOnly date)
    {
        var first = plans[0];
        yield return Entry(first, MovementKind.Declared, first.Grams, date) with { To = new SiteId(first.Site) };
        foreach (var (before, then) in plans.Zip(plans.Skip(1)))
            if (before.Site != then.Site)
            {
                yield return Entry(then, MovementKind.Weighed, before.Grams, date) with { From = new SiteId(before.Site) };
                yield return Entry(then, MovementKind.Weighed, then.Grams, date) with { To = new SiteId(then.Site), Id = new(NameBasedId.Derive(then.Plan, $"moved/{then.Lot:N}")) };
            }
            else if (then.Grams != before.Grams)
            {
                var more = then.Grams > before.Grams;
                yield return Entry(then, MovementKind.Weighed, Math.Abs(then.Grams - before.Grams), date) with
                {
                    From = more ? null : new SiteId(then.Site),
                    To = more ? new SiteId(then.Site) : null,
                };
            }
    }

    static Movement Entry(DeclaredRow row, MovementKind kind, long grams, DateOnly date) => new()
    {
        Id = new(NameBasedId.Derive(row.Plan, $"declared/{row.Lot:N}")),
        Territory = new(row.Territory),
        Date = date,
        Lot = new(row.Lot),
        Kind = kind,
        Family = Words.Read<Family>(row.Family),
        Quantity = new Mass(grams),
        Plan = new PlanId(row.Plan),
        OccurredAt = row.At,
    };

    /// <summary>The same batch in another plan is the same entry.</summary>
    static Movement Made(MadeRow row, DateOnly date) => new()
    {
        Id = new(NameBasedId.Derive(row.Batch, $"made/{row.Lot:N}")),
        Territory = new(row.Territory),
        Date = date,
        Lot = new(row.Lot),
        Kind = MovementKind.OutOfBatch,
        Family = Words.Read<Family>(row.Family),
        Quantity = new Mass(row.Grams),
        To = new SiteId(row.Site),
        Batch = new TransformationId(row.Batch),
        OccurredAt = row.At,
    };

    sealed record DeclaredRow(Guid Plan, DateTimeOffset At, Guid Lot, Guid Territory, string Family, Guid Site, long Grams);

    sealed record MadeRow(Guid Batch, DateTimeOffset At, Guid Lot, Guid Territory, string Family, Guid Site, long Grams);
}
