using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class ConventionRuleTests() : RuleTest(everybodyConsents: false)
{
    readonly ConventionRule rule = new();

    [Fact]
    public void Without_a_written_agreement_a_large_shop_gives_nothing() =>
        Assert.Equal(new Refusal.NoConvention(Large.Party, TheHouse.Party), Judge(agreement: null));

    [Fact]
    public void With_one_that_runs_it_does() => Assert.Null(Judge(new Convention("C-1", Day.Date.AddDays(-9), ValidUntil: null)));

    [Fact]
    public void Its_last_day_still_counts() => Assert.Null(Judge(new Convention("C-1", Day.Date.AddDays(-9), Day.Date)));

    [Fact]
    public void One_that_ended_is_refused_with_its_last_day() => Assert.Equal(
        new Refusal.ConventionExpired(Large.Party, TheHouse.Party, Day.Date.AddDays(-1)), Judge(new Convention("C-1", Day.Date.AddDays(-9), Day.Date.AddDays(-1))));

    [Fact]
    public void One_that_has_not_begun_is_none() => Assert.IsType<Refusal.NoConvention>(Judge(new Convention("C-1", Day.Date.AddDays(1), null)));

    [Fact]
    public void It_speaks_for_whom_its_consent_speaks()
    {
        Day.Consent(Large.Party, to: null, adjust: x => x with { Convention = new Convention("C-1", Day.Date, null) });
        Assert.Null(Judge());
        var far = Day.Recipient("far", 10, territory: "valmont");
        Assert.IsType<Refusal.NoConvention>(Judge(rule, Crate(), Day.Need("far need", far, 10)));
    }

    [Fact]
    public void What_is_sold_or_in_stock_is_no_gift()
    {
        foreach (var source in new[] { SourceKind.Purchase, SourceKind.Stock })
            Assert.Null(Judge(rule, Crate(source), Day.Need($"need of {source}", TheHouse, 10)));
    }

    [Fact]
    public void A_small_shop_needs_none() => Assert.Null(Judge(rule, Carrots(), Day.Need("need", TheHouse, 10)));

    Site? large, house;
    int crates;

    Site Large => large ??= Day.Donor("large shop", party: x => x with { ConventionRequired = true });

    Site TheHouse => house ??= House();

    Lot Crate(SourceKind source = SourceKind.Ramasse) => Day.Lot($"crate {++crates}", Large, 20, adjust: x => x with { Source = source });

    Refusal? Judge(Convention? agreement)
    {
        Day.Consent(Large.Party, TheHouse.Party, adjust: x => x with { Convention = agreement });
        return Judge();
    }

    Refusal? Judge() => Judge(rule, Crate(), Day.Need("need", TheHouse, 10));
}
