using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Reasons;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

public sealed class ComparisonsTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void Who_is_farther_below_its_share_comes_first()
    {
        // Entitled half and half. Of 200 kg received before, one had 60 kg and the other 140: 60 % and 140 % of their shares. The 20 kg go to the one.
        var lot = Lot(20);
        var (mine, theirs) = (Need("mine", earlier: 140), Need("theirs", earlier: 60));
        var compared = Compare(lot, mine, theirs);
        Assert.Equal(ComparisonPoint.Share, compared.Point);
        Assert.Equal(new SharePermille(Before: 600, WithoutLot: 600, After: 727), compared.Received.Share);
        Assert.Equal(new SharePermille(Before: 1400, WithoutLot: 1400, After: 1273), compared.Asks.Share);
        Assert.Equal((DayBuilder.Kilograms(20), Mass.Zero), (compared.Received.OfLot, compared.Asks.OfLot));
        Assert.Equal(("1", 1), (compared.PolicyVersion, compared.Seed));
    }

    [Fact]
    public void The_basis_and_the_points_of_the_vote_are_those_of_the_figures()
    {
        // Equal structures instead of persons, and a kilogram of protein counts four: 10 kg of meat and 40 kg unnamed are alike.
        day.Policy = day.Policy with
        {
            Sharing = SharingTerms.Default with { Basis = new EntitlementBasis(0, 100, 0), Points = FamilyPoints.Alike with { Protein = 4 } },
        };
        var lot = Lot(20);
        var meat = day.Need("meat", day.Recipient("meat", 900, party: x => x with { ReceivedByFamily = FamilyMasses.Zero with { Protein = DayBuilder.Kilograms(10) } }), 100);
        var other = Need("other", earlier: 40);
        var compared = Compare(lot, meat, other);
        Assert.Equal((1000, 1000), (compared.Asks.Share?.Before, compared.Received.Share?.Before));
    }

    [Fact]
    public void A_rule_an_urgent_need_and_a_need_that_is_met_come_before_shares()
    {
        var lot = Lot(50);
        var receives = Need("receives", earlier: 0);
        var shut = day.Need("shut", day.Recipient("shut", 10, site: x => x with { OpeningWindows = [] }), 10);
        var urgent = day.Need("urgent", day.Recipient("urgent", 1), 5, urgency: Urgency.Class2);
        var met = day.Need("met", day.Recipient("met", 1000), 5);
        Assert.Equal((ComparisonPoint.Refused, new Refusal.Closed()), (Compare(lot, shut, receives).Point, Compare(lot, shut, receives).Asks.Refusal));
        Assert.Equal(ComparisonPoint.Urgency, Compare(lot, receives, urgent).Point);
        Assert.Equal(ComparisonPoint.NeedMet, Compare(lot, met, receives).Point);
        Assert.Equal(ComparisonPoint.NoEntitlement, Compare(lot, day.Need("none", day.Recipient("none", 0), 5), receives).Point);
    }

    Lot Lot(decimal kilograms)
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        return day.Lot("carrots", shop, kilograms);
    }

    Need Need(string code, decimal earlier) =>
        day.Need(code, day.Recipient(code, 10, party: x => x with { ReceivedEarlier = DayBuilder.Kilograms(earlier) }), 100);

    Comparison Compare(Lot lot, Need asks, Need received)
    {
        var declared = day.Build();
        return Comparisons.Compare(declared.Input(), declared.Match(), lot.Id, asks.Id, received.Id);
    }
}
