using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;
using Logistics.Planning.Consolidation;
using Logistics.Testing.Days;

namespace Logistics.Planning.Tests.Consolidation;

public sealed class ConsolidatorTests
{
    static Allocation Promise(Lot lot, Need need, decimal kilograms) => new()
    {
        Id = new AllocationId(NameBasedId.Derive(lot.Id.Value, need.Code)),
        Lot = lot.Id,
        Need = need.Id,
        Quantity = Mass.FromKilograms(kilograms),
        Transfer = need.Transfer,
        Reason = new AllocationReason.OnlyTaker(),
    };

    [Fact]
    public void Goods_of_one_class_between_the_same_doors_travel_together_and_the_chilled_apart()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        var club = day.Recipient("club", persons: 10, east: 1);
        var apples = day.Lot("apples", shop, 20);
        var pears = day.Lot("pears", shop, 30);
        var salad = day.Lot("salad", shop, 10, adjust: lot => lot with { Temperature = TemperatureClass.Chilled });
        var need = day.Need("greens", club, 60);
        day.Van("van", shop);
        var (_, shipments) = new Consolidator(new DayIndex(day.Build())).Consolidate([Promise(apples, need, 20), Promise(pears, need, 30), Promise(salad, need, 10)]);

        Assert.Equal(2, shipments.Count);
        Assert.Equal(Mass.FromKilograms(50), shipments.Single(x => x.Temperature == TemperatureClass.Ambient).Expected);
        Assert.Equal(Mass.FromKilograms(10), shipments.Single(x => x.Temperature == TemperatureClass.Chilled).Expected);
    }

    [Fact]
    public void What_one_vehicle_cannot_hold_is_cut_into_parts_that_add_up()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        var potatoes = day.Lot("potatoes", shop, 1000, Family.Starch);
        var need = day.Need("winter", day.Recipient("club", persons: 10, east: 1), 1000, Family.Starch);
        day.Van("van", shop, kilograms: 400);
        var index = new DayIndex(day.Build());
        var (allocations, shipments) = new Consolidator(index).Consolidate([Promise(potatoes, need, 1000)]);

        // The high estimate of 1,000 kg over 400 kg a van: three parts or more, none above 400 kg high.
        Assert.True(allocations.Count >= 3);
        Assert.Equal(allocations.Count, shipments.Count);
        Assert.Equal(allocations.Count, allocations.Select(x => x.Id).Distinct().Count());
        Assert.Equal(Mass.FromKilograms(1000), allocations.Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity));
        Assert.All(shipments, shipment => Assert.True(shipment.High.Mass <= Mass.FromKilograms(400)));
    }

    [Fact]
    public void What_the_recipient_fetches_is_no_shipment()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        var need = day.Need("own-car", day.Recipient("club", persons: 10), 20, adjust: x => x with { Transfer = Transfer.Collected });
        var bread = day.Lot("bread", shop, 20);
        var (allocations, shipments) = new Consolidator(new DayIndex(day.Build())).Consolidate([Promise(bread, need, 20)]);
        Assert.Single(allocations);
        Assert.Empty(shipments);
    }

    [Fact]
    public void Delivery_ends_early_enough_to_hand_out_before_the_use_by_date_ends()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        // Use by today; 2 h to hand out and a margin of 1 h: received by 21:00. With 6 h to hand out: by 17:00, before closing at 19:00.
        var club = day.Recipient("club", persons: 10, east: 1, site: x => x with { HandOutDuration = Duration.FromMinutes(360) });
        var ham = day.Lot("ham", shop, 10, Family.Protein, lot => lot with { Date = new DateMark.UseBy(day.Date) });
        var need = day.Need("lunch", club, 10, Family.Protein);
        day.Van("van", shop);
        var (_, shipments) = new Consolidator(new DayIndex(day.Build())).Consolidate([Promise(ham, need, 10)]);
        Assert.Equal(day.At(17), Assert.Single(Assert.Single(shipments).DeliveryWindows).End);
    }

    [Fact]
    public void Who_does_not_attest_to_hand_out_in_time_receives_48_hours_before_the_date_ends()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        var club = day.Recipient("club", persons: 10, party: x => x with { RedistributesShortDated = false });
        // Two days on ends at midnight: until midnight today, which is after closing. With one hour to sort, hand-out binds no earlier.
        var ham = day.Lot("ham", shop, 10, Family.Protein, lot => lot with { Date = new DateMark.UseBy(day.Date.AddDays(2)) });
        var soon = day.Lot("soon", shop, 10, Family.Protein, lot => lot with { Date = new DateMark.UseBy(day.Date.AddDays(1)), Kind = "soon" });
        var need = day.Need("lunch", club, 20, Family.Protein);
        day.Van("van", shop);
        var (_, shipments) = new Consolidator(new DayIndex(day.Build())).Consolidate([Promise(ham, need, 10), Promise(soon, need, 10)]);
        Assert.Equal([0, 1], shipments.Select(x => x.DeliveryWindows.Count).Order());
        Assert.Equal(day.At(19), shipments.SelectMany(x => x.DeliveryWindows).Single().End);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    public void Goods_with_different_limits_travel_together_where_the_same_compartments_hold_them(int secondVan, int expected)
    {
        // Cheese may be at +8, poultry at +4, minced meat at +2. Where one van holds +2, the minced meat asks for that one; the rest goes anywhere.
        var day = new DayBuilder();
        var (shop, club) = (day.Donor("shop"), day.Recipient("club", persons: 10));
        var lots = new[] { "cheese", "poultry", secondVan == 2 ? "minced-meat" : "meat" }
            .Select(kind => day.Lot(kind, shop, 10, Family.Protein, x => x with { Kind = kind, Temperature = TemperatureClass.Chilled })).ToArray();
        var need = day.Need("lunch", club, 30, Family.Protein);
        day.Van("usual", shop);
        day.Van("second", shop, vehicle: x => x with { Compartments = [x.Compartments[0] with { ChilledTo = Temperature.FromCelsius(secondVan) }] });
        var (_, shipments) = new Consolidator(new DayIndex(day.Build())).Consolidate(lots.Select(lot => Promise(lot, need, 10)));
        Assert.Equal(expected, shipments.Count);
        Assert.Equal(secondVan == 2 ? 1 : 0, shipments.Count(x => x.Warmest == Temperature.FromCelsius(2)));
    }
}
