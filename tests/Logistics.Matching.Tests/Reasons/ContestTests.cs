using Logistics.Domain;
using Logistics.Matching.Reasons;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Reasons;

public sealed class ContestTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void A_claimed_fact_is_replayed_and_says_who_gains_and_who_loses()
    {
        // 60 kg for 10 and 20 persons: 20 and 40 kg. The first claims 40 persons: 40 and 20 kg.
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("carrots", shop, 60);
        var (claims, other) = (day.Recipient("claims", 10), day.Recipient("other", 20));
        day.Need("one", claims, 60);
        day.Need("two", other, 60);
        var declared = day.Build();
        var claim = new Change.Attests(claims.Party, Was: 10, Now: 40);
        var answer = Contest.Replay(declared.Input(), declared.Match(), claim, claims.Territory, new NoSolver(), TestContext.Current.CancellationToken);
        Assert.Equal(new PartyDifference(claims.Party, DayBuilder.Kilograms(20), DayBuilder.Kilograms(40)), Assert.Single(answer.Difference.Gains));
        Assert.Equal(new PartyDifference(other.Party, DayBuilder.Kilograms(40), DayBuilder.Kilograms(20)), Assert.Single(answer.Difference.Losses));
        Assert.Equal((claim, "1", 1L), ((Change.Attests)answer.Claim, answer.PolicyVersion, answer.Seed));
    }

    [Fact]
    public void A_claim_about_nothing_that_was_declared_is_refused()
    {
        var shop = day.Donor("shop");
        day.Lot("carrots", shop, 60);
        var declared = day.Build();
        Assert.Throws<ArgumentException>(() => Contest.Replay(declared.Input(), declared.Match(), new Change.Attests(new PartyId(Guid.Empty), 1, 2), shop.Territory,
            new NoSolver(), TestContext.Current.CancellationToken));
    }
}
