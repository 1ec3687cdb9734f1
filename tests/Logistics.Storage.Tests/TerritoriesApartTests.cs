using Logistics.Domain;
using Logistics.Testing;
using Logistics.Testing.Days;
using Npgsql;

namespace Logistics.Storage.Tests;

/// <summary>The database keeps territories apart, whatever a statement asks. Tests keep apart by their dates and seeds.</summary>
public sealed class TerritoriesApartTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    /// <summary>No test gives it a row.</summary>
    static readonly TerritoryId Uninhabited = new(NameBasedId.Derive(NameBasedId.Root, "territories-apart-tests/uninhabited"));

    static readonly TerritoryId Nowhere = new(NameBasedId.Derive(NameBasedId.Root, "territories-apart-tests/nowhere"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_unit_of_work_runs_as_a_role_that_is_neither_superuser_nor_owner(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        foreach (var (scope, role) in ((Scope, string)[])[(Scope.Service, "ramasse_service"), (Scope.Of(Nowhere), "ramasse_member"), (Scope.Of(), "ramasse_member")])
        {
            var found = await store.RunAsync(
                scope,
                unit => unit.SingleAsync<(string Name, bool Super, bool Bypass, bool Login, bool Creates, long Owned, long Memberships)>(
                    """
                    SELECT rolname::text, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole OR rolcreatedb,
                      (SELECT count(*) FROM pg_class WHERE relowner = r.oid) + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid)
                        + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid) + (SELECT count(*) FROM pg_database WHERE datdba = r.oid),
                      (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)
                    FROM pg_roles AS r WHERE rolname = current_user
                    """),
                Cancellation);

            Assert.Equal((role, false, false, false, false, 0, 0), found);
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_stranger_reads_and_writes_nothing_of_a_territory_in_any_table(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (own, others) = (await Inhabited.FillAsync(store, 40, Noon, Cancellation), await Inhabited.FillAsync(store, 41, Noon, Cancellation));
        Scope mine = Scope.Of(own), theirs = Scope.Of(others);

        foreach (var table in await ApartTable.AllAsync(store, Cancellation))
        {
            var before = await table.ContentAsync(store, others, Cancellation);
            Assert.True(before.Rows > 0, $"{table.Name} has no row of the other territories: fill it in {nameof(Inhabited)}");

            // As each: all of one's own and nothing else; as the service: both; of no territory, or said none: nothing.
            Assert.Equal((await table.ContentAsync(store, own, Cancellation)).Rows, await table.CountAsync(store, mine, Cancellation));
            Assert.Equal(before.Rows, await table.CountAsync(store, theirs, Cancellation));
            Assert.True(await table.CountAsync(store, Scope.Service, Cancellation) >= before.Rows + await table.CountAsync(store, mine, Cancellation));
            Assert.Equal((table.Name, 0), (table.Name, await table.CountAsync(store, Scope.Of(), Cancellation)));
            Assert.Equal((table.Name, 0), (table.Name, await table.CountAsync(store, Scope.Of(Uninhabited), Cancellation)));
            Assert.Equal(0, await store.RunAsync(
                Scope.Owner,
                async unit =>
                {
                    await unit.ExecuteAsync("SET LOCAL ROLE ramasse_member");
                    return await unit.SingleAsync<long>($"SELECT count(*) FROM {table.Name}");
                },
                Cancellation));

            // Theirs by name: not changed, not removed, not added to, not even where the row is there already; one's own is not given away.
            Assert.Equal(0, await ApartTable.TryAsync(store, mine, $"UPDATE {table.Name} SET {table.Column} = {table.Column} WHERE {table.IsOf}", others, Cancellation) ?? 0);
            Assert.Equal(0, await ApartTable.TryAsync(store, mine, $"DELETE FROM {table.Name} WHERE {table.IsOf}", others, Cancellation) ?? 0);
            var row = await table.RowAsync(store, others, Cancellation);
            Assert.Null(await ApartTable.TryAsync(store, mine, table.InsertSql(row), others, Cancellation));
            Assert.Null(await ApartTable.TryAsync(store, mine, table.InsertSql(row) + " ON CONFLICT DO NOTHING", others, Cancellation));
            Assert.Null(await ApartTable.TryAsync(store, mine, $"UPDATE {table.Name} SET {table.Column} = {table.TheFirst}", others, Cancellation));
            Assert.Null(await ApartTable.TryAsync(store, mine, $"TRUNCATE {table.Name} CASCADE", others, Cancellation));

            Assert.Equal(before, await table.ContentAsync(store, others, Cancellation));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task However_a_unit_ends_its_role_and_its_territories_end_with_it(StoreKind kind)
    {
        // One connection, so that the next unit gets the very same one.
        await stores.OpenAsync(kind);
        await using var store = Store.Open(await stores.ConnectionStringAsync(kind) + ";Maximum Pool Size=1");
        var scope = Scope.Of(Nowhere);

        await store.RunAsync(scope, _ => Task.CompletedTask, Cancellation);
        await NothingIsLeftAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(scope, _ => throw new TimeoutException("in the middle"), Cancellation));
        await NothingIsLeftAsync();
        await Assert.ThrowsAsync<PostgresException>(() => store.RunAsync(scope, unit => unit.ExecuteAsync("SELECT 1 / 0"), Cancellation));
        await NothingIsLeftAsync();
        await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(scope, unit => unit.ExecuteAsync("SELECT * FROM schema_version"), Cancellation));
        await NothingIsLeftAsync();

        async Task NothingIsLeftAsync()
        {
            var (isOwner, said) = await store.RunAsync(
                Scope.Owner,
                unit => unit.SingleAsync<(bool, string)>("SELECT current_user = session_user, coalesce(current_setting('ramasse.territories', true), '')"),
                Cancellation);
            Assert.Equal((true, ""), (isOwner, said));
            Assert.Equal("{}", await store.RunAsync(Scope.Service, unit => unit.SingleAsync<string>("SELECT visible_territories()::text"), Cancellation));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Units_of_many_territories_at_once_see_each_its_own(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var days = Enumerable.Range(60, 4).Select(seed => RandomDay.Make(seed, DaySize.Small) with { Date = new DateOnly(2040, 2, 1), Notice = null }).ToList();
        days = [.. days.DistinctBy(day => day.Territories[0].Id)];
        foreach (var day in days)
            await store.RunAsync(Scope.Of(day.Territories[0].Id), unit => DeclarationStore.SaveDayAsync(unit, day, Noon), Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            async () =>
            {
                var day = days[i % days.Count];
                var loaded = await store.RunAsync(
                    Scope.Of(day.Territories[0].Id),
                    async unit => i % 5 == 4 ? throw new TimeoutException() : await DeclarationStore.LoadDayAsync(unit, day.Date),
                    Cancellation).ContinueWith(done => done.IsFaulted ? day : done.Result, TaskScheduler.Default);
                Assert.Equal(day, loaded);
            },
            Cancellation)));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_member_may_name_a_lender_without_reading_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2040, 3, 1);
        var lender = RandomDay.Make(7, DaySize.Small) with { Date = date, Notice = null };
        await store.RunAsync(Scope.Of(lender.Territories[0].Id), unit => DeclarationStore.SaveDayAsync(unit, lender, Noon), Cancellation);
        var lent = lender.Parties[0];
        var borrower = Bellerive.Day with { Date = date, Notice = null };
        borrower = borrower with { Vehicles = [.. borrower.Vehicles.Select(vehicle => vehicle with { Owner = lent.Id })] };

        await store.RunAsync(Scope.Of(Bellerive.Town), unit => DeclarationStore.SaveDayAsync(unit, borrower, Noon), Cancellation);

        await store.RunAsync(
            Scope.Of(Bellerive.Town),
            async unit =>
            {
                Assert.Equal(borrower, await DeclarationStore.LoadDayAsync(unit, date));
                Assert.Equal(0, await unit.SingleAsync<long>("SELECT count(*) FROM party WHERE id = @id", new { id = lent.Id.Value }));
                Assert.Equal(0, await unit.SingleAsync<long>("SELECT count(*) FROM current_party WHERE id = @id", new { id = lent.Id.Value }));
            },
            Cancellation);

        // Somebody who is nobody's partner is still refused, and so is a row that a neighbour's file would write for us.
        var broken = borrower with { Vehicles = [.. borrower.Vehicles.Select(vehicle => vehicle with { Owner = new(Nowhere.Value) })] };
        await Assert.ThrowsAsync<ArgumentException>(() => store.RunAsync(Scope.Of(Bellerive.Town), unit => DeclarationStore.SaveDayAsync(unit, broken, Noon), Cancellation));
        await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(
            Scope.Of(lender.Territories[0].Id), unit => DeclarationStore.SaveDayAsync(unit, borrower with { Notice = "by a neighbour" }, Noon), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_of_two_territories_is_shown_to_whom_both_may_be_shown(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2040, 4, 1);
        TerritoryId here = Bellerive.Town, there = Nowhere;
        var plan = Bellerive.Plan with { Id = new(NameBasedId.Derive(NameBasedId.Root, "territories-apart-tests/shared")), Date = date, Territories = [here, there] };
        await store.RunAsync(
            Scope.Of(here, there),
            async unit =>
            {
                await PlanStore.SaveAsync(unit, plan, Noon);
                await DayBook.SaveSourceAsync(unit, plan.Id, Bellerive.Day with { Date = date }, 1);
            },
            Cancellation);

        Assert.Equal((true, true, 1, plan.Routes.Count), await SeenAsync(Scope.Of(here, there)));
        Assert.Equal((true, true, 1, plan.Routes.Count), await SeenAsync(Scope.Service));
        Assert.Equal((false, false, 1, plan.Routes.Count), await SeenAsync(Scope.Of(here)));
        Assert.Equal((false, false, 0, 0), await SeenAsync(Scope.Of(there)));

        async Task<(bool Plan, bool Sourced, int Dates, int Routes)> SeenAsync(Scope scope) => await store.RunAsync(
            scope,
            async unit => (
                await PlanStore.FindAsync(unit, plan.Id) is not null,
                await DayBook.FindAsync(unit, plan.Id) is not null,
                (await PlanStore.DatesAsync(unit, here)).Count(x => x == date),
                await unit.SingleAsync<int>("SELECT count(*)::int FROM route WHERE plan_id = @id", new { id = plan.Id.Value })),
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_event_of_the_instance_is_the_service_s_alone(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var id = await store.RunAsync(Scope.Service, unit => EventLog.AppendAsync(unit, new(Noon, null, "instance-upgraded", null, "{}")), Cancellation);

        Assert.Contains(await store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, id - 1, 1), Cancellation), x => x.Id == id);
        Assert.Empty(await store.RunAsync(Scope.Of(Nowhere), unit => EventLog.ReadAfterAsync(unit, id - 1, 10), Cancellation));
        await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(
            Scope.Of(Nowhere), unit => EventLog.AppendAsync(unit, new(Noon, null, "instance-upgraded", null, "{}")), Cancellation));
    }
}
