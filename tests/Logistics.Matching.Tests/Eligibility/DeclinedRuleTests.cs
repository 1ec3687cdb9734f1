using Logistics.Domain.Allocations;
using Logistics.Matching.Eligibility;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class DeclinedRuleTests : RuleTest
{
    readonly DeclinedRule rule = new();

    [Fact]
    public void What_was_declined_is_not_offered_to_that_need_again()
    {
        var house = House();
        var (lot, need) = (Carrots(), Day.Need("need", house, 10));
        Day.Decline(lot, need, motive: "no room");
        Assert.Equal(new Refusal.Declined("no room"), Judge(rule, lot, need));
        Assert.Null(Judge(rule, lot, Day.Need("other", house, 10)));
        Assert.Null(Judge(rule, Day.Lot("leeks", Shop, 5), need));
    }

    [Fact]
    public void Part_of_it_is_welcome_unless_it_is_less_than_a_useful_share()
    {
        var (lot, need) = (Carrots(x => x with { SmallestShare = Mass.FromKilograms(5) }), Day.Need("need", House(), 10));
        Day.Decline(lot, need, takes: 5);
        Assert.Null(Judge(rule, lot, need));
        Day.Decline(lot, need, takes: 4);
        Assert.Equal(new Refusal.Declined(null), Judge(rule, lot, need));
    }

    [Fact]
    public void A_house_that_takes_a_part_receives_that_part_and_the_rest_goes_on()
    {
        // 60 kg for two equal houses would be 30 kg each; one takes 12 kg of it.
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var lot = day.Lot("carrots", shop, 60);
        var modest = day.Need("modest", day.Recipient("modest", persons: 10), 60);
        var other = day.Need("other", day.Recipient("other", persons: 10), 60);
        day.Decline(lot, modest, takes: 12);
        var result = day.Build().Match();
        Assert.Equal(12, result.Kilograms(modest));
        Assert.Equal(48, result.Kilograms(other));
        Assert.Empty(result.Leftovers);
    }

    [Fact]
    public void What_everybody_declined_is_left_and_says_why()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var lot = day.Lot("carrots", shop, 60);
        var need = day.Need("need", day.Recipient("house", persons: 10), 60);
        day.Decline(lot, need);
        var result = day.Build().Match();
        Assert.Empty(result.Allocations);
        Assert.Equal(new RefusedPair(lot.Id, need.Id, new Refusal.Declined(null)), Assert.Single(result.RefusedPairs));
    }
}
