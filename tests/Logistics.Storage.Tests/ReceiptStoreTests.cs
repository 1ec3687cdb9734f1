using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Parties;
using Logistics.Domain.Receipts;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Receipts are numbered without gaps, say what the ledger says, and stand beside no other for the same days; how long they are kept is asked in <see cref="People.RetentionTests"/>.</summary>
public sealed class ReceiptStoreTests(Stores stores)
{
    static readonly DateTimeOffset now = new(2033, 7, 1, 8, 0, 0, TimeSpan.Zero);

    static readonly DateOnly may = new(2033, 5, 30), june = new(2033, 6, 2), last = new(2033, 6, 30);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Gifts_are_told_by_product_and_what_was_bought_or_left_by_others_is_none(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = await GivenAsync(store, "gifts");

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                Assert.Equal(
                    [new GivenGoods("Épinards", Family.FruitAndVegetables, new(60)), new GivenGoods("Filets de colin", Family.Protein, new(7))],
                    await ReceiptStore.GivenAsync(unit, Bellerive.MarketHall, book.Party("club"), may, last));
                Assert.Equal([new GivenGoods("Épinards", Family.FruitAndVegetables, new(40))], await ReceiptStore.GivenAsync(unit, Bellerive.MarketHall, book.Party("club"), may, june.AddDays(-1)));
                // What another brought to the market's site is that other's gift.
                Assert.Equal([new GivenGoods("Filets de colin", Family.Protein, new(3))], await ReceiptStore.GivenAsync(unit, Bellerive.OrganicShop, book.Party("club"), may, last));
                Assert.Equal([new GivenBy(Bellerive.MarketHall, Bellerive.Day.Parties.Single(x => x.Id == Bellerive.MarketHall).Name, new(67)), new GivenBy(Bellerive.OrganicShop, Bellerive.Day.Parties.Single(x => x.Id == Bellerive.OrganicShop).Name, new(3))], await ReceiptStore.DonorsAsync(unit, book.Party("club"), may, last));
                Assert.Empty(await ReceiptStore.DonorsAsync(unit, book.Party("nobody"), may, last));
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Numbers_have_no_gap_and_days_are_on_one_receipt_that_stands(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var book = await GivenAsync(store, "numbers");
        var spring = Of(book, "spring", may, june.AddDays(-1), [new("Épinards", Family.FruitAndVegetables, new(40))]);

        var first = Assert.IsType<ReceiptOutcome.Issued>(await IssueAsync(store, spring)).Receipt;

        Assert.Equal(("2033-0001", spring.Text, now), (first.Order, first.Text, first.IssuedAt));
        // The same form sent twice is one receipt; another for some of the same days is none, and takes no number.
        Assert.Equal(first, Assert.IsType<ReceiptOutcome.Issued>(await IssueAsync(store, spring)).Receipt);
        Assert.Equal(first, Assert.IsType<ReceiptOutcome.Overlaps>(await IssueAsync(store, Of(book, "again", june.AddDays(-1), last, spring.Text.Goods))).Standing);
        Assert.IsType<ReceiptOutcome.Overlaps>(await IssueAsync(store, spring with { Text = spring.Text with { ValueEuros = 1 } }));
        Assert.IsType<ReceiptOutcome.ReplacesNone>(await IssueAsync(store, spring with { Issuer = book.Party("stranger") }));
        // What the ledger does not say is not attested.
        Assert.IsType<ReceiptOutcome.GoodsChanged>(await IssueAsync(store, Of(book, "wrong", june, last, [new("Épinards", Family.FruitAndVegetables, new(21))])));
        var summer = Assert.IsType<ReceiptOutcome.Issued>(await IssueAsync(store, Of(book, "summer", june, last, Summer))).Receipt;
        Assert.Equal("2033-0002", summer.Order);

        // Cancelled, it keeps its number; written anew, it has the next.
        var anew = Of(book, "anew", june, last, Summer) with { Replaces = summer.Id };
        Assert.IsType<ReceiptOutcome.ReplacesNone>(await IssueAsync(store, Of(book, "too soon", new(2033, 1, 1), new(2033, 1, 2), []) with { Replaces = summer.Id }));
        Assert.False(await CancelAsync(store, summer.Id, book.Party("stranger"), "not mine"));
        Assert.True(await CancelAsync(store, summer.Id, book.Party("club"), "wrong value"));
        Assert.True(await CancelAsync(store, summer.Id, book.Party("club"), "another reason"));
        var third = Assert.IsType<ReceiptOutcome.Issued>(await IssueAsync(store, anew)).Receipt;
        Assert.Equal(("2033-0003", summer.Id), (third.Order, third.Replaces));
        Assert.True(await CancelAsync(store, third.Id, book.Party("club"), "again"));
        Assert.IsType<ReceiptOutcome.ReplacesNone>(await IssueAsync(store, Of(book, "twice", june, last, Summer) with { Replaces = summer.Id }));

        var all = await store.RunAsync(Scope.Of(book.Territory), unit => ReceiptStore.OfPartyAsync(unit, book.Party("club")), Cancellation);
        Assert.Equal(["2033-0003", "2033-0002", "2033-0001"], all.Select(x => x.Order));
        Assert.Equal("wrong value", all[1].Cancelled!.Why);
        Assert.Equal(all, (await store.RunAsync(Scope.Service, unit => ReceiptStore.OfPartyAsync(unit, Bellerive.MarketHall), Cancellation)).Where(x => x.Issuer == book.Party("club")));
        // The next year begins anew.
        var next = await store.RunAsync(Scope.Service, unit => ReceiptStore.IssueAsync(unit, Of(book, "next", june, last, Summer), 2034, now), Cancellation);
        Assert.Equal("2034-0001", Assert.IsType<ReceiptOutcome.Issued>(next).Receipt.Order);
    }

    [Fact]
    public async Task Issued_at_once_by_many_hands_they_are_numbered_one_after_the_other()
    {
        var store = await stores.OpenAsync(StoreKind.Server);
        var book = new LedgerBook("at once");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => store.RunAsync(Scope.Service, unit => IssueAsync(unit, book.Territory, $"at once/{i}", now, issuer: book.Party("club")), Cancellation)));

        var numbers = (await store.RunAsync(Scope.Service, unit => ReceiptStore.OfPartyAsync(unit, book.Party("club")), Cancellation)).Select(x => x.Number);
        Assert.Equal(Enumerable.Range(1, 12), numbers.Order());
    }

    /// <summary>A receipt over nothing, for who merely needs a row.</summary>
    internal static async Task<ReceiptId> IssueAsync(UnitOfWork unit, TerritoryId territory, string name, DateTimeOffset at, PartyId? issuer = null)
    {
        var id = new ReceiptId(NameBasedId.Derive(NameBasedId.Root, $"receipt/{name}"));
        var outcome = await ReceiptStore.IssueAsync(
            unit, new(id, issuer ?? new(NameBasedId.Derive(id.Value, "issuer")), new(NameBasedId.Derive(id.Value, "donor")), territory, Text(may, last, []), null), at.Year, at);
        return Assert.IsType<ReceiptOutcome.Issued>(outcome).Receipt.Id;
    }

    static ValueList<GivenGoods> Summer => [new("Épinards", Family.FruitAndVegetables, new(20)), new("Filets de colin", Family.Protein, new(7))];

    /// <summary>The market gives greens in May and, split off them, in June, and fish; it sells some, and what its customers gave is theirs.</summary>
    static async Task<LedgerBook> GivenAsync(Store store, string name)
    {
        var book = new LedgerBook($"receipts/{name}");
        var fish = Bellerive.Day.Lots.Single(x => x.Id == Bellerive.Fish);
        LotId Lot(string lot) => book.Lot(lot);
        var day = new ToldStops($"receipts/{name}", may);
        day = day.With(
            day.Day with
            {
                Lots =
                [
                    .. day.Day.Lots, day.Day.Lots.Single(x => x.Id == Bellerive.Spinach) with { Id = Lot("greens"), Code = "greens" }, fish with { Id = Lot("fish"), Code = "fish b" },
                    fish with { Id = Lot("deposited"), Code = "deposited", Donor = Bellerive.OrganicShop }, fish with { Id = Lot("bought"), Code = "bought", Source = SourceKind.Purchase }, fish with { Id = Lot("drive"), Code = "drive", Source = SourceKind.Drive },
                ],
            },
            day.Plan);
        await day.SaveAsync(store, ToldStops.Noon);
        Movement Begun(string lot) => book.Declared(lot, "x", 100) with { To = Bellerive.Market, Date = may };
        Movement Given(string lot, long grams, DateOnly date, Family family) => book.Delivered(lot, "club", grams) with { Date = date, Family = family };
        var mistaken = Given("fish", 50, june, Family.Protein);
        await store.RunAsync(
            Scope.Service,
            unit => Ledger.PostAsync(
                unit,
                [
                    Begun("greens"), Begun("fish"), Begun("bought"), Begun("drive"), Begun("deposited"), Given("deposited", 3, june, Family.Protein), Given("greens", 40, may, Family.FruitAndVegetables),
                    book.Split("greens", "x", "greens b", 30) with { From = Bellerive.Market, Date = may }, Given("greens b", 20, june, Family.FruitAndVegetables),
                    Given("fish", 7, june, Family.Protein), mistaken, book.TakenBack(mistaken), Given("bought", 9, june, Family.Protein), Given("drive", 11, june, Family.Protein),
                    book.Delivered("fish", "other", 5) with { Date = june, Family = Family.Protein },
                ],
                ToldStops.Noon),
            Cancellation);
        return book;
    }

    static NewReceipt Of(LedgerBook book, string name, DateOnly from, DateOnly until, ValueList<GivenGoods> goods) =>
        new(new(book.Entry($"receipt/{name}").Value), book.Party("club"), Bellerive.MarketHall, book.Territory, Text(from, until, goods), null);

    static ReceiptText Text(DateOnly from, DateOnly until, ValueList<GivenGoods> goods) => new(
        new("Le Club", null, Rna.Read("W341234567"), "1 rue Haute, Bellerive", "Aide alimentaire", "Œuvre ou organisme d'intérêt général", "Ana, trésorière"),
        new("Les Halles", "SAS", Siren.Read("732829320")!.Value, "2 place du Marché"), from, until, goods, 12.50m, null);

    static Task<ReceiptOutcome> IssueAsync(Store store, NewReceipt receipt) => store.RunAsync(Scope.Service, unit => ReceiptStore.IssueAsync(unit, receipt, now.Year, now), Cancellation);

    static Task<bool> CancelAsync(Store store, ReceiptId id, PartyId issuer, string why) => store.RunAsync(Scope.Service, unit => ReceiptStore.CancelAsync(unit, id, issuer, why, now.AddHours(1)), Cancellation);
}
