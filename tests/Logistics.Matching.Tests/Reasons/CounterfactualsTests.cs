using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Reasons;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

/// <summary>Small stories whose answer can be seen with a pencil: the change is named with its figures, and it does flip.</summary>
public sealed class CounterfactualsTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void A_door_that_closes_too_early_should_close_an_hour_later()
    {
        // Taken at 8:00, five minutes of loading, 13 km of road (10 as the crow flies) at 36 km/h: there at about 8:27; closed at 8:00.
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 50);
        var house = day.Recipient("house", 10, east: 10, site: x => x with { OpeningWindows = [day.Between(7, 8)] });
        var found = Found(lot, day.Need("need", house, 30));
        Assert.Equal(new Change.ClosesLater(house.Id, Was: day.At(8), Now: day.At(9)), found.Change);
        Assert.Equal((Mass.Zero, DayBuilder.Kilograms(30)), (found.Before, found.After));
        Assert.Equal(("1", 1, 1), (found.PolicyVersion, found.Seed, found.Rematches));
        Assert.Empty(found.Difference.Losses);
    }

    [Fact]
    public void A_door_that_is_closed_all_day_should_open_when_the_goods_are_there()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 50);
        var house = day.Recipient("house", 10, site: x => x with { OpeningWindows = [] });
        var opens = Assert.IsType<Change.Opens>(Found(lot, day.Need("need", house, 30)).Change);
        Assert.Equal(new TimeWindow(day.At(8, 5), day.At(9, 5)), opens.Window);
    }

    [Fact]
    public void A_full_fridge_should_hold_one_crate_more_and_who_would_lose_is_named()
    {
        // 40 kg in 4 crates for two houses of ten persons; the one without a fridge has none. With one crate it has 10 kg of the other's 40.
        var shop = Shop();
        var lot = day.Lot("yoghurt", shop, 40, adjust: x => x with { Temperature = TemperatureClass.Chilled, Crates = 4 });
        var full = day.Recipient("full", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = Mass.Zero } });
        var other = day.Recipient("other", 10, east: 1);
        day.Need("other", other, 40);
        var found = Found(lot, day.Need("need", full, 30));
        Assert.Equal(new Change.MoreRoom(full.Id, TemperatureClass.Chilled, Crates: 1, DayBuilder.Kilograms(10)), found.Change);
        Assert.Equal(DayBuilder.Kilograms(10), found.After);
        Assert.Equal(new PartyDifference(other.Party, DayBuilder.Kilograms(40), DayBuilder.Kilograms(30)), Assert.Single(found.Difference.Losses));
        Assert.Equal(found.Difference.GivenBefore, found.Difference.GivenAfter);
    }

    [Fact]
    public void A_fridge_that_fills_up_during_the_sharing_is_named_too()
    {
        // No rule refuses: the fridge holds 20 kg, and the lot that dies first fills it.
        var shop = Shop();
        var dies = day.Lot("dies", shop, 20, adjust: x => x with { Temperature = TemperatureClass.Chilled, Date = new DateMark.KeepsUntil(day.Date.AddDays(1)) });
        var keeps = day.Lot("keeps", shop, 20, adjust: x => x with { Temperature = TemperatureClass.Chilled });
        var house = day.Recipient("house", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(20) } });
        var need = day.Need("need", house, 60);
        Assert.Equal(new Change.MoreRoom(house.Id, TemperatureClass.Chilled, Crates: 1, DayBuilder.Kilograms(10)), Found(keeps, need).Change);
        Assert.Null(Find(dies, need));
    }

    [Fact]
    public void A_lot_that_goes_whole_needs_as_many_crates_as_it_weighs()
    {
        // A whole lot of 45 kg: no crate but the fifth helps.
        var shop = Shop();
        var lot = day.Lot("cheese", shop, 45, adjust: x => x with { Temperature = TemperatureClass.Chilled, Indivisible = true });
        var house = day.Recipient("house", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = Mass.Zero } });
        var found = Found(lot, day.Need("need", house, 60));
        Assert.Equal(new Change.MoreRoom(house.Id, TemperatureClass.Chilled, Crates: 5, DayBuilder.Kilograms(50)), found.Change);
    }

    [Fact]
    public void A_missing_consent_is_named_with_both_partners()
    {
        var day = new DayBuilder(everybodyConsents: false);
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var lot = day.Lot("carrots", shop, 50);
        var house = day.Recipient("house", 10);
        var need = day.Need("need", house, 30);
        var change = Find(day.Build(), lot, need)!.Change;
        Assert.Equal(new Change.Agreement(lot.Territory, shop.Party, house.Party), change);
    }

    [Fact]
    public void A_donor_that_needs_a_written_agreement_is_named_with_the_partner_who_should_sign()
    {
        var shop = day.Donor("shop", party: x => x with { ConventionRequired = true });
        day.Van("van", shop);
        var lot = day.Lot("carrots", shop, 50);
        var house = day.Recipient("house", 10);
        Assert.Equal(new Change.WrittenAgreement(lot.Territory, shop.Party, house.Party), Found(lot, day.Need("need", house, 30)).Change);
    }

    [Fact]
    public void Hands_are_counted_in_crates()
    {
        // 40 kg in 4 crates that go whole, and people who can receive 15 kg: three crates more.
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 40, adjust: x => x with { Crates = 4, Indivisible = true });
        var house = day.Recipient("house", 10, site: x => x with { ReceptionLeft = DayBuilder.Kilograms(15) });
        Assert.Equal(new Change.MoreHands(house.Id, 3, DayBuilder.Kilograms(30)), Found(lot, day.Need("need", house, 60)).Change);
    }

    [Fact]
    public void Who_does_not_receive_on_that_day_would_have_had_it_by_receiving()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 40);
        var house = day.Recipient("house", 10, site: x => x with { ReceptionDays = [day.Date.AddDays(1).DayOfWeek] });
        Assert.Equal(new Change.ReceivesThatDay(house.Id, day.Date.DayOfWeek), Found(lot, day.Need("need", house, 30)).Change);
    }

    [Fact]
    public void Who_comes_for_more_than_there_is_would_have_had_it_by_coming_for_less()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 40);
        var house = day.Recipient("house", 10, site: x => x with { LeastShare = DayBuilder.Kilograms(50) });
        Assert.Equal(new Change.ComesForLess(house.Id, DayBuilder.Kilograms(50), DayBuilder.Kilograms(40)), Found(lot, day.Need("need", house, 60)).Change);
    }

    [Fact]
    public void A_short_date_asks_for_the_word_of_who_hands_out()
    {
        var shop = Shop();
        var lot = day.Lot("yoghurt", shop, 40, adjust: x => x with { Packing = Packing.Prepacked, Date = new DateMark.UseBy(day.Date.AddDays(1)) });
        var house = day.Recipient("house", 10, party: x => x with { RedistributesShortDated = false });
        Assert.Equal(new Change.HandsOutInTime(house.Party), Found(lot, day.Need("need", house, 30)).Change);
    }

    /// <summary>Minced meat asks for +2 °C.</summary>
    [Fact]
    public void A_cold_room_that_is_too_warm_should_be_colder()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop, vehicle: x => x with { Compartments = [x.Compartments[0] with { ChilledTo = Temperature.FromCelsius(2) }] });
        var house = day.Recipient("house", 10, site: x => x with { Approved = true });
        Assert.Equal(
            new Change.ColderStore(house.Id, Temperature.FromCelsius(4), Temperature.FromCelsius(2)),
            Found(Mince(shop), day.Need("need", house, 10, Family.Protein)).Change);
    }

    [Fact]
    public void A_van_that_is_too_warm_should_be_colder()
    {
        var shop = day.Donor("shop");
        var van = day.Van("van", shop);
        var house = day.Recipient("house", 10, site: x => x with { Approved = true, ChilledTo = Temperature.FromCelsius(2) });
        Assert.Equal(new Change.ColderVehicle(van.Vehicle, Temperature.FromCelsius(2)), Found(Mince(shop), day.Need("need", house, 10, Family.Protein)).Change);
    }

    Lot Mince(Site shop) =>
        day.Lot("mince", shop, 20, Family.Protein, x => x with { Kind = "minced-meat", Packing = Packing.Prepacked, Temperature = TemperatureClass.Chilled });

    [Fact]
    public void Who_fetches_cold_goods_from_far_away_should_bring_boxes()
    {
        // 39 km of road at 36 km/h are 65 minutes: more than half an hour without boxes, less than two hours with them.
        var shop = Shop();
        var lot = day.Lot("yoghurt", shop, 40, adjust: x => x with { Temperature = TemperatureClass.Chilled });
        var house = day.Recipient("house", 10, east: 30, party: x => x with { Collection = CollectionMeans.PlainCar });
        Assert.Equal(new Change.BringsBoxes(house.Party), Found(lot, day.Need("need", house, 30, adjust: x => x with { Transfer = Transfer.Collected })).Change);
    }

    [Fact]
    public void How_food_is_packed_should_be_said()
    {
        var lot = day.Lot("cheese", Shop(), 20, Family.Dairy, x => x with { Kind = "cheese", Packing = null });
        Assert.Equal(new Change.SaidPrepacked(lot.Id), Found(lot, day.Need("need", day.Recipient("house", 10), 10, Family.Dairy)).Change);
    }

    [Fact]
    public void Loose_animal_food_comes_from_approved_places_only()
    {
        var shop = Shop();
        var lot = day.Lot("cheese", shop, 20, Family.Dairy, x => x with { Kind = "cheese", Packing = Packing.Unpacked });
        Assert.Equal(new Change.Approved(shop.Id), Found(lot, day.Need("need", day.Recipient("house", 10), 10, Family.Dairy)).Change);
    }

    [Fact]
    public void Who_lives_too_far_needs_the_radius_in_whole_steps()
    {
        // 12 km away and a radius of 4 km: two steps of 5 km make 14.
        day.Policy = day.Policy with { Radius = Distance.FromMetres(4_000) };
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 50);
        var found = Found(lot, day.Need("need", day.Recipient("house", 10, east: 12), 30));
        Assert.Equal(new Change.WiderRadius(lot.Territory, Distance.FromMetres(4_000), Distance.FromMetres(14_000)), found.Change);
    }

    [Fact]
    public void A_deadline_may_be_met_by_waiting_or_by_opening_earlier_and_the_door_comes_first()
    {
        // Open from 10:00, needed by 9:00: open an hour earlier, or wait an hour longer.
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 50);
        var house = day.Recipient("house", 10, site: x => x with { OpeningWindows = [day.Between(10, 12)] });
        var found = Found(lot, day.Need("need", house, 30, adjust: x => x with { Deadline = day.At(9) }));
        Assert.Equal(new Change.OpensEarlier(house.Id, Was: day.At(10), Now: day.At(9)), found.Change);
    }

    [Fact]
    public void What_no_van_holds_could_be_taken_when_the_right_van_is_on_duty()
    {
        // The freezer van comes on duty at 12:00, the lot may be taken until 11:00. One hour: of the donor's before of the fleet's.
        var shop = day.Donor("shop");
        day.Van("cold", shop, shift: x => x with { Span = day.Between(12, 18) });
        day.Van("dry", shop, classes: [TemperatureClass.Ambient]);
        var lot = day.Lot("peas", shop, 50, adjust: x => x with { Temperature = TemperatureClass.Frozen });
        var found = Found(lot, day.Need("need", day.Recipient("house", 10), 30));
        Assert.Equal(new Change.PickupLater(lot.Id, Was: day.At(11), Now: day.At(12)), found.Change);
    }

    [Fact]
    public void What_no_van_holds_at_all_needs_a_van_that_does()
    {
        var shop = day.Donor("shop");
        var van = day.Van("dry", shop, classes: [TemperatureClass.Ambient]);
        var lot = day.Lot("peas", shop, 50, adjust: x => x with { Temperature = TemperatureClass.Frozen });
        var found = Found(lot, day.Need("need", day.Recipient("house", 10), 30));
        Assert.Equal(new Change.VehicleHolds(van.Vehicle, TemperatureClass.Frozen), found.Change);
    }

    [Fact]
    public void A_share_too_small_to_be_useful_needs_room_or_a_donor_who_lets_it_be_smaller()
    {
        // Shares of 10 kg at least. Room for 5 only: a crate more. A need of 5 only: smaller shares, before it is told to ask for more.
        var shop = Shop();
        var lot = day.Lot("cheese", shop, 50, adjust: x => x with { SmallestShare = DayBuilder.Kilograms(10), Temperature = TemperatureClass.Chilled });
        var house = day.Recipient("house", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(5) } });
        var (large, small) = (day.Need("large", house, 30), day.Need("small", day.Recipient("other", 10), 5));
        Assert.IsType<Change.MoreRoom>(Found(lot, large).Change);
        Assert.Equal(new Change.SmallerShare(lot.Id, DayBuilder.Kilograms(10), DayBuilder.Kilograms(1)), Found(lot, small).Change);
    }

    [Fact]
    public void Where_others_are_only_worse_served_nothing_is_promised()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 20);
        day.Need("poor", day.Recipient("poor", 100), 100);
        var need = day.Need("rich", day.Recipient("rich", 10, party: x => x with { ReceivedEarlier = DayBuilder.Kilograms(500) }), 30);
        Assert.Null(Find(lot, need));
    }

    [Fact]
    public void No_family_becomes_another()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 20);
        Assert.Null(Find(lot, day.Need("need", day.Recipient("house", 10), 30, Family.Starch)));
    }

    [Fact]
    public void Without_matchings_allowed_nothing_is_shown()
    {
        var shop = Shop();
        var lot = day.Lot("carrots", shop, 50);
        var need = day.Need("need", day.Recipient("house", 10, site: x => x with { OpeningWindows = [] }), 30);
        var input = day.Build().Input();
        Assert.Null(Counterfactuals.Find(input, day.Build().Match(), lot.Id, need.Id, new NoSolver(), rematches: 0, TestContext.Current.CancellationToken));
    }

    Site Shop()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        return shop;
    }

    Counterfactual Found(Lot lot, Need need) => Find(lot, need) ?? throw new InvalidOperationException("nothing found");

    Counterfactual? Find(Lot lot, Need need) => Find(day.Build(), lot, need);

    static Counterfactual? Find(DayDeclarations day, Lot lot, Need need) =>
        Counterfactuals.Find(day.Input(), day.Match(), lot.Id, need.Id, new NoSolver(), cancellation: TestContext.Current.CancellationToken);
}
