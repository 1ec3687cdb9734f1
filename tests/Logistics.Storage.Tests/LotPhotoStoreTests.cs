namespace Logistics.Storage.Tests;

/// <summary>Which surplus has which photo; how long is asked in <see cref="People.RetentionTests"/>.</summary>
public sealed class LotPhotoStoreTests(Stores stores)
{
    static readonly DateTimeOffset start = new(1991, 3, 1, 8, 0, 0, TimeSpan.Zero);

    static readonly string first = new('1', 64), second = new('2', 64);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_lot_has_one_photo_a_day_the_last_and_can_do_without(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = ArbitraryFacts.WholeDay(910, new DateOnly(1991, 3, 1));
        var (lot, next) = (day.Lots[0], day.Date.AddDays(7));

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await LotPhotoStore.LinkAsync(unit, day.Date, lot, first, by: null, start);
                await LotPhotoStore.LinkAsync(unit, day.Date, lot, second, by: null, start);
                // What is given every week has one id and, each week, a photo of its own.
                await LotPhotoStore.LinkAsync(unit, next, lot, first, by: null, start);
                Assert.Equal(second, (await LotPhotoStore.OfDateAsync(unit, day.Date))[lot.Id]);
                Assert.Equal(first, (await LotPhotoStore.OfDateAsync(unit, next))[lot.Id]);
                Assert.Superset(new HashSet<string> { first, second }, (await LotPhotoStore.LinkedAsync(unit)).ToHashSet());
                Assert.True(await LotPhotoStore.UnlinkAsync(unit, day.Date, lot.Id));
                Assert.False(await LotPhotoStore.UnlinkAsync(unit, day.Date, lot.Id));
                Assert.Empty(await LotPhotoStore.OfDateAsync(unit, day.Date));
                Assert.True(await LotPhotoStore.UnlinkAsync(unit, next, lot.Id));
            },
            Cancellation);
    }
}
