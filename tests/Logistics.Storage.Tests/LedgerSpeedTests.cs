using System.Diagnostics;

namespace Logistics.Storage.Tests;

/// <summary>How fast entries are taken in. Run with <c>-explicit only -showliveoutput</c>; it prints, and promises nothing.</summary>
public sealed class LedgerSpeedTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(StoreKind.Embedded, 1, 1, 500)]
    [InlineData(StoreKind.Embedded, 100, 1, 5_000)]
    [InlineData(StoreKind.Server, 1, 1, 5_000)]
    [InlineData(StoreKind.Server, 1, 4, 10_000)]
    [InlineData(StoreKind.Server, 100, 1, 50_000)]
    [InlineData(StoreKind.Server, 1_000, 1, 150_000)]
    public async Task Entries_a_second(StoreKind kind, int together, int writers, int entries)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook($"speed {kind} {together} {writers}");
        var batches = Enumerable.Range(0, entries)
            .Select(i => i % 3 == 0 ? book.Declared($"{i / 3}", "market", 3) : i % 3 == 1 ? book.PickedUp($"{i / 3}", "market", 3) : book.Delivered($"{i / 3}", $"association {i % 50}", 3))
            .Chunk(together).ToList();
        var scope = Scope.Of(book.Territory);

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(
            async () =>
            {
                for (var i = writer; i < batches.Count; i += writers)
                    await store.RunAsync(scope, unit => Ledger.PostAsync(unit, batches[i], LedgerBook.Noon), Cancellation);
            },
            Cancellation)));
        var written = watch.Elapsed;

        watch.Restart();
        var problems = await store.RunAsync(scope, LedgerCheck.FindAsync, Cancellation);
        var check = watch.Elapsed;
        watch.Restart();
        var recall = await store.RunAsync(scope, unit => LotTrace.RecallAsync(unit, book.Lot("7")), Cancellation);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kind}, {together} in a transaction, {writers} at once: {entries / written.TotalSeconds:0} entries/s; then a check of {entries} in {check.TotalMilliseconds:0} ms, a recall in {watch.ElapsedMilliseconds} ms");
        Assert.Empty(problems);
        Assert.Single(recall.Deliveries);
    }
}
