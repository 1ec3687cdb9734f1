using Logistics.Domain;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>The questions that are asked all day are answered from indexes: the planner says so itself, of tables with a busy territory's rows.</summary>
public sealed class IndexesTests(Stores stores)
{
    const string Rows =
        """
        INSERT INTO day SELECT date '2050-01-01' + d, @town, 'busy', 'Busy', 0, NULL, 1, '', now(), '{}' FROM generate_series(0, 399) AS d;
        INSERT INTO site SELECT date '2050-01-01' + n / 50, @town, gen_random_uuid(), n, @town, 'site-' || n, '', 'shop', '', ST_MakePoint(3 + random() * 2, 43 + random())::geography, '{}'
          FROM generate_series(0, 19999) AS n;
        -- One day of a whole region.
        INSERT INTO site SELECT '2050-01-01', @town, gen_random_uuid(), n, @town, 'site-' || n, '', 'shop', '', ST_MakePoint(3 + random() * 2, 43 + random())::geography, '{}'
          FROM generate_series(20000, 39999) AS n;
        INSERT INTO lot SELECT date '2050-01-01' + n / 50, @town, md5('lot' || n)::uuid, n, @town, @town, 'lot-' || n, '', 'dairy', 'chilled', 1, 1, 1, 'use-by', '2050-01-01', now(), now(), '{}'
          FROM generate_series(0, 19999) AS n;
        INSERT INTO plan (id, service_date, planned_at, saved_at, allocated_g, unmet_g, leftover_g, distance_dm, duration_ms, cost_microeuro, route_count, document, territory_ids)
          SELECT md5('plan' || d)::uuid, date '2050-01-01' + d, now(), now(), 0, 0, 0, 0, 0, 0, 0, '{}', ARRAY[@town::uuid] FROM generate_series(0, 399) AS d;
        INSERT INTO proof SELECT gen_random_uuid(), @town, date '2050-01-01' + n / 50, md5('plan' || n / 50)::uuid, NULL, @town, NULL, now(), now(), repeat('0', 64), '{}' FROM generate_series(0, 19999) AS n;
        INSERT INTO movement (id, territory_id, service_date, lot_id, kind, quantity_g, to_site_id, occurred_at, recorded_at)
          SELECT gen_random_uuid(), @town, date '2050-01-01' + n / 100, md5('lot' || n / 2)::uuid, 'declared', 1, @town, now(), now() + n * interval '1 s' FROM generate_series(0, 39999) AS n;
        INSERT INTO event (occurred_at, territory_id, kind, payload) SELECT now(), @town, 'lot-declared', '{}' FROM generate_series(1, 40000);
        INSERT INTO calendar_entry (id, territory_id, service_date, party_id, site_id, kind, begins_at, ends_at, document, changed_at)
          SELECT gen_random_uuid(), @town, date '2050-01-01' + n / 50, md5('party' || n % 500)::uuid, @town, 'delivery', now(), now(), '{}', now() FROM generate_series(0, 19999) AS n;
        ANALYZE calendar_entry, day, site, lot, plan, proof, movement, event
        """;

    static readonly TerritoryId Town = new(NameBasedId.Derive(NameBasedId.Root, "indexes-tests/busy"));

    static readonly DateOnly Date = new(2051, 6, 1);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>On a server, where territories of that size are kept.</summary>
    [Fact]
    public async Task Questions_of_every_day_are_answered_from_indexes()
    {
        var store = await stores.OpenAsync(StoreKind.Server);
        var day = Bellerive.Day with { Date = Date };
        var found = new Dictionary<string, string>();

        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await DeclarationStore.SaveDayAsync(unit, day, default);
                await SiteMap.DrawAsync(unit, Town, """{"type":"MultiPolygon","coordinates":[[[[3.5,43.4],[3.6,43.4],[3.6,43.5],[3.5,43.5],[3.5,43.4]]]]}""", "made up", default);
                // The rows below refer to partners that nobody needs here; nothing is kept, so nobody asks.
                await unit.ExecuteAsync("RESET ROLE; SET CONSTRAINTS ALL DEFERRED");
                await unit.ExecuteAsync(Rows, new { town = Town.Value });
                await unit.ExecuteAsync("SET LOCAL ROLE ramasse_service");

                var somewhere = Position.FromDegrees(3.9, 43.6);
                DateOnly region = new(2050, 1, 1), nothing = new(2049, 1, 1);
                await ExplainAsync("board", async () => await DeclarationStore.LoadDayAsync(unit, Date));
                await ExplainAsync("proofs", () => ProofStore.OfDateAsync(unit, nothing));
                await ExplainAsync("lot", () => Ledger.OfLotAsync(unit, Bellerive.Fish));
                await ExplainAsync("events", () => EventLog.ReadAfterAsync(unit, long.MaxValue - 1, 100));
                await ExplainAsync("nearest", () => SiteSearch.NearestAsync(unit, region, somewhere, 7));
                await ExplainAsync("map", () => SiteMap.SitesAsync(unit, Town, new SiteQuestion(region, somewhere, 7, Within: false)));
                await ExplainAsync("within", () => SiteSearch.WithinAsync(unit, region, Town));
                await ExplainAsync("codes", () => LotCodes.TakenAsync(unit, day));
                await ExplainAsync("ledger page", () => LedgerPages.MovementsAsync(unit, null, null, 100));
                await ExplainAsync("calendar", () => CalendarStore.OfPartyAsync(unit, Bellerive.SocialGrocery, null, region, region.AddDays(90)));
                throw new TimeoutException("and nothing of it is kept");

                async Task ExplainAsync(string name, Func<Task> ask)
                {
                    unit.Asked = [];
                    await ask();
                    var asked = unit.Asked;
                    unit.Asked = null;
                    var plans = new List<string>();
                    foreach (var (sql, arguments) in asked)
                        plans.AddRange(await unit.QueryAsync<string>("EXPLAIN " + sql, arguments));
                    found[name] = string.Join('\n', plans);
                }
            },
            Cancellation));

        // Of indexes that begin with the same column either may be the cheaper one.
        List<string> wrong = [];
        foreach (var (name, indexes) in ((string, string[])[])
        [
            ("board", ["lot_pkey|lot_by_", "site_pkey|site_by_"]), ("proofs", ["proof_by_date"]), ("lot", ["movement_by_lot"]), ("events", ["event_pkey"]), ("nearest", ["site_by_position"]),
            ("map", ["site_by_position"]), ("within", ["site_by_position"]), ("codes", ["lot_by_id"]), ("ledger page", ["movement_by_recording"]),
            ("calendar", ["calendar_entry_by_"]),
        ])
        {
            wrong.AddRange(indexes.Where(index => !index.Split('|').Any(x => found[name].Contains(x, StringComparison.Ordinal))).Select(index => $"{name} does not use {index}:\n{found[name]}"));
            wrong.AddRange(((string[])["site", "lot", "proof", "movement", "event", "calendar_entry"])
                .Where(table => found[name].Contains($"Seq Scan on {table} ", StringComparison.Ordinal)).Select(table => $"{name} reads all of {table}:\n{found[name]}"));
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }
}
