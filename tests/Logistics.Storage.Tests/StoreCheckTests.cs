using Logistics.Domain.Proofs;
using Logistics.Storage.Checking;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>On stores of their own: others hold on purpose what cannot be true.</summary>
public sealed class StoreCheckTests
{
    static readonly string photo = new('a', 64);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_kept_in_the_ordinary_way_holds_and_what_somebody_broke_is_told_on_the_embedded_store()
    {
        Companions.Require();
        using var folder = await Companions.FolderWithDatabaseAsync();
        await using var server = await EmbeddedServer.StartAsync(Companions.Options(folder.Path), Cancellation);
        await BreakAndFindAsync(server.ConnectionString);
    }

    [Fact]
    public async Task What_was_kept_in_the_ordinary_way_holds_and_what_somebody_broke_is_told_on_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("store_check");
        await BreakAndFindAsync(database.ConnectionString);
    }

    /// <summary>Each breaks one thing past all that guards it, in a transaction that is not kept.</summary>
    static readonly (StoreFault Fault, string Sql)[] Breaks =
    [
        (StoreFault.StockDiffers, "UPDATE stock_level SET grams = grams + 1"),
        (StoreFault.LotNotBalanced, "UPDATE stock_level SET grams = grams + 1"),
        (StoreFault.TakenWhereNothingWas, "DELETE FROM movement WHERE kind = 'declared'"),
        (StoreFault.MoreLeftTheRoadThanCameOnIt, "DELETE FROM movement WHERE kind = 'picked-up'"),
        (StoreFault.FalseReversal, "INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'reverses_id', m.id, 'quantity_g', 1)) AS r FROM movement AS m WHERE kind = 'declared' LIMIT 1) AS one"),
        (StoreFault.ReversalOfReversal,
            """
            WITH first AS (INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', '00000000-0000-4000-8000-000000000001', 'reverses_id', m.id)) AS r FROM movement AS m WHERE kind = 'declared' LIMIT 1) AS one)
            SELECT 1;
            INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'reverses_id', m.id)) AS r FROM movement AS m WHERE id = '00000000-0000-4000-8000-000000000001') AS one
            """),
        (StoreFault.UnknownParent, "INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'kind', 'out-of-batch', 'batch_id', gen_random_uuid())) AS r FROM movement AS m WHERE kind = 'declared' LIMIT 1) AS one"),
        (StoreFault.BatchGrows,
            """
            INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'kind', 'out-of-batch', 'batch_id', '00000000-0000-4000-8000-000000000002', 'quantity_g', 2)) AS r FROM movement AS m WHERE kind = 'declared' LIMIT 1) AS one;
            INSERT INTO movement SELECT (r).* FROM (SELECT jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'kind', 'into-batch', 'batch_id', '00000000-0000-4000-8000-000000000002', 'quantity_g', 1)) AS r FROM movement AS m WHERE kind = 'picked-up' LIMIT 1) AS one
            """),
        (StoreFault.ColumnsDiffer, "UPDATE lot SET high_g = high_g + 1"),
        (StoreFault.DayNotItsDigest, "DELETE FROM shift"),
        (StoreFault.DayNotItsDigest, "UPDATE day SET notice = 'otherwise'"),
        (StoreFault.VersionsNotInOrder, "UPDATE plan_version SET version = 7 WHERE version = 2"),
        (StoreFault.SeveralInForce, "UPDATE plan_version SET in_force_from = (SELECT max(in_force_from) FROM plan_version)"),
        (StoreFault.SeveralInForce, "UPDATE plan SET territory_ids = territory_ids || gen_random_uuid()"),
        (StoreFault.PlanNotItsRow, "UPDATE plan SET allocated_g = allocated_g + 1"),
        (StoreFault.PlanNotItsRow, "DELETE FROM route"),
        (StoreFault.PlanNotItsRow, "UPDATE plan SET shares = (SELECT jsonb_build_object('unmet', o.id) FROM plan AS o WHERE o.id <> plan.id)"),
        (StoreFault.PlanNotItsRow, "UPDATE route SET document = NULL, kept_in = (SELECT p.id FROM plan AS p WHERE p.id <> route.plan_id)"),
        (StoreFault.PlanFromNowhere, "DELETE FROM plan_source"),
        (StoreFault.PlanFromNowhere, "UPDATE plan_source SET revision = 99"),
        (StoreFault.PlanUntold, "DELETE FROM event"),
        (StoreFault.PlanUntold, "DELETE FROM plan_version WHERE version = 1"),
        (StoreFault.EquipmentTakenTwice,
            """
            UPDATE plan SET document = jsonb_set(document, '{bookings}', '[
              {"id": "a", "equipment": "e", "period": {"begin": "2031-05-02T08:00:00Z", "end": "2031-05-02T10:00:00Z"}},
              {"id": "b", "equipment": "e", "period": {"begin": "2031-05-02T09:59:00Z", "end": "2031-05-02T11:00:00Z"}}]')
            """),
        (StoreFault.OnTwoRoutes, "INSERT INTO route SELECT (r).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid())) AS r FROM route AS o) AS copies"),
        (StoreFault.AnsweredMoreThanOffered,
            """
            INSERT INTO proposal SELECT gen_random_uuid(), service_date, territory_ids[1], id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 10, now(), now() FROM plan LIMIT 1;
            INSERT INTO proposal_answer SELECT id, territory_id, 11, NULL, now(), false FROM proposal
            """),
        (StoreFault.ProofNotPosted, "DELETE FROM movement WHERE allocation_id IS NOT NULL"),
        (StoreFault.ProofNotPosted, "UPDATE movement SET quantity_g = quantity_g + 1"),
        (StoreFault.PostedWithoutProof, "DELETE FROM proof_photo; DELETE FROM proof_position; DELETE FROM proof_signature; DELETE FROM proof"),
        (StoreFault.PhotoMissing, "UPDATE proof_photo SET photo_sha256 = repeat('b', 64)"),
        (StoreFault.PhotoMissing, "UPDATE lot_photo SET photo_sha256 = repeat('b', 64)"),
        (StoreFault.PhotoOfNothing, "INSERT INTO photo VALUES (repeat('c', 64), timestamptz '2031-01-01', '')"),
    ];

    static async Task BreakAndFindAsync(string connectionString)
    {
        await using var store = Store.Open(connectionString);
        await Migrator.MigrateAsync(store, Cancellation);
        var stops = new ToldStops("store check", new DateOnly(2031, 5, 2));
        var first = stops.Plan with { Id = new(Domain.NameBasedId.Derive(Domain.NameBasedId.Root, "store-check/first")) };
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, stops.Day, ToldStops.Noon);
                foreach (var (i, plan) in ((Domain.Plans.DayPlan[])[first, stops.Plan]).Index())
                {
                    // The second was made from the first by hand.
                    await PlanStore.SaveAsync(unit, plan, ToldStops.Noon.AddMinutes(i), i == 0 ? null : first);
                    await DayBook.SaveSourceAsync(unit, plan.Id, stops.Day, 1);
                    await EventLog.AppendAsync(unit, new(ToldStops.Noon, Bellerive.Town, i == 0 ? "plan-saved" : "plan-edited", plan.Id.Value, "{}"));
                }
                var route = Bellerive.Tour;
                var pickup = stops.Plan.Routes.Single(x => x.Id == route).Stops.SelectMany(x => x.Activities.Select(y => (x.Site, Activity: y))).First(x => x.Activity.Kind == Domain.Routes.ActivityKind.Pickup);
                var delivery = stops.Plan.Routes.Single(x => x.Id == route).Stops.SelectMany(x => x.Activities.Select(y => (x.Site, Activity: y)))
                    .First(x => x.Activity.Kind == Domain.Routes.ActivityKind.Delivery && x.Activity.Allocation == pickup.Activity.Allocation);
                Proof[] told =
                [
                    stops.At(pickup.Site, ToldStops.Line(pickup.Activity.Allocation, Deed.Taken, pickup.Activity.Expected.Kilograms)),
                    stops.At(delivery.Site, ToldStops.Line(pickup.Activity.Allocation, Deed.Given, pickup.Activity.Expected.Kilograms)),
                ];
                await ProofStore.RecordAsync(unit, told, ToldStops.Noon);
                await PhotoStore.LinkAsync(unit, told[0], photo, ToldStops.Noon);
                await LotPhotoStore.LinkAsync(unit, stops.Day.Date, stops.Day.Lots[0], photo, by: null, ToldStops.Noon);
            },
            Cancellation);
        Assert.Empty(await FindAsync(store));
        Assert.Equal([first.Id, stops.Plan.Id], await store.RunAsync(Scope.Service, async unit => new[] { first.Id, (await PlanStore.InForceAsync(unit)).Single() }, Cancellation));

        foreach (var (fault, sql) in Breaks)
        {
            var found = await BrokenAsync(store, sql);
            Assert.True(found.Any(x => x.Fault == fault), $"{fault} is not told after {sql}: {string.Join("; ", found)}");
        }
        // Whoever adds a fault breaks something for it here.
        Assert.Equal(Enum.GetValues<StoreFault>().ToHashSet(), Breaks.Select(x => x.Fault).ToHashSet());
        Assert.Empty(await FindAsync(store));
    }

    static Task<IReadOnlyList<StoreProblem>> FindAsync(Store store) => StoreCheck.FindAsync(store, new HashSet<string> { photo }, new(2031, 5, 3, 0, 0, 0, TimeSpan.Zero), Cancellation);

    static async Task<IReadOnlyList<StoreProblem>> BrokenAsync(Store store, string sql)
    {
        IReadOnlyList<StoreProblem> found = [];
        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Owner,
            async unit =>
            {
                foreach (var table in (string[])["movement", "event", "proof", "proposal_answer"])
                    await unit.ExecuteAsync($"ALTER TABLE {table} DISABLE TRIGGER USER");
                await unit.ExecuteAsync(sql);
                await unit.ExecuteAsync("SELECT set_config('role', 'ramasse_service', true)");
                found = await StoreCheck.FindAsync(unit, new HashSet<string> { photo }, new(2031, 5, 3, 0, 0, 0, TimeSpan.Zero));
                throw new TimeoutException("and nothing of it is kept");
            },
            Cancellation));
        return found;
    }
}
