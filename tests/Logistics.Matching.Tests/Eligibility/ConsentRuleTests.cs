using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ConsentRuleTests() : RuleTest(everybodyConsents: false)
{
    readonly ConsentRule rule = new();

    [Fact]
    public void Without_consent_nothing_is_given()
    {
        var house = House();
        Assert.Equal(new Refusal.NoConsent(Shop.Party, house.Party), Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Fact]
    public void A_consent_that_names_both_passes()
    {
        var house = House();
        Day.Consent(Shop.Party, house.Party);
        Assert.Null(Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Fact]
    public void A_consent_goes_one_way()
    {
        var house = House();
        Day.Consent(house.Party, Shop.Party);
        Assert.IsType<Refusal.NoConsent>(Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_wildcard_speaks_for_every_partner_of_its_territory(bool namesDonor, bool namesRecipient)
    {
        var house = House();
        Day.Consent(namesDonor ? Shop.Party : null, namesRecipient ? house.Party : null);
        Assert.Null(Judge(rule, Carrots(), Day.Need("need", house, 10)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_wildcard_never_joins_two_territories(bool namesDonor, bool namesRecipient)
    {
        var far = Day.Recipient("far", 10, territory: "valmont");
        foreach (var territory in new[] { "belleroche", "valmont" })
            Day.Consent(namesDonor ? Shop.Party : null, namesRecipient ? far.Party : null, territory);
        Assert.IsType<Refusal.NoConsent>(Judge(rule, Carrots(), Day.Need("need", far, 10)));
    }

    [Fact]
    public void Two_names_join_two_territories()
    {
        var far = Day.Recipient("far", 10, territory: "valmont");
        Day.Consent(Shop.Party, far.Party, "valmont");
        Assert.Null(Judge(rule, Carrots(), Day.Need("need", far, 10)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(-9, -1, false)]
    [InlineData(1, 9, false)]
    public void A_consent_counts_on_its_days_only(int from, int until, bool counts)
    {
        var house = House();
        Day.Consent(Shop.Party, house.Party, adjust: x => x with { ValidFrom = Day.Date.AddDays(from), ValidUntil = Day.Date.AddDays(until) });
        Assert.Equal(counts, Judge(rule, Carrots(), Day.Need("need", house, 10)) is null);
    }

    [Fact]
    public void Own_stock_needs_nobodys_consent() =>
        Assert.Null(Judge(rule, Carrots(x => x with { Source = SourceKind.Stock }), Day.Need("need", Day.Site("counter", Day.PartyOf(Shop)), 10)));
}
