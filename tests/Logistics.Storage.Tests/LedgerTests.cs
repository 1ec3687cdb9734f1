using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;
using Npgsql;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by the territories of their books.</summary>
public sealed class LedgerTests(Stores stores)
{
    static readonly DateTimeOffset Noon = LedgerBook.Noon;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Stock_rebuilt_from_random_histories_is_the_stock_that_was_kept_up_and_every_balance_is_closed(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        foreach (var seed in Enumerable.Range(1, 12))
        {
            var book = new LedgerBook($"history {seed}");
            var history = new RandomHistory(seed, book, length: 150);
            var random = new Random(seed);

            // As proofs come: in batches of any size, some of them twice.
            for (var told = 0; told < history.Entries.Count;)
            {
                var batch = history.Entries.Skip(told).Take(random.Next(1, 40)).ToList();
                told += batch.Count;
                Assert.Equal(batch.Count, await PostAsync(store, book, [.. batch]));
                if (random.Next(3) == 0)
                    Assert.Equal(0, await PostAsync(store, book, [.. batch]));
            }

            await store.RunAsync(
                Scope.Of(book.Territory),
                async unit =>
                {
                    var kept = await Ledger.StockAsync(unit, book.Territory);
                    Assert.True(kept.SequenceEqual(await Ledger.RebuiltStockAsync(unit, book.Territory)), $"seed {seed}: rebuilt differs");
                    Assert.True(kept.ToHashSet().SetEquals(history.Stock), $"seed {seed}: counted by hand differs");
                    foreach (var lot in history.Lots)
                        Assert.True((await Ledger.BalanceAsync(unit, book.Lot(lot))).Difference == Mass.Zero, $"seed {seed}: {lot} is not balanced");
                    Assert.Empty(await LedgerCheck.FindAsync(unit));
                },
                Cancellation);
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_is_balanced_by_pencil(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("pencil");
        await PostAsync(
            store, book,
            book.Declared("spinach", "market", 60_000),
            book.WeighedLess("spinach", "market", 2_000),
            book.PickedUp("spinach", "market", 50_000),
            book.Fetched("spinach", "market", "neighbours", 5_000),
            book.Delivered("spinach", "kitchen", 30_000),
            book.Lost("spinach", null, 1_000),
            book.IntoBatch("spinach", null, "jars", 10_000),
            book.Split("spinach", null, "spinach b", 4_000),
            book.Returned("spinach", "donor", 3_000));

        var balance = await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.BalanceAsync(unit, book.Lot("spinach")), Cancellation);

        // 60 - 2 came in; 5 + 30 delivered, 3 back, 1 lost, 10 worked up, 4 a lot of their own; 58 - 50 - 5 = 3 stayed and 50 - 30 - 1 - 10 - 4 - 3 = 2 are on the road.
        Assert.Equal(
            new MassBalance
            {
                Declared = new(60_000),
                Weighed = new(-2_000),
                OutOfBatch = default,
                FromLot = default,
                Delivered = new(35_000),
                Returned = new(3_000),
                Lost = new(1_000),
                IntoBatch = new(10_000),
                IntoParts = new(4_000),
                AtSites = new(3_000),
                OnTheRoad = new(2_000),
            },
            balance);
        Assert.Equal(Mass.Zero, balance.Difference);
        Assert.Equal(new Mass(4_000), (await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.BalanceAsync(unit, book.Lot("spinach b")), Cancellation)).FromLot);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_entry_comes_back_whole_and_telling_it_twice_is_telling_it_once(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("twice");
        var whole = book.Fetched("bread", "bakery", "kitchen", 7_000) with
        {
            To = book.Site("kitchen"),
            Plan = new(NameBasedId.Derive(NameBasedId.Root, "ledger-tests/plan")),
            Allocation = new(NameBasedId.Derive(NameBasedId.Root, "ledger-tests/allocation")),
            Family = null,
            // A tick is a tenth of what the database keeps.
            OccurredAt = Noon.AddTicks(10),
        };
        Movement[] batch = [book.Declared("bread", "bakery", 7_000), whole, book.Split("bread", "bakery", "bread b", 1), book.IntoBatch("bread", "bakery", "crumbs", 2)];

        Assert.Equal(4, await PostAsync(store, book, batch));
        Assert.Equal(0, await PostAsync(store, book, batch));
        Assert.Equal(0, await PostAsync(store, book, whole, whole));
        // Half of it new: the new half is kept.
        Assert.Equal(1, await PostAsync(store, book, whole, book.Lost("bread", "bakery", 3)));

        var found = await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.OfLotAsync(unit, book.Lot("bread")), Cancellation);
        Assert.Equal(batch.ToHashSet(), found.Take(4).ToHashSet());
        Assert.Equal(5, found.Count);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Something_else_under_a_known_id_is_refused_with_all_that_came_with_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        LedgerBook book = new("else"), neighbour = new("else, next door");
        var told = book.Declared("bread", "bakery", 7_000);
        await PostAsync(store, book, told);
        var fresh = book.Declared("cake", "bakery", 1_000);

        Movement[] others =
        [
            told with { Quantity = new(7_001) }, told with { To = book.Site("shop") }, told with { OccurredAt = told.OccurredAt.AddSeconds(1) }, told with { Family = null },
            told with { Date = told.Date.AddDays(1) }, told with { Lot = book.Lot("cake") },
        ];
        foreach (var other in others)
            Assert.Equal(told.Id, (await Assert.ThrowsAsync<MovementConflictException>(() => PostAsync(store, book, fresh, other))).Movement);
        // Two under one new id.
        await Assert.ThrowsAsync<MovementConflictException>(() => PostAsync(store, book, fresh, fresh with { Quantity = new(2) }));
        // An id of a territory that the sender may not see: refused without telling what is there.
        await Assert.ThrowsAsync<MovementConflictException>(() => PostAsync(store, neighbour, told with { Territory = neighbour.Territory }));

        Assert.Equal([book.Level("bread", "bakery", 7_000)], await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.StockAsync(unit, book.Territory), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_wrong_entry_is_taken_back_once_and_told_anew(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("wrong");
        var wrong = book.Fetched("bread", "bakery", "kitchen", 5_000);
        var back = book.TakenBack(wrong);

        // In one batch with what it takes back, even before it, and again.
        Assert.Equal(3, await PostAsync(store, book, back, book.Declared("bread", "bakery", 7_000), wrong));
        Assert.Equal(0, await PostAsync(store, book, back));
        Assert.Equal(1, await PostAsync(store, book, book.Fetched("bread", "bakery", "neighbours", 4_000)));

        await store.RunAsync(
            Scope.Of(book.Territory),
            async unit =>
            {
                Assert.Equal([book.Level("bread", "bakery", 3_000)], await Ledger.StockAsync(unit, book.Territory));
                var received = Assert.Single(await Ledger.ReceivedAsync(unit, book.Territory, new(2026, 3, 1), new(2026, 3, 31)));
                Assert.Equal(new Received(book.Party("neighbours"), Family.FruitAndVegetables, new(2026, 3, 1), new(4_000)), received);
            },
            Cancellation);

        Assert.Throws<InvalidOperationException>(() => book.TakenBack(back));
        Movement[] refused =
        [
            book.TakenBack(wrong), // a second time
            back with { Id = book.Entry("of the reversal"), Reverses = back.Id },
            book.TakenBack(book.Declared("bread", "bakery", 1)), // of what nobody told
            book.TakenBack(wrong) with { Quantity = new(1) },
            book.TakenBack(wrong) with { Party = book.Party("neighbours") },
        ];
        foreach (var one in refused)
            await Assert.ThrowsAsync<ArgumentException>(() => PostAsync(store, book, one));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_entry_that_does_not_say_what_its_kind_needs_is_refused(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("needs");
        Movement[] wrong =
        [
            book.Declared("bread", "bakery", 0), book.Declared("bread", "bakery", -5), book.Declared("bread", "bakery", 1) with { To = null },
            book.Declared("bread", "bakery", 1) with { From = book.Site("shop") }, book.WeighedLess("bread", "bakery", 1) with { From = null },
            book.WeighedLess("bread", "bakery", 1) with { To = book.Site("shop") }, book.PickedUp("bread", "bakery", 1) with { From = null },
            book.Delivered("bread", "kitchen", 1) with { Party = null }, book.IntoBatch("bread", "bakery", "x", 1) with { Batch = null },
            book.Lost("bread", "bakery", 1) with { Batch = book.Batch("x") }, book.Split("bread", "bakery", "bread", 1), book.Split("bread", "bakery", "b", 1) with { Part = null },
            book.OutOfBatch("bread", "bakery", "x", 1) with { To = null }, book.SetDown("bread", "bakery", 1) with { To = null },
        ];

        foreach (var one in wrong)
            await Assert.ThrowsAsync<ArgumentException>(() => PostAsync(store, book, book.Declared("cake", "bakery", 1), one));

        Assert.Empty(await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.StockAsync(unit, book.Territory), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_happened_is_not_changed(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("past");
        await PostAsync(store, book, book.Declared("bread", "bakery", 1));

        foreach (var sql in (string[])["UPDATE movement SET quantity_g = 2", "DELETE FROM movement", "TRUNCATE movement"])
        {
            Assert.Equal("23001", (await Assert.ThrowsAsync<PostgresException>(() => store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync(sql), Cancellation))).SqlState);
            await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(Scope.Service, unit => unit.ExecuteAsync(sql), Cancellation));
            await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(Scope.Of(book.Territory), unit => unit.ExecuteAsync(sql), Cancellation));
        }
        await Assert.ThrowsAsync<OutOfScopeException>(() => store.RunAsync(Scope.Service, unit => unit.ExecuteAsync("DELETE FROM stock_level"), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Totals_are_by_partner_family_and_month(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("totals");
        DateOnly march = new(2026, 3, 31), april = new(2026, 4, 1);
        await PostAsync(
            store, book,
            book.Delivered("a", "kitchen", 10) with { Date = march }, book.Delivered("b", "kitchen", 5) with { Date = march },
            book.Delivered("c", "kitchen", 7) with { Date = march, Family = Family.Dairy }, book.Delivered("d", "kitchen", 1) with { Date = april },
            book.Delivered("e", "kitchen", 2) with { Date = april, Family = null }, book.Delivered("f", "shelter", 3) with { Date = april.AddMonths(1) });

        var totals = await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.ReceivedAsync(unit, book.Territory, march, april), Cancellation);

        var (kitchen, first) = (book.Party("kitchen"), new DateOnly(2026, 3, 1));
        Assert.Equal(
            [
                new(kitchen, Family.Dairy, first, new(7)), new(kitchen, Family.FruitAndVegetables, first, new(15)),
                new(kitchen, Family.FruitAndVegetables, april, new(1)), new Received(kitchen, null, april, new(2)),
            ],
            totals);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Many_who_tell_of_the_same_lots_at_once_add_up(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("at once");
        // Eight drivers, each with the same lots in another order; two send the very same batch, and one of these from its end.
        var batches = Enumerable.Range(0, 8).Select(driver => Enumerable.Range(0, 10).Select(i => book.Declared($"lot {(i + driver) % 10}", "market", 100)).ToArray()).ToList();
        batches.Add(batches[0]);
        batches.Add([.. batches[0].Reverse()]);

        await Task.WhenAll(batches.Select(batch => Task.Run(() => PostAsync(store, book, batch), Cancellation)));

        await store.RunAsync(
            Scope.Of(book.Territory),
            async unit =>
            {
                Assert.Equal(Enumerable.Repeat(800L, 10), (await Ledger.StockAsync(unit, book.Territory)).Select(x => x.Quantity.Grams));
                Assert.Empty(await LedgerCheck.FindAsync(unit));
            },
            Cancellation);
    }

    static Task<int> PostAsync(Store store, LedgerBook book, params Movement[] movements) =>
        store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, movements, Noon), Cancellation);
}
