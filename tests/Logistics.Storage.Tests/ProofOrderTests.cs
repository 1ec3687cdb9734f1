using Logistics.Domain;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;
using static Logistics.Storage.Tests.ToldStops;

namespace Logistics.Storage.Tests;

/// <summary>Phones send late, twice, in any order and are cut off: the ledger is that of one batch in order.</summary>
public sealed class ProofOrderTests(Stores stores)
{
    const int Rounds = 12;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task However_proofs_come_the_ledger_is_the_same(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        for (var seed = 1; seed <= Rounds; seed++)
        {
            var random = new Random(seed);
            var date = new DateOnly(2034, 2, 1).AddDays(seed);
            var day = new ToldStops($"order {seed}", date);
            await day.SaveAsync(store, Noon);
            var told = Told(day, random);

            await SendAsync(store, told, random);

            var expected = await ReferenceAsync(store, told, date);
            var found = await EntriesAsync(store, date);
            Assert.True(expected.SetEquals(found), $"seed {seed}: {expected.Except(found).FirstOrDefault()} is missing, {found.Except(expected).FirstOrDefault()} is too many");
            await store.RunAsync(
                Scope.Service,
                async unit =>
                {
                    Assert.Equal(told.ToHashSet(), [.. await ProofStore.OfDateAsync(unit, date)]);
                    foreach (var lot in day.Day.Lots)
                        Assert.Equal(Mass.Zero, (await Ledger.BalanceAsync(unit, lot.Id)).Difference);
                    Assert.Equal(await Ledger.RebuiltStockAsync(unit, Bellerive.Town), await Ledger.StockAsync(unit, Bellerive.Town));
                    Assert.DoesNotContain(await LedgerCheck.FindAsync(unit), x => x is LedgerProblem.StockDiffers or LedgerProblem.FalseReversal or LedgerProblem.ReversalOfReversal);
                },
                Cancellation);
        }
    }

    /// <summary>One proof of each stop, each with up to three corrections of one another.</summary>
    static List<Proof> Told(ToldStops day, Random random)
    {
        var stops = ((SiteId Site, AllocationId[] There, Deed Done)[])
        [
            (Bellerive.Market, [Bellerive.GreensToGrocery, Bellerive.GreensToStreet], Deed.Taken), (Bellerive.Shop, [Bellerive.DairyToGrocery], Deed.Taken),
            (Bellerive.Grocery, [Bellerive.GreensToGrocery, Bellerive.DairyToGrocery], Deed.Given), (Bellerive.Street, [Bellerive.GreensToStreet], Deed.Given),
        ];
        var told = new List<Proof>();
        foreach (var stop in stops)
            for (var (corrections, before) = (random.Next(4), (Proof?)null); corrections >= 0; corrections--, before = told[^1])
                told.Add(day.At(stop.Site, [.. stop.There.SelectMany(x => Lines(x, stop.Done, random))]) with { Corrects = before?.Id });
        told.Add(day.Fetched(day.Day.Lots.Single(x => x.Id == Bellerive.Bread).Site, [.. Lines(Bellerive.BreadToKitchen, Deed.Given, random)]));
        told.Add(day.At(Bellerive.Depot, Line(Bellerive.GreensToStreet, Deed.SetDown, random.Next(10)), Line(Bellerive.DairyToGrocery, Deed.Returned, random.Next(1, 4))));
        return told;
    }

    static IEnumerable<ToldLine> Lines(AllocationId allocation, Deed done, Random random)
    {
        yield return Line(allocation, done, random.Next(60));
        if (random.Next(2) == 0)
            yield return Line(allocation, Deed.Lost, random.Next(5));
        if (random.Next(2) == 0)
            yield return Line(allocation, random.Next(2) == 0 ? Deed.Left : Deed.Refused, random.Next(2) == 0 ? null : random.Next(9));
    }

    /// <summary>Everything at least once, in pieces, some of them again, some cut off before they were kept.</summary>
    static async Task SendAsync(Store store, List<Proof> told, Random random)
    {
        var waiting = told.Concat(told.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToList();
        while (waiting.Count > 0)
        {
            var batch = waiting.Take(random.Next(1, 6)).ToList();
            if (random.Next(4) == 0)
                await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
                    Scope.Service,
                    async unit =>
                    {
                        await ProofStore.RecordAsync(unit, batch, Noon);
                        throw new TimeoutException("cut off");
                    },
                    Cancellation));
            else
            {
                Assert.DoesNotContain(await store.RunAsync(Scope.Service, unit => ProofStore.RecordAsync(unit, batch, Noon), Cancellation), x => x is ProofOutcome.Refused);
                waiting.RemoveRange(0, batch.Count);
            }
        }
    }

    /// <summary>What one batch in order would have written, had there been nothing before.</summary>
    static async Task<HashSet<Movement>> ReferenceAsync(Store store, List<Proof> told, DateOnly date)
    {
        HashSet<Movement> expected = [];
        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Owner,
            async unit =>
            {
                await unit.ExecuteAsync("ALTER TABLE movement DISABLE TRIGGER movement_is_append_only; ALTER TABLE proof DISABLE TRIGGER proof_is_append_only");
                await unit.ExecuteAsync("DELETE FROM movement WHERE service_date = @date", new { date });
                await unit.ExecuteAsync("DELETE FROM proof WHERE service_date = @date", new { date });
                await ProofStore.RecordAsync(unit, told, Noon);
                expected = [.. await EntriesAsync(unit, date)];
                throw new TimeoutException("and nothing of it is kept");
            },
            Cancellation));
        return expected;
    }

    static Task<IReadOnlyList<Movement>> EntriesAsync(Store store, DateOnly date) => store.RunAsync(Scope.Service, unit => EntriesAsync(unit, date), Cancellation);

    static async Task<IReadOnlyList<Movement>> EntriesAsync(UnitOfWork unit, DateOnly date) =>
        [.. (await unit.QueryAsync<MovementRow>($"SELECT {MovementRow.Selected} FROM movement AS m WHERE m.service_date = @date", new { date })).Select(x => x.ToMovement())];
}
