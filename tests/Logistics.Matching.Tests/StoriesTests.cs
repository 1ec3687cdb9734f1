using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Plans;
using Logistics.Matching.Outcomes;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>One sentence of the policy each, with figures that can be checked with a pencil.</summary>
public sealed class StoriesTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void Goods_are_shared_by_attested_persons_not_by_what_was_asked()
    {
        // 90 kg for 10 + 20 persons: 3 kg each, so 30 and 60 kg, though the small house asked for twice as much as the large one.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 90);
        var small = day.Need("small", day.Recipient("small", persons: 10), 400);
        var large = day.Need("large", day.Recipient("large", persons: 20), 200);
        var result = day.Build().Match();
        Assert.Equal(30, result.Kilograms(small));
        Assert.Equal(60, result.Kilograms(large));
        Assert.Equal(new AllocationReason.FairShare(new Mass(3000), new Mass(3000)), Reason(result, large));
        Assert.Equal(new UnmetReason.SharedFairly(new Mass(3000), new Mass(3000)), result.Unmet.Single(x => x.Need == large.Id).Reason);
        Assert.Equal(new MatchingBound(Given: Mass.FromKilograms(90), AtMost: Mass.FromKilograms(90)), result.Bound);
        Assert.False(result.Companion);
        Assert.Equal(MatchingNote.NoCompanion, result.Note);
    }

    [Fact]
    public void Goods_go_where_sorting_does_not_lose_them_though_the_hub_is_nearer()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 30);
        var house = day.Recipient("house", persons: 10, east: 4);
        var hub = day.Site("hub", day.PartyOf(house), east: 1, kind: SiteKind.Hub, adjust: x => x with { Hub = new Hub(Duration.Zero, Mass.FromKilograms(500), Docks: 1) { LossPermille = 100 } });
        var sorted = day.Need("sorted", hub, 30);
        var direct = day.Need("direct", house, 30);
        var result = day.Build().Match();
        Assert.Equal(30, result.Kilograms(direct));
        Assert.Equal(0, result.Kilograms(sorted));
    }

    [Fact]
    public void A_house_that_sorts_does_not_receive_less_for_it_where_no_tolerance_was_voted()
    {
        day.Policy = day.Policy with { Sharing = day.Policy.Sharing with { EquityTolerancePermille = 0 } };
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 60);
        var sorts = day.Need("sorts", day.Recipient("hub", persons: 10, site: x => x with { Hub = new Hub(Duration.Zero, Mass.FromKilograms(500), Docks: 1) { LossPermille = 100 } }), 60);
        var other = day.Need("other", day.Recipient("house", persons: 10), 60);
        var result = day.Build().Match();
        Assert.Equal(30, result.Kilograms(sorts));
        Assert.Equal(30, result.Kilograms(other));
        Assert.Equal(Mass.FromKilograms(3), DayFigures.Of(new DayIndex(day.Build()), result, day.Build().Input().Transfers, day.Policy.Sharing).ExpectedLoss);
    }

    [Fact]
    public void Who_received_more_earlier_receives_less_today()
    {
        // Ten persons each. One had 20 kg before, so 40 kg today make (20 + 10) = 30 kg for the one and 30 kg for the other.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 40);
        var before = day.Need("before", day.Recipient("before", 10, party: x => x with { ReceivedEarlier = DayBuilder.Kilograms(20) }), 100);
        var never = day.Need("never", day.Recipient("never", 10), 100);
        var result = day.Build().Match();
        Assert.Equal(10, result.Kilograms(before));
        Assert.Equal(30, result.Kilograms(never));
    }

    [Fact]
    public void Urgent_needs_come_first_by_class()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 50);
        var ordinary = day.Need("ordinary", day.Recipient("a", 500), 50);
        var second = day.Need("second", day.Recipient("b", 10), 30, urgency: Urgency.Class2);
        var first = day.Need("first", day.Recipient("c", 1), 40, urgency: Urgency.Class1);
        var result = day.Build().Match();
        Assert.Equal(40, result.Kilograms(first));
        Assert.Equal(10, result.Kilograms(second));
        Assert.Equal(0, result.Kilograms(ordinary));
        Assert.Equal(new AllocationReason.UrgentFirst(Urgency.Class1), Reason(result, first));
    }

    [Fact]
    public void What_dies_first_is_given_first()
    {
        // Room for 30 kg only: the lot that ends tomorrow fills it, the one that keeps stays.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var keeps = day.Lot("keeps", shop, 30);
        var dies = day.Lot("dies", shop, 30, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date.AddDays(1)) });
        var need = day.Need("need", day.Recipient("house", 10), 30);
        var result = day.Build().Match();
        Assert.Equal(30, result.Kilograms(dies, need));
        Assert.Equal(new Leftover(keeps.Id, DayBuilder.Kilograms(30), new LeftoverReason.TakersFull()), Assert.Single(result.Leftovers));
        Assert.Equal(new AllocationReason.OnlyTaker(), Reason(result, need));
    }

    [Fact]
    public void Saving_more_goes_before_sharing_evenly()
    {
        // The house in town can take from both shops, the farm house only from the near one. Giving the near lot to the farm saves all.
        var far = new DayBuilder(everybodyConsents: false);
        var shops = (A: far.Donor("a"), B: far.Donor("b"));
        far.Van("van", shops.A);
        far.Lot("a", shops.A, 20);
        far.Lot("b", shops.B, 20);
        var town = far.Recipient("town", 1000);
        var farm = far.Recipient("farm", 1);
        far.Consent(shops.A.Party, null);
        far.Consent(shops.B.Party, town.Party);
        var (toTown, toFarm) = (far.Need("town", town, 20), far.Need("farm", farm, 20));
        var result = far.Build().Match();
        Assert.Equal(20, result.Kilograms(toTown));
        Assert.Equal(20, result.Kilograms(toFarm));
        Assert.Empty(result.Leftovers);
    }

    [Fact]
    public void Who_has_no_attested_persons_comes_after_all_who_have()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 50);
        var attested = day.Need("attested", day.Recipient("attested", 3), 40);
        var none = day.Need("none", day.Recipient("none", 0), 40);
        var result = day.Build().Match();
        Assert.Equal(40, result.Kilograms(attested));
        Assert.Equal(10, result.Kilograms(none));
    }

    [Fact]
    public void Equal_needs_are_served_from_the_nearest_lot()
    {
        var (west, east) = (day.Donor("west", east: -10), day.Donor("east", east: 10));
        day.Van("van", west);
        var (w, e) = (day.Lot("w", west, 20), day.Lot("e", east, 20));
        var (inWest, inEast) = (day.Need("in west", day.Recipient("house west", 10, east: -9), 20), day.Need("in east", day.Recipient("house east", 10, east: 9), 20));
        var result = day.Build().Match();
        Assert.Equal(20, result.Kilograms(w, inWest));
        Assert.Equal(20, result.Kilograms(e, inEast));
    }

    [Fact]
    public void An_indivisible_lot_goes_whole_or_not_at_all()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var cake = day.Lot("cake", shop, 30, adjust: x => x with { Indivisible = true });
        var (a, b) = (day.Need("a", day.Recipient("a", 10), 20), day.Need("b", day.Recipient("b", 10), 30));
        var result = day.Build().Match();
        Assert.Equal(30, result.Kilograms(cake, b));
        Assert.Equal(new Refusal.BelowSmallestShare(DayBuilder.Kilograms(10)), result.RefusedPairs.Single(x => x.Need == a.Id).Refusal);
        Assert.IsType<UnmetReason.AllRefused>(result.Unmet.Single(x => x.Need == a.Id).Reason);
    }

    [Fact]
    public void A_smallest_share_leaves_no_crumbs()
    {
        // 25 kg for three equal houses would be 8.3 kg each; shares are at least 10 kg, so two houses share it.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 25, adjust: x => x with { SmallestShare = DayBuilder.Kilograms(10) });
        foreach (var house in new[] { "a", "b", "c" })
            day.Need(house, day.Recipient(house, 10), 100);
        var result = day.Build().Match();
        Assert.Equal(2, result.Allocations.Count);
        Assert.Equal(25, result.Allocations.Sum(x => x.Quantity.Kilograms));
        Assert.All(result.Allocations, x => Assert.True(x.Quantity >= DayBuilder.Kilograms(10)));
    }

    [Fact]
    public void A_full_fridge_is_named()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("milk", shop, 100, Family.Dairy, x => x with { Temperature = TemperatureClass.Chilled });
        var need = day.Need("milk", day.Recipient("house", 10, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(15) } }), 60, Family.Dairy);
        var result = day.Build().Match();
        Assert.Equal(15, result.Kilograms(need));
        Assert.Equal(new UnmetReason.StorageFull(TemperatureClass.Chilled), Assert.Single(result.Unmet).Reason);
        Assert.Equal(new LeftoverReason.TakersFull(), Assert.Single(result.Leftovers).Reason);
    }

    [Fact]
    public void What_nobody_offers_and_what_nobody_asks_is_said()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("soap", shop, 10, Family.Hygiene);
        day.Need("bread", day.Recipient("house", 10), 10, Family.Starch);
        var result = day.Build().Match();
        Assert.Equal(new LeftoverReason.NobodyAsked(Family.Hygiene), Assert.Single(result.Leftovers).Reason);
        Assert.Equal(new UnmetReason.NothingDeclared(Family.Starch), Assert.Single(result.Unmet).Reason);
        Assert.Empty(result.RefusedPairs);
    }

    [Fact]
    public void First_come_first_served_ignores_urgency_and_persons()
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 50);
        var first = day.Need("first", day.Recipient("a", 1), 45);
        var second = day.Need("second", day.Recipient("b", 500), 45, urgency: Urgency.Class1);
        var result = FirstComeFirstServed.Match(day.Build().Input());
        Assert.Equal(45, result.Kilograms(first));
        Assert.Equal(5, result.Kilograms(second));
        Assert.Equal(new AllocationReason.FirstCome(2), Reason(result, second));
        Assert.Equal(new UnmetReason.CameLate(), Assert.Single(result.Unmet).Reason);
    }

    [Fact]
    public void A_day_with_nothing_gives_nothing()
    {
        var result = day.Build().Match();
        Assert.Empty(result.Allocations);
        Assert.Empty(result.Unmet);
    }

    static AllocationReason Reason(MatchingResult result, Need need) => result.Allocations.Single(x => x.Need == need.Id).Reason;
}
