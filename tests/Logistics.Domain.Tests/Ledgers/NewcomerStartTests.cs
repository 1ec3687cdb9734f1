using System.Numerics;
using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Measures;

namespace Logistics.Domain.Tests.Ledgers;

public sealed class NewcomerStartTests
{
    static (LedgerBalance, BigInteger) Of(long dairy, long unknown, int weight) =>
        (new LedgerBalance(FamilyMasses.Of(x => new Mass(x == Family.Dairy ? dairy : 0)), new Mass(unknown)), weight);

    [Fact]
    public void It_starts_at_the_median_of_the_others_per_entitled_share()
    {
        // Per share: 10, 20 and 90 g. The middle one is 20 g, and 30 shares make 600 g.
        var start = NewcomerStart.Of([Of(1000, 0, 100), Of(900, 0, 10), Of(1000, 0, 50)], weight: 30);
        Assert.Equal(600, start.Total.Grams);
        Assert.Equal(600, start.ByFamily.Dairy.Grams);
    }

    [Fact]
    public void It_is_split_as_the_networks_ledger_is()
    {
        // The network has 600 g of dairy and 200 g of unknown family: three quarters and a quarter.
        var start = NewcomerStart.Of([Of(600, 200, 8)], weight: 4);
        Assert.Equal((300, 100), (start.ByFamily.Dairy.Grams, start.Unknown.Grams));
    }

    [Fact]
    public void Of_two_middle_ones_the_lower_counts() => Assert.Equal(10, NewcomerStart.Of([Of(10, 0, 1), Of(20, 0, 1)], weight: 1).Total.Grams);

    [Fact]
    public void Where_nobody_was_there_it_starts_from_nothing() => Assert.Equal(LedgerBalance.Zero, NewcomerStart.Of([], weight: 5));

    [Fact]
    public void Where_nobody_received_it_starts_from_nothing() => Assert.Equal(LedgerBalance.Zero, NewcomerStart.Of([Of(0, 0, 1)], weight: 5));
}
