using Logistics.Domain.Ledgers;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by the territories of their books.</summary>
public sealed class LedgerPagesTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = new LedgerBook("pages");
        // Several entries of one moment, so that only their ids keep them apart.
        var told = Enumerable.Range(0, 7).SelectMany(i => (Movement[])[book.Declared($"lot {i}", $"site {i % 2}", 10), book.PickedUp($"lot {i}", $"site {i % 2}", 4)]).ToList();
        foreach (var (i, some) in told.Chunk(5).Index())
            await store.RunAsync(Scope.Of(book.Territory), unit => Ledger.PostAsync(unit, some, LedgerBook.Noon.AddMinutes(i)), Cancellation);

        await store.RunAsync(
            Scope.Of(book.Territory),
            async unit =>
            {
                var read = new List<Movement>();
                while ((await LedgerPages.MovementsAsync(unit, null, read.Count == 0 ? null : read[^1].Id, 4))! is { Count: > 0 } page)
                    read.AddRange(page);
                Assert.Equal(told.Chunk(5).SelectMany(x => x.OrderBy(y => y.Id.Value.ToString(), StringComparer.Ordinal)), read);
                Assert.Null(await LedgerPages.MovementsAsync(unit, null, new(Guid.Empty), 4));

                var levels = new List<StockLevel>();
                while (await LedgerPages.StockAsync(unit, null, null, levels.Count == 0 ? null : levels[^1], 4) is { Count: > 0 } page)
                    levels.AddRange(page);
                Assert.Equal(14, levels.Count);
                Assert.True(levels.ToHashSet().SetEquals(await Ledger.StockAsync(unit, book.Territory)));
                Assert.Equal(4, (await LedgerPages.StockAsync(unit, null, book.Site("site 0"), null, 100)).Count);
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_partner_reads_by_month_and_family_what_it_received_and_what_others_received_of_its_own(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("account", new DateOnly(2034, 5, 30));
        await day.SaveAsync(store, ToldStops.Noon);
        var book = new LedgerBook("account");
        DateOnly may = new(2034, 5, 30), june = new(2034, 6, 2);
        var mistaken = book.Delivered("peas", "x", 7) with { Party = Bellerive.MarketHall, Date = june, Family = Domain.Goods.Family.Starch };
        Movement[] told =
        [
            book.Declared("leeks", "x", 100) with { To = Bellerive.Market, Date = may },
            book.Delivered("leeks", "x", 40) with { Party = Bellerive.SocialGrocery, Date = may, Family = Domain.Goods.Family.Starch },
            // Split off in May and given in June: still the market's. What it kept for itself it received, and gave nobody.
            book.Split("leeks", "x", "leeks b", 30) with { Date = may },
            book.Delivered("leeks b", "x", 20) with { Party = Bellerive.StreetTeam, Date = june, Family = Domain.Goods.Family.Starch },
            book.Delivered("leeks b", "x", 10) with { Party = Bellerive.MarketHall, Date = june },
            mistaken, book.TakenBack(mistaken),
        ];
        await store.RunAsync(Scope.Service, unit => Ledger.PostAsync(unit, told, ToldStops.Noon), Cancellation);

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                MonthOfFamily[] expected =
                [
                    new(new(2034, 6, 1), Domain.Goods.Family.FruitAndVegetables, new(10), new(0)), new(new(2034, 6, 1), Domain.Goods.Family.Starch, new(0), new(20)),
                    new(new(2034, 5, 1), Domain.Goods.Family.Starch, new(0), new(40)),
                ];
                // Other tests tell of later days.
                var last = new DateOnly(2034, 6, 30);
                Assert.Equal(expected, await PartnerLedger.MonthsAsync(unit, Bellerive.MarketHall, may, last));
                Assert.Equal(expected[..2], await PartnerLedger.MonthsAsync(unit, Bellerive.MarketHall, june.AddDays(-1), last));
                Assert.Equal(expected[2..], await PartnerLedger.MonthsAsync(unit, Bellerive.MarketHall, may, june.AddDays(-1)));
                Assert.Equal(new LastServed(june, new(10)), await PartnerLedger.LastServedAsync(unit, Bellerive.MarketHall));
                Assert.Null(await PartnerLedger.LastServedAsync(unit, book.Party("nobody")));
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_partner_s_pages_hold_what_came_to_it_and_what_left_its_sites_and_nothing_else(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("partners", new DateOnly(2034, 4, 1));
        await day.SaveAsync(store, ToldStops.Noon);
        var book = new LedgerBook("partners");
        var given = book.Declared("bread", "x", 10) with { To = Bellerive.Market };
        var received = book.Delivered("bread", "x", 4) with { Party = Bellerive.SocialGrocery, To = Bellerive.Grocery };
        var others = book.Delivered("bread", "x", 3) with { Party = Bellerive.StreetTeam, To = Bellerive.Street };
        await store.RunAsync(Scope.Service, unit => Ledger.PostAsync(unit, [given, received, others], ToldStops.Noon), Cancellation);

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var own = (await LedgerPages.MovementsAsync(unit, Bellerive.SocialGrocery, null, 100_000))!;
                Assert.Contains(received, own);
                Assert.DoesNotContain(own, x => x == given || x == others);
                Assert.Contains(given, (await LedgerPages.MovementsAsync(unit, Bellerive.MarketHall, null, 100_000))!);
                Assert.Equal([new StockLevel(book.Lot("bread"), Bellerive.Market, new(10))], (await LedgerPages.StockAsync(unit, Bellerive.MarketHall, null, null, 100_000)).Where(x => x.Lot == book.Lot("bread")));
                Assert.DoesNotContain(await LedgerPages.StockAsync(unit, Bellerive.SocialGrocery, null, null, 100_000), x => x.Lot == book.Lot("bread"));
                Assert.Equal(
                    [LotShare.Given, LotShare.Received, LotShare.None],
                    [
                        await LedgerPages.ShareAsync(unit, book.Lot("bread"), Bellerive.MarketHall), await LedgerPages.ShareAsync(unit, book.Lot("bread"), Bellerive.SocialGrocery),
                        await LedgerPages.ShareAsync(unit, book.Lot("bread"), Bellerive.SoupKitchen),
                    ]);
                Assert.False(await LedgerPages.KnowsAsync(unit, book.Lot("nobody's")));
            },
            Cancellation);
    }
}
