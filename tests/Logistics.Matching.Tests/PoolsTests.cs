using Logistics.Domain.Days;
using Logistics.Domain.Policies;
using Logistics.Matching.Verification;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Territories that voted differently: each shares its own goods under its own vote, and offers the rest to those outside whom a consent names.</summary>
public sealed class PoolsTests
{
    /// <summary>A hundred kilograms in the east, where 97 are wanted; the west wants all it can have.</summary>
    static DayDeclarations Neighbours(decimal smallestShare)
    {
        var day = new DayBuilder(everybodyConsents: false);
        day.Policy = day.Policy with { Sharing = SharingTerms.Default };
        var shop = day.Donor("shop", territory: "east");
        day.Van("van", shop);
        var home = day.Recipient("home", 10, 1, 0, territory: "east");
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { Rationing = Rationing.EqualLosses, Points = new FamilyPoints(3, 1, 1, 1, 1, 1) } };
        var abroad = day.Recipient("abroad", 10, 0, 1, territory: "west");
        day.Consent(shop.Party, home.Party, territory: "east");
        day.Consent(shop.Party, abroad.Party, territory: "east");
        day.Lot("bread", shop, 100, adjust: x => x with { SmallestShare = DayBuilder.Kilograms(smallestShare) });
        day.Need("home", home, 97);
        day.Need("abroad", abroad, 100);
        return day.Build();
    }

    static decimal Given(DayDeclarations day, MatchingResult result, string code) => result.Kilograms(day.Needs.Single(x => x.Code == code));

    [Fact]
    public void What_is_left_at_home_goes_to_whom_the_consent_names()
    {
        var day = Neighbours(smallestShare: 0);
        var result = day.Match();
        Assert.Equal((97, 3), (Given(day, result, "home"), Given(day, result, "abroad")));
    }

    [Fact]
    public void A_crumb_is_not_sent_abroad()
    {
        var day = Neighbours(smallestShare: 10);
        var result = day.Match();
        Assert.Equal((97, 0), (Given(day, result, "home"), Given(day, result, "abroad")));
    }

    [Fact]
    public void A_promise_abroad_is_kept_before_home_is_served()
    {
        var day = Neighbours(smallestShare: 0);
        var input = day.Input() with { Promises = [new Promise(day.Lots[0].Id, day.Needs.Single(x => x.Code == "abroad").Id, DayBuilder.Kilograms(20))] };
        var result = new Matcher(new OrTools.NoSolver()).Match(input, TestContext.Current.CancellationToken);
        Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, result));
        Assert.Equal((80, 20), (Given(day, result, "home"), Given(day, result, "abroad")));
    }
}
