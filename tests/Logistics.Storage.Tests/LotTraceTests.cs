using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Storage.Tests;

/// <summary>
/// Spinach of the market is split twice and cooked with cream from a dairy; jars of it are split again. Somebody finds a nail in the spinach.
/// <code>
/// spinach 100 ── split 40 ──> spinach b ── split 15 ──> spinach c ── into the batch 15 ┐
///                                                       cream 10   ── into the batch 10 ┴─> jars 20 ── split 5 ──> jars b
/// </code>
/// </summary>
public sealed class LotTraceTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_recall_finds_everybody_through_two_splits_and_a_batch(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = await WriteAsync(store, "recall");

        var recall = await store.RunAsync(Scope.Of(book.Territory), unit => LotTrace.RecallAsync(unit, book.Lot("spinach")), Cancellation);

        // spinach: 60 of the 100 stayed; shelter fetched 50, of which it is said later that it was 45. spinach b: 40 - 15 = 25 to the kitchen.
        // jars: 20 - 5 = 15, of which 10 to the school; jars b: 5 to the kitchen. The grocer had cream only.
        Assert.Equal(
            [("shelter", "spinach", 45), ("kitchen", "spinach b", 25), ("school", "jars", 10), ("kitchen", "jars b", 5)],
            recall.Deliveries.Select(x => (NameOf(x.Party, "shelter", "kitchen", "school", "grocer"), NameOfLot(x.Lot), (int)x.Quantity.Grams)));
        Assert.Equal(
            new[] { book.Level("spinach", "market", 15), book.Level("jars", "cannery", 5) }.ToHashSet(),
            recall.StillThere.ToHashSet());
        // What only went along is not recalled for it: of the cream, the jars are.
        var ofCream = await store.RunAsync(Scope.Of(book.Territory), unit => LotTrace.RecallAsync(unit, book.Lot("cream")), Cancellation);
        Assert.Equal(["grocer", "school", "kitchen"], ofCream.Deliveries.Select(x => NameOf(x.Party, "shelter", "kitchen", "school", "grocer")));
        // A stranger's recall of the same lot finds nobody.
        Assert.Empty((await store.RunAsync(Scope.Of(new LedgerBook("stranger").Territory), unit => LotTrace.RecallAsync(unit, book.Lot("spinach")), Cancellation)).Deliveries);

        string NameOf(Domain.PartyId party, params string[] names) => names.Single(name => book.Party(name) == party);
        string NameOfLot(Domain.LotId lot) => new[] { "spinach", "spinach b", "spinach c", "cream", "jars", "jars b" }.Single(name => book.Lot(name) == lot);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_is_traced_both_ways(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = await WriteAsync(store, "both ways");
        LotPart first = Part("spinach", "spinach b", PartCause.Split, 40), second = Part("spinach b", "spinach c", PartCause.Split, 15);
        LotPart green = Part("spinach c", "jars", PartCause.Batch, 15), white = Part("cream", "jars", PartCause.Batch, 10), last = Part("jars", "jars b", PartCause.Split, 5);

        await store.RunAsync(
            Scope.Of(book.Territory),
            async unit =>
            {
                Assert.Equal(new[] { first, second, green, white, last }.ToHashSet(), (await LotTrace.BackAsync(unit, book.Lot("jars b"))).ToHashSet());
                Assert.Equal(new[] { first, second, green, last }.ToHashSet(), (await LotTrace.ForthAsync(unit, book.Lot("spinach"))).ToHashSet());
                Assert.Equal([white, last], (await LotTrace.ForthAsync(unit, book.Lot("cream"))).OrderByDescending(x => x.Quantity.Grams));
                Assert.Empty(await LotTrace.BackAsync(unit, book.Lot("spinach")));
            },
            Cancellation);

        LotPart Part(string parent, string child, PartCause cause, long grams) => new(book.Lot(parent), book.Lot(child), cause, new Mass(grams));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_that_is_by_mistake_its_own_ancestor_ends_the_search_and_a_split_taken_back_is_none(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("circle");
        var mistake = book.Split("c", "market", "a", 1);
        await store.RunAsync(
            Scope.Of(book.Territory),
            unit => Ledger.PostAsync(unit, [book.Declared("a", "market", 9), book.Split("a", "market", "b", 5), book.Split("b", "market", "c", 3), mistake], LedgerBook.Noon),
            Cancellation);

        Assert.Equal(3, (await ForthAsync()).Count);
        await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, [book.TakenBack(mistake)], LedgerBook.Noon), Cancellation);
        Assert.Equal([book.Lot("b"), book.Lot("c")], (await ForthAsync()).OrderByDescending(x => x.Quantity.Grams).Select(x => x.Child));

        Task<IReadOnlyList<LotPart>> ForthAsync() => store.RunAsync(Scope.Of(book.Territory), unit => LotTrace.ForthAsync(unit, book.Lot("a")), Cancellation);
    }

    static async Task<LedgerBook> WriteAsync(Store store, string name)
    {
        var book = new LedgerBook(name);
        var shelter = book.Fetched("spinach", "market", "shelter", 50);
        Movement[] entries =
        [
            book.Declared("spinach", "market", 100),
            shelter,
            book.TakenBack(shelter),
            book.Fetched("spinach", "market", "shelter", 45),
            book.Split("spinach", "market", "spinach b", 40),
            book.PickedUp("spinach b", "market", 40),
            book.Split("spinach b", null, "spinach c", 15),
            book.Delivered("spinach b", "kitchen", 25),
            book.Declared("cream", "dairy", 12),
            book.Fetched("cream", "dairy", "grocer", 2),
            book.PickedUp("cream", "dairy", 10),
            book.IntoBatch("spinach c", null, "jars", 15),
            book.IntoBatch("cream", null, "jars", 10),
            // In two goes.
            book.OutOfBatch("jars", "cannery", "jars", 12),
            book.OutOfBatch("jars", "cannery", "jars", 8),
            book.Split("jars", "cannery", "jars b", 5),
            book.Fetched("jars", "cannery", "school", 10),
            book.Fetched("jars b", "cannery", "kitchen", 5),
        ];
        await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, entries, LedgerBook.Noon), Cancellation);
        return book;
    }
}
