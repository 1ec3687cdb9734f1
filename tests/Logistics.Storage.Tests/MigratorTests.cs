using Logistics.Domain;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;

namespace Logistics.Storage.Tests;

public sealed class MigratorTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_empty_database_is_brought_up_once_by_however_many_hosts_and_a_newer_one_is_refused(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);
        Assert.Equal(0, await Migrator.VersionAsync(store, Cancellation));

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.MigrateAsync(store, Cancellation), Cancellation)));

        Assert.Equal(Enumerable.Range(1, Migrator.Known), applied.SelectMany(versions => versions).Order());
        Assert.Equal(Migrator.Known, await Migrator.VersionAsync(store, Cancellation));
        Assert.Empty(await Migrator.MigrateAsync(store, Cancellation));

        await store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (@next, 'from the future')", new { next = Migrator.Known + 1 }), Cancellation);
        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => Migrator.MigrateAsync(store, Cancellation));
        Assert.Equal((Migrator.Known + 1, Migrator.Known), (refused.Found, refused.Known));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Plans_from_before_territories_were_kept_apart_know_whose_they_are(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);
        TerritoryId here = new(NameBasedId.Derive(NameBasedId.Root, "here")), there = new(NameBasedId.Derive(NameBasedId.Root, "there"));
        Assert.Equal([1, 2, 3, 4, 5], await Migrator.MigrateAsync(store, upTo: 5, Cancellation));
        await store.RunAsync(
            Scope.Owner,
            unit => unit.ExecuteAsync(
                """
                INSERT INTO plan VALUES (@here, '2026-03-27', now(), now(), NULL, 0, 0, 0, 0, 0, 0, 0, jsonb_build_object('territories', jsonb_build_array(@here::uuid)));
                INSERT INTO plan VALUES (@there, '2026-03-27', now(), now(), NULL, 0, 0, 0, 0, 0, 0, 0, jsonb_build_object('territories', jsonb_build_array(@here::uuid, @there::uuid)));
                INSERT INTO plan_source VALUES (@here, 1, jsonb_build_object('territories', jsonb_build_array(jsonb_build_object('id', @here::uuid))));
                """,
                new { here = here.Value, there = there.Value }),
            Cancellation);

        await Migrator.MigrateAsync(store, Cancellation);

        Assert.Equal((1, 1), await SeenAsync(Scope.Of(here)));
        Assert.Equal((0, 0), await SeenAsync(Scope.Of(there)));
        Assert.Equal((2, 1), await SeenAsync(Scope.Of(here, there)));

        Task<(long, long)> SeenAsync(Scope scope) =>
            store.RunAsync(scope, unit => unit.SingleAsync<(long, long)>("SELECT (SELECT count(*) FROM plan), (SELECT count(*) FROM plan_source)"), Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Agreements_from_before_they_had_codes_are_named_by_what_they_say(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);
        var here = NameBasedId.Derive(NameBasedId.Root, "here");
        await Migrator.MigrateAsync(store, upTo: 21, Cancellation);
        await store.RunAsync(
            Scope.Owner,
            unit => unit.ExecuteAsync(
                """
                INSERT INTO day SELECT date, @here, 'here', 'Here', 0, NULL, 1, '\x00', now(), '{}' FROM (VALUES ('2026-03-27'::date), ('2026-03-28')) AS days(date);
                INSERT INTO consent SELECT date, @here, place, NULL, NULL, NULL, NULL, jsonb_build_object('territory', @here, 'validUntil', until)
                  FROM (VALUES ('2026-03-27'::date, 0, '2026-12-31'), ('2026-03-27', 1, '2027-12-31'), ('2026-03-27', 2, '2026-12-31'), ('2026-03-28', 0, '2027-12-31')) AS kept(date, place, until);
                """,
                new { here }),
            Cancellation);

        await Migrator.MigrateAsync(store, Cancellation);

        var codes = (await store.RunAsync(Scope.Owner, unit => unit.QueryAsync<string>("SELECT document->>'code' FROM consent ORDER BY service_date, ordinal"), Cancellation)).ToList();
        Assert.Equal(4, codes.Count);
        Assert.Equal(3, codes.Take(3).Distinct().Count());
        // The same agreement has the same name the next day; the second of two that are alike has a number.
        Assert.Equal([codes[1], codes[0] + "-2"], [codes[3], codes[2]]);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_rehearsal_says_which_scripts_would_run_and_how_it_went_and_leaves_nothing(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);

        // From nothing, from the middle, and with nothing left to do.
        foreach (var version in (int[])[0, 5, Migrator.Known])
        {
            await Migrator.MigrateAsync(store, version, Cancellation);
            var before = await CatalogueAsync(store);

            var rehearsal = await MigrationRehearsal.RunAsync(store, Cancellation);

            Assert.Null(rehearsal.Failure);
            Assert.Equal((version, Migrator.Known), (rehearsal.From, rehearsal.To));
            Assert.Equal(Enumerable.Range(version + 1, Migrator.Known - version), rehearsal.Scripts.Select(x => x.Version));
            Assert.Equal(before, await CatalogueAsync(store));
            Assert.Equal(version, await Migrator.VersionAsync(store, Cancellation));
        }
        Assert.NotEqual(await CatalogueAsync(store), await CatalogueAsync(store, "UNION ALL SELECT 'one more line'"));

        await store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("INSERT INTO schema_version (version, name) VALUES (@next, 'from the future')", new { next = Migrator.Known + 1 }), Cancellation);
        Assert.Equal(Migrator.Known + 1, (await Assert.ThrowsAsync<SchemaTooNewException>(() => MigrationRehearsal.RunAsync(store, Cancellation))).Found);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_rehearsal_says_which_script_fails_and_why(StoreKind kind)
    {
        if (kind == StoreKind.Embedded)
            Companions.Require();
        using var folder = kind == StoreKind.Embedded ? await Companions.FolderWithDatabaseAsync() : new TemporaryFolder();
        await using var database = await EmptyAsync(kind, folder.Path);
        await using var store = Store.Open(database.ConnectionString);
        await Migrator.MigrateAsync(store, upTo: 5, Cancellation);
        // Somebody made by hand what the seventh script makes.
        await store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("CREATE TABLE movement (id uuid)"), Cancellation);
        var before = await CatalogueAsync(store);

        var rehearsal = await MigrationRehearsal.RunAsync(store, Cancellation);

        Assert.Equal((5, 6), (rehearsal.From, rehearsal.To));
        Assert.Equal([6, 7], rehearsal.Scripts.Select(x => x.Version));
        Assert.Contains("movement", rehearsal.Failure, StringComparison.Ordinal);
        Assert.Equal(before, await CatalogueAsync(store));
    }

    /// <summary>A hash of all that scripts make: tables, columns, constraints, indexes, functions, policies, rights, roles and the list of scripts.</summary>
    static Task<string> CatalogueAsync(Store store, string more = "") => store.RunAsync(
        Scope.Owner,
        async unit => await unit.SingleAsync<string>(
            $"""
             SELECT md5(coalesce(string_agg(line, chr(10) ORDER BY line), '')) FROM (
               SELECT concat('class ', relname, relkind, relacl::text, relrowsecurity, relforcerowsecurity, reloptions::text) AS line FROM pg_class WHERE relnamespace = 'public'::regnamespace
               UNION ALL SELECT concat('column ', attrelid::regclass, attnum, attname, atttypid::regtype, attnotnull) FROM pg_attribute
                 WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
               UNION ALL SELECT concat('constraint ', conname, conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
               UNION ALL SELECT concat('index ', pg_get_indexdef(indexrelid)) FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
               UNION ALL SELECT concat('function ', proname, prosrc, proacl::text) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
               UNION ALL SELECT concat('policy ', polname, polrelid::regclass, pg_get_expr(polqual, polrelid)) FROM pg_policy
               UNION ALL SELECT concat('role ', rolname) FROM pg_roles WHERE rolname LIKE 'ramasse%'
               UNION ALL SELECT concat('extension ', extname, extversion) FROM pg_extension
               {more}) AS lines
             """) + (await Migrator.VersionAsync(unit) > 0 ? await unit.SingleAsync<string>("SELECT string_agg(concat(version, name, applied_at), ',' ORDER BY version) FROM schema_version") : ""),
        Cancellation);

    static async Task<EmptyDatabase> EmptyAsync(StoreKind kind, string folder)
    {
        if (kind == StoreKind.Server)
        {
            var scratch = await ScratchDatabase.CreateAsync("migrator");
            return new(scratch.ConnectionString, scratch);
        }
        var server = await EmbeddedServer.StartAsync(Companions.Options(folder), Cancellation);
        return new(server.ConnectionString, server);
    }

    sealed record EmptyDatabase(string ConnectionString, IAsyncDisposable Owner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Owner.DisposeAsync();
    }
}
