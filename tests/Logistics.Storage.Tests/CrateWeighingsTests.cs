using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;
using static Logistics.Storage.Tests.ToldStops;

namespace Logistics.Storage.Tests;

/// <summary>Spinach in 20 crates: 200 kg are declared, 120 and 60 promised.</summary>
public sealed class CrateWeighingsTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_drivers_weighed_of_lots_in_crates_is_read_from_proofs_and_ledger(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2034, 5, 1);
        var morning = new ToldStops("crates", date);
        await morning.SaveAsync(store, Noon);
        var wrong = morning.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 13), Line(Bellerive.GreensToStreet, Deed.Taken, 66));
        var right = morning.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 132), Line(Bellerive.GreensToStreet, Deed.Taken, 66)) with { Corrects = wrong.Id };
        await RecordAsync(store, wrong);
        await RecordAsync(store, right);
        // As expected, to the gram: nobody weighed it.
        await RecordAsync(store, morning.At(Bellerive.Shop, Line(Bellerive.DairyToGrocery, Deed.Taken, 40)));

        var found = Assert.Single(await SinceAsync(store, Bellerive.Town, date));
        Assert.Equal((Bellerive.Spinach, "leafy-vegetables", 20, Kg(200), Kg(198), Kg(180)), (found.Weighing.Lot, found.Kind, found.Crates, found.Declared, found.Weighing.Told, found.Weighing.Promised));
        Assert.Equal(11_000m, found.GramsOfOne);

        // What is corrected in the day afterwards is not weighed twice.
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, morning.Day with { Lots = [.. morning.Day.Lots.Select(x => x.Id == Bellerive.Spinach ? x with { Quantity = new MassRange(Kg(220), Kg(220), Kg(220)) } : x)] }, Noon), Cancellation);
        Assert.Equal(found, Assert.Single(await SinceAsync(store, Bellerive.Town, date)));
        // Of a day before, and of another territory, nothing.
        Assert.Empty(await SinceAsync(store, Bellerive.Town, date.AddDays(1)));
        var other = new TerritoryId(NameBasedId.Derive(NameBasedId.Root, "crate-weighings-tests/other"));
        Assert.Empty(await SinceAsync(store, other, date));
        Assert.Empty(await store.RunAsync(Scope.Of(other), unit => CrateWeighings.SinceAsync(unit, Bellerive.Town, date), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_that_was_declared_anew_is_what_the_plan_of_the_proof_took_it_for(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2034, 5, 20);
        var first = new ToldStops("crates anew", date);
        var then = first.Replanned(Bellerive.Spinach, Kg(250));
        await first.SaveAsync(store, Noon);
        await then.SaveAsync(store, Noon.AddMinutes(5));
        await RecordAsync(store, then.At(Bellerive.Market, Line(Bellerive.GreensToGrocery, Deed.Taken, 132)));
        // 132 / 120 × 250 kg / 20 crates.
        Assert.Equal(13_750m, Assert.Single(await SinceAsync(store, Bellerive.Town, date)).GramsOfOne);
    }

    static Mass Kg(decimal kilograms) => Bellerive.Kg(kilograms);

    static Task<IReadOnlyList<CrateWeighing>> SinceAsync(Store store, TerritoryId territory, DateOnly from) =>
        store.RunAsync(Scope.Of(territory), async unit => (IReadOnlyList<CrateWeighing>)[.. (await CrateWeighings.SinceAsync(unit, territory, from)).Where(x => x.Weighing.Date < from.AddDays(2))], Cancellation);

    static Task RecordAsync(Store store, Proof proof) => store.RunAsync(
        Scope.Service,
        async unit => Assert.All(await ProofStore.RecordAsync(unit, [proof], Noon), x => Assert.IsType<ProofOutcome.Recorded>(x)),
        Cancellation);
}
