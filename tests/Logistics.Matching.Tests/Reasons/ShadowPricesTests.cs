using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Matching.Reasons;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

public sealed class ShadowPricesTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void The_fridge_the_hour_and_the_consent_that_would_save_most_are_ranked()
    {
        // 100 kg, of which 20 fit. A crate of 10 kg more saves 10; a door that closes an hour later 45; a consent nothing, as nothing else lacks it.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("yoghurt", shop, 100, adjust: x => x with { Temperature = TemperatureClass.Chilled });
        var full = day.Recipient("full", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(20) } });
        var shut = day.Recipient("shut", 10, east: 10, site: x => x with { OpeningWindows = [day.Between(7, 8)] });
        day.Need("one", full, 80);
        day.Need("two", shut, 45);
        ValueList<ShadowPrice> prices = ShadowPrices.Rank(day.Build().Input(), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(new ShadowPrice(new Change.ClosesLater(shut.Id, day.At(8), day.At(9)), DayBuilder.Kilograms(45), Proven: true), prices[0]);
        Assert.Contains(new ShadowPrice(new Change.MoreRoom(full.Id, TemperatureClass.Chilled, 1, DayBuilder.Kilograms(10)), DayBuilder.Kilograms(10), Proven: true), prices);
    }

    [Fact]
    public void Room_that_frees_goods_for_somebody_else_counts_too()
    {
        // The cheese goes to the house that has the only fridge, which is full of milk that another could take, had that one the shop's consent.
        var day = new DayBuilder(everybodyConsents: false);
        Domain.Parties.Site shop = day.Donor("shop"), farm = day.Donor("farm");
        day.Van("van", shop);
        TemperatureClass cold = TemperatureClass.Chilled;
        day.Lot("cheese", shop, 30, Family.Dairy, x => x with { Temperature = cold });
        day.Lot("milk", farm, 30, Family.Dairy, x => x with { Temperature = cold, Date = new DateMark.KeepsUntil(day.Date.AddDays(1)) });
        var fridge = day.Recipient("fridge", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(30) } });
        var other = day.Recipient("other", 10);
        day.Consent(shop.Party, fridge.Party);
        day.Consent(farm.Party, fridge.Party);
        day.Need("one", fridge, 60, Family.Dairy);
        day.Need("two", other, 30, Family.Dairy);
        var prices = ShadowPrices.Rank(day.Build().Input(), cancellation: TestContext.Current.CancellationToken);
        Assert.Contains(new ShadowPrice(new Change.Agreement(farm.Territory, farm.Party, other.Party), DayBuilder.Kilograms(30), Proven: true), prices);
        Assert.Contains(new ShadowPrice(new Change.Agreement(shop.Territory, shop.Party, other.Party), DayBuilder.Kilograms(30), Proven: true), prices);
    }

    [Fact]
    public void Where_all_is_given_nothing_has_a_price()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 10);
        day.Need("one", day.Recipient("one", 10), 80);
        day.Need("two", day.Recipient("two", 10, site: x => x with { OpeningWindows = [] }), 80);
        Assert.Empty(ShadowPrices.Rank(day.Build().Input(), cancellation: TestContext.Current.CancellationToken));
    }

    /// <summary>On days whose lots can all be split, what is proven is what the whole matching then gives more, to the gram.</summary>
    [Fact]
    public void What_is_proven_is_given_when_the_day_is_matched_again()
    {
        var (proven, all) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var declared = RandomDay.Make(seed, DaySize.Small, new RandomDayOptions(Shares: false));
            var before = Given(declared.Match(seed));
            var prices = ShadowPrices.Rank(declared.Input(seed), tries: 20, TestContext.Current.CancellationToken);
            Assert.True(prices.Zip(prices.Skip(1)).All(x => x.First.Gain >= x.Second.Gain));
            foreach (var price in prices.Take(4))
            {
                all++;
                if (!price.Proven)
                    continue;
                proven++;
                Assert.Equal(before + price.Gain.Grams, Given(declared.With(price.Change).Match(seed)));
            }
        }
        TestContext.Current.SendDiagnosticMessage($"{proven} of {all} shadow prices are proven");
        Assert.True(proven > 40 && proven * 10 > all * 8, $"{proven} of {all}");
    }

    [Fact]
    public void The_order_of_the_lists_does_not_matter()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var declared = RandomDay.Make(seed, DaySize.Small);
            Assert.Equal(ShadowPrices.Rank(declared.Input(seed), tries: 10, TestContext.Current.CancellationToken),
                ShadowPrices.Rank(Shuffled.Of(declared, seed).Input(seed), tries: 10, TestContext.Current.CancellationToken));
        }
    }

    static long Given(MatchingResult result) => result.Allocations.Sum(x => x.Quantity.Grams);
}
