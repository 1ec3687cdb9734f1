using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Testing;
using static Logistics.Storage.Tests.ToldStops;

namespace Logistics.Storage.Tests;

/// <summary>Lots with ids of this test's own, on dates of its own.</summary>
public sealed class LotCodesTests(Stores stores)
{
    static readonly DateOnly Monday = new(2035, 6, 4);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_code_that_another_donor_used_on_another_date_is_taken_and_ones_own_is_not(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Day(Monday, Greens(Bellerive.MarketHall)), Noon), Cancellation);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Day(Monday.AddDays(1), Greens(Bellerive.MarketHall)), Noon), Cancellation);

        // The market hall has greens every day; on the same date it is the day's own matter whose a lot is.
        Assert.Empty(await TakenAsync(Day(Monday.AddDays(2), Greens(Bellerive.MarketHall))));
        Assert.Empty(await TakenAsync(Day(Monday.AddDays(2), Greens(Bellerive.OrganicShop) with { Id = new(NameBasedId.Derive(NameBasedId.Root, "codes/other")) })));
        var other = Day(Monday.AddDays(2), Greens(Bellerive.OrganicShop));
        Assert.Equal([new TakenCode(Greens(default).Id, "greens", Monday.AddDays(1))], await TakenAsync(other));
        Assert.Single(await TakenAsync(Day(Monday.AddDays(1), Greens(Bellerive.OrganicShop))));
        // What was there before anybody asked stays changeable.
        Assert.Empty(await TakenAsync(other with { Notice = "once more" }, other));
        Assert.Single(await TakenAsync(other, Day(Monday.AddDays(2), Greens(Bellerive.MarketHall))));

        Task<IReadOnlyList<TakenCode>> TakenAsync(DayDeclarations day, DayDeclarations? before = null) =>
            store.RunAsync(Scope.Service, unit => LotCodes.TakenAsync(unit, day, before), Cancellation);
    }

    static DayDeclarations Day(DateOnly date, Lot lot) => Bellerive.Day with { Date = date, Lots = [lot] };

    static Lot Greens(PartyId donor) => Bellerive.Day.Lots[0] with { Id = new(NameBasedId.Derive(NameBasedId.Root, "codes/greens")), Code = "greens", Donor = donor };
}
