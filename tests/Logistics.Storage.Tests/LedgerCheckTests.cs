using Logistics.Domain.Ledgers;

namespace Logistics.Storage.Tests;

public sealed class LedgerCheckTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_cannot_be_true_is_told_with_figures(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("check");
        var split = book.Split("nobody's", "market", "part", 4);
        Movement[] entries =
        [
            book.Declared("bread", "bakery", 10), book.PickedUp("bread", "bakery", 12), book.Delivered("bread", "kitchen", 15),
            book.OutOfBatch("jars", "cannery", "of nothing", 5),
            book.Declared("leeks", "market", 10), book.IntoBatch("leeks", "market", "soup", 10), book.OutOfBatch("soup", "cannery", "soup", 11),
            split,
        ];
        await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, entries, LedgerBook.Noon), Cancellation);

        LedgerProblem[] expected =
        [
            new LedgerProblem.TakenWhereNothingWas(book.Lot("bread"), book.Site("bakery"), new(2)),
            new LedgerProblem.MoreLeftTheRoadThanCameOnIt(book.Lot("bread"), new(3)),
            new LedgerProblem.TakenWhereNothingWas(book.Lot("nobody's"), book.Site("market"), new(4)),
            new LedgerProblem.UnknownParent(book.Lot("jars"), entries[3].Id),
            new LedgerProblem.UnknownParent(book.Lot("part"), split.Id),
            new LedgerProblem.BatchGrows(book.Batch("soup"), new(10), new(11)),
        ];
        Assert.Equal(expected.ToHashSet(), (await FindAsync()).ToHashSet());
        Assert.Empty(await store.RunAsync(Scope.Of(new LedgerBook("check, next door").Territory), LedgerCheck.FindAsync, Cancellation));

        // What was missing comes late, and the mistakes are taken back.
        await store.RunAsync(
            Scope.Of(book.Territory),
            unit => Ledger.PostAsync(
                unit,
                [
                    book.WeighedMore("bread", "bakery", 5), book.PickedUp("bread", "bakery", 3), book.TakenBack(entries[3]), book.TakenBack(split),
                    book.WeighedMore("leeks", "market", 1), book.IntoBatch("leeks", "market", "soup", 1),
                ],
                LedgerBook.Noon),
            Cancellation);
        Assert.Empty(await FindAsync());

        Task<IReadOnlyList<LedgerProblem>> FindAsync() => store.RunAsync(Scope.Of(book.Territory), LedgerCheck.FindAsync, Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_the_database_itself_refuses_is_told_where_somebody_went_around_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("around");
        var told = book.Declared("bread", "bakery", 10);
        var back = book.TakenBack(told);
        var twice = back with { Id = book.Entry("of the reversal"), Reverses = back.Id };
        var other = book.Declared("cake", "bakery", 10);
        var less = book.TakenBack(other) with { Quantity = new(9) };
        await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, [told, back, other], LedgerBook.Noon), Cancellation);

        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Owner,
            async unit =>
            {
                await unit.ExecuteAsync("ALTER TABLE movement DISABLE TRIGGER movement_takes_back_an_equal_one");
                await Ledger.PostAsync(unit, [twice, less], LedgerBook.Noon);
                await unit.ExecuteAsync("UPDATE stock_level SET grams = grams + 1 WHERE lot_id = @lot", new { lot = book.Lot("bread").Value });

                await unit.ExecuteAsync("SELECT set_config('role', 'ramasse_member', true), set_config('ramasse.territories', @one, true)", new { one = $"{{{book.Territory.Value}}}" });
                // 10 told, taken back, and, whatever the second one meant, counted the other way again: 10 - 10 - 10.
                LedgerProblem[] expected =
                [
                    new LedgerProblem.StockDiffers(book.Lot("bread"), book.Site("bakery"), new(-9), new(-10)),
                    new LedgerProblem.TakenWhereNothingWas(book.Lot("bread"), book.Site("bakery"), new(10)),
                    new LedgerProblem.ReversalOfReversal(twice.Id),
                    new LedgerProblem.FalseReversal(less.Id),
                ];
                Assert.Equal(expected.ToHashSet(), (await LedgerCheck.FindAsync(unit)).ToHashSet());
                throw new TimeoutException("and nothing of it is kept");
            },
            Cancellation));
    }
}
