using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Formats.Tests.Messages;

public sealed class LikelyDuplicatesTests
{
    readonly DayBuilder town = new();

    [Fact]
    public void The_same_donor_family_and_hours_are_likely_the_same_lot()
    {
        var (shop, other) = (town.Donor("shop"), town.Donor("other"));
        var salads = town.Lot("salads", shop, 20, adjust: lot => lot with { PickupWindow = town.Between(8, 11) });
        town.Lot("bread", shop, 20, Family.Starch);
        town.Lot("elsewhere", other, 20);
        town.Lot("evening", shop, 20, adjust: lot => lot with { PickupWindow = town.Between(16, 18) });
        // Windows that share one instant touch.
        Assert.Equal([salads], LikelyDuplicates.Of(town.Build(), shop.Party, Family.FruitAndVegetables, town.Between(11, 15)));
    }

    [Fact]
    public void A_quantity_that_is_far_from_it_tells_two_lots_apart()
    {
        var shop = town.Donor("shop");
        var near = town.Lot("near", shop, 24);
        var nearer = town.Lot("nearer", shop, 19);
        town.Lot("far", shop, 90);
        var said = Mass.FromKilograms(20);
        Assert.Equal([nearer, near], LikelyDuplicates.Of(town.Build(), shop.Party, Family.FruitAndVegetables, town.Between(8, 11), new MassRange(said, said, said)));
        Assert.Equal(3, LikelyDuplicates.Of(town.Build(), shop.Party, Family.FruitAndVegetables, town.Between(8, 11)).Count);
    }
}
