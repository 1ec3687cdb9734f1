using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates.</summary>
public sealed class DeclarationStoreTests(Stores stores)
{
    static readonly DateTimeOffset Morning = new(2026, 3, 27, 6, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_comes_back_as_it_was_declared(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        foreach (var seed in Enumerable.Range(0, 12))
        {
            var day = RandomDay.Make(seed, DaySize.Medium, new RandomDayOptions(Batches: seed % 3 != 0)) with { Date = new DateOnly(2030, 1, 1).AddDays(seed), Notice = seed % 2 == 0 ? "données inventées" : null };

            var changed = await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Morning), Cancellation);
            var loaded = await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, day.Date), Cancellation);

            Assert.Equal(day.Territories.Select(x => x.Id), changed);
            Assert.True(day == loaded, $"seed {seed}");
        }
        Assert.Equal(Bellerive.Day, await SaveAndLoadAsync(store, Bellerive.Day));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Nothing_that_can_be_declared_is_lost(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        foreach (var seed in Enumerable.Range(0, 10))
        {
            var day = ArbitraryFacts.WholeDay(seed, new DateOnly(2038, 1, 1).AddDays(seed));
            Assert.Empty(Members.LeftOut(day));

            var loaded = await SaveAndLoadAsync(store, day);

            Assert.Equal(Members.Lines(day), Members.Lines(loaded));
            Assert.True(day == loaded, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Every_table_of_a_day_is_known_here_and_one_territory_never_touches_the_rows_of_another(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2039, 1, 1);
        var tables = await store.RunAsync(
            Scope.Service,
            async unit => (await unit.QueryAsync<string>(
                """
                SELECT table_name::text FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('service_date', 'territory_id', 'ordinal', 'document')
                GROUP BY table_name HAVING count(*) = 4
                """)).ToList(),
            Cancellation);
        Assert.Equal(DeclaredTable.All.Select(table => table.Name).Append("day").Order(), tables.Order());
        var (own, others) = (ArbitraryFacts.WholeDay(20, date), ArbitraryFacts.WholeDay(21, date));
        await SaveAndLoadAsync(store, own);
        await SaveAndLoadAsync(store, others);
        var before = await CountsAsync();

        var bare = new DayDeclarations
        {
            Date = date,
            Territories = own.Territories,
            Parties = [],
            Sites = [],
            Consents = [],
            Lots = [],
            Needs = [],
            Equipment = [],
            EquipmentRequests = [],
            Vehicles = [],
            Drivers = [],
            Shifts = [],
            CrateTypes = [],
            CrateBalances = [],
        };
        await SaveAndLoadAsync(store, bare);

        var after = await CountsAsync();
        Assert.All(tables, table => Assert.True(before[table] is { Own: > 0, Others: > 0 }, $"{table} had {before[table]}"));
        Assert.All(tables, table => Assert.Equal((table == "day" ? before[table].Own : 0, before[table].Others), after[table]));
        Assert.Equal(Members.Lines(others), Members.Lines(await LoadAsync(store, date, others.Territories)));

        async Task<Dictionary<string, (long Own, long Others)>> CountsAsync() => await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var counts = new Dictionary<string, (long, long)>();
                foreach (var table in tables)
                    counts[table] = await unit.SingleAsync<(long, long)>(
                        $"SELECT count(*) FILTER (WHERE territory_id = ANY(@own)), count(*) FILTER (WHERE territory_id = ANY(@others)) FROM {table} WHERE service_date = @date",
                        new { date, own = own.Territories.Select(x => x.Id.Value).ToArray(), others = others.Territories.Select(x => x.Id.Value).ToArray() });
                return counts;
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_second_save_changes_nothing_and_another_day_of_the_territory_stays(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = RandomDay.Make(1, DaySize.Small) with { Date = new DateOnly(2031, 1, 1) };
        var next = RandomDay.Make(2, DaySize.Small) with { Date = day.Date.AddDays(1) };
        await SaveAndLoadAsync(store, day);
        await SaveAndLoadAsync(store, next);
        var before = await RowVersionsAsync(store, day.Date);

        Assert.Empty(await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Morning.AddHours(1)), Cancellation));
        Assert.Equal(before, await RowVersionsAsync(store, day.Date));

        // Corrected: one lot less, another weighed anew. The day after is not touched.
        var corrected = day with { Lots = day.Lots.Skip(1).Select(lot => lot with { SmallestShare = new(1234) }).ToValueList() };
        Assert.Equal(corrected, await SaveAndLoadAsync(store, corrected));
        Assert.Equal(next, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, next.Date), Cancellation));
        Assert.Equal(2, await store.RunAsync(Scope.Service, unit => unit.SingleAsync<int>("SELECT revision FROM day WHERE service_date = @date", new { date = day.Date }), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Two_territories_replace_each_only_their_own(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2032, 1, 1);
        var belleroche = RandomDay.Make(3, DaySize.Small) with { Date = date, Notice = null };
        var bellerive = Bellerive.Day with { Date = date, Notice = null };
        await SaveAndLoadAsync(store, belleroche, belleroche.Territories[0].Id);
        await SaveAndLoadAsync(store, bellerive, Bellerive.Town);

        var fewer = bellerive with { Needs = [bellerive.Needs[0]] };
        Assert.Equal([Bellerive.Town], await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, fewer, Morning), Cancellation));

        Assert.Equal(fewer, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, date, [Bellerive.Town]), Cancellation));
        Assert.Equal(belleroche, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, date, [belleroche.Territories[0].Id]), Cancellation));
        var both = (await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, date), Cancellation))!;
        Assert.Equal(2, both.Territories.Count);
        Assert.Equal(belleroche.Lots.Concat(bellerive.Lots).Select(x => x.Id.Value).Order(), both.Lots.Select(x => x.Id.Value).Order());
        Assert.Contains((await store.RunAsync(Scope.Service, DeclarationStore.TerritoriesAsync, Cancellation)), x => x.Id == Bellerive.Town);
        Assert.Contains(date, await store.RunAsync(Scope.Service, unit => DeclarationStore.DatesAsync(unit, Bellerive.Town), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_that_does_not_hang_together_is_refused_whole(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = RandomDay.Make(4, DaySize.Small, new RandomDayOptions(Batches: true)) with { Date = new DateOnly(2033, 1, 1) };
        var nowhere = new SiteId(NameBasedId.Derive(NameBasedId.Root, "nowhere"));
        DayDeclarations[] broken =
        [
            day with { Lots = [.. day.Lots.Select(lot => lot with { Site = nowhere })] },
            day with { Crews = [.. day.Crews.Select(crew => crew with { Site = nowhere })] },
            day with { CrateBalances = [new CrateBalance(nowhere, "euro-e2", 3)] },
        ];

        foreach (var one in broken)
            Assert.Contains(
                "site",
                (await Assert.ThrowsAsync<ArgumentException>(() => store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, one, Morning), Cancellation))).Message,
                StringComparison.OrdinalIgnoreCase);
        Assert.Null(await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, day.Date), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Columns_say_what_the_documents_say(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = new DateOnly(2034, 1, 1) };
        await SaveAndLoadAsync(store, day);

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                foreach (var site in day.Sites)
                {
                    var (kindName, longitude, latitude) = await unit.SingleAsync<(string, double, double)>(
                        "SELECT kind, ST_X(position::geometry), ST_Y(position::geometry) FROM site WHERE service_date = @date AND id = @id",
                        new { date = day.Date, id = site.Id.Value });
                    Assert.Equal(site.Kind.ToString().ToUpperInvariant(), kindName.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant());
                    Assert.Equal((site.Position.Longitude, site.Position.Latitude), (longitude, latitude));
                }
                foreach (var lot in day.Lots)
                {
                    var (low, expected, high, good, from) = await unit.SingleAsync<(long, long, long, DateOnly, DateTimeOffset)>(
                        "SELECT low_g, expected_g, high_g, good_until, pickup_from FROM lot WHERE service_date = @date AND id = @id",
                        new { date = day.Date, id = lot.Id.Value });
                    Assert.Equal((lot.Quantity.Low.Grams, lot.Quantity.Expected.Grams, lot.Quantity.High.Grams), (low, expected, high));
                    Assert.Equal(lot.Date.Date, good);
                    Assert.Equal(lot.PickupWindow.Begin, from);
                }
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_nobody_declared_is_null(StoreKind kind) =>
        Assert.Null(await (await stores.OpenAsync(kind)).RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, new DateOnly(1999, 1, 1)), Cancellation));

    static async Task<DayDeclarations?> SaveAndLoadAsync(Store store, DayDeclarations day, params TerritoryId[] territories)
    {
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Morning), Cancellation);
        return await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, day.Date, territories.Length == 0 ? null : territories), Cancellation);
    }

    static Task<DayDeclarations?> LoadAsync(Store store, DateOnly date, ValueList<Territory> territories) =>
        store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, date, [.. territories.Select(x => x.Id)]), Cancellation);

    /// <summary>Which transaction wrote each row: equal only when nothing was written again.</summary>
    static async Task<string> RowVersionsAsync(Store store, DateOnly date) =>
        await store.RunAsync(
            Scope.Service,
            unit => unit.SingleAsync<string>(
                """
                SELECT string_agg(x, ' ' ORDER BY x) FROM (
                  SELECT 'day ' || xmin::text || saved_at::text AS x FROM day WHERE service_date = @date
                  UNION ALL SELECT 'lot ' || id::text || xmin::text FROM lot WHERE service_date = @date) AS rows
                """,
                new { date }),
            Cancellation);
}
