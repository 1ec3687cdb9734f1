using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Looking ahead: today all is given, but to whom depends on what tomorrow brings.</summary>
public sealed class HorizonTests
{
    /// <summary>Two houses alike; tomorrow the farm brings forty kilograms that only the one beside it may have.</summary>
    static (DayDeclarations Today, DayDeclarations Tomorrow) TwoDays(int lookAhead)
    {
        var tuesday = Day(new DateOnly(2026, 3, 10), lot: 40, shopGivesToAll: true, lookAhead);
        var wednesday = Day(new DateOnly(2026, 3, 11), lot: 40, shopGivesToAll: false, lookAhead);
        return (tuesday, wednesday);
    }

    static DayDeclarations Day(DateOnly date, decimal lot, bool shopGivesToAll, int lookAhead)
    {
        var day = new DayBuilder(everybodyConsents: false) { Date = date };
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { LookAheadDays = lookAhead, EquityTolerancePermille = 0 } };
        var (shop, farm) = (day.Donor("shop"), day.Donor("farm", 5, 5));
        day.Van("van", shop);
        var (lucky, other) = (day.Recipient("lucky", 10, 1, 0), day.Recipient("other", 10, 0, 1));
        day.Consent(shop.Party, null);
        day.Consent(farm.Party, lucky.Party);
        day.Lot($"lot-{date:dd}", shopGivesToAll ? shop : farm, lot, adjust: x => x with { Date = new DateMark.KeepsUntil(date) });
        day.Need($"lucky-{date:dd}", lucky, 100);
        day.Need($"other-{date:dd}", other, 100);
        return day.Build();
    }

    static MatchingResult Match(DayDeclarations today, DayDeclarations tomorrow)
    {
        var index = new DayIndex(today);
        var input = today.Input() with { Ahead = [new DayIndex(tomorrow)], Transfers = new CrowRoads(index) };
        var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, result));
        Assert.All(result.Certificates, x => Assert.Empty(CertificateVerifier.Verify(x)));
        return result;
    }

    static decimal Given(DayDeclarations day, MatchingResult result, string to) =>
        result.Allocations.Where(x => day.Needs.Single(n => n.Id == x.Need).Code.StartsWith(to, StringComparison.Ordinal)).Sum(x => x.Quantity.Kilograms);

    [Fact]
    public void Whoever_will_be_served_tomorrow_waits_today()
    {
        var (today, tomorrow) = TwoDays(lookAhead: 1);
        var result = Match(today, tomorrow);
        Assert.Equal(40, Given(today, result, "other"));
        Assert.Equal(0, Given(today, result, "lucky"));
    }

    [Fact]
    public void Without_the_vote_nobody_looks_ahead()
    {
        var (today, tomorrow) = TwoDays(lookAhead: 0);
        var result = Match(today, tomorrow);
        Assert.Equal(20, Given(today, result, "other"));
        Assert.Equal(20, Given(today, result, "lucky"));
    }

    [Fact]
    public void Nothing_that_could_be_given_today_is_kept_back()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var today = Voted(RandomDay.Make(seed, DaySize.Medium), SharingTerms.Default with { LookAheadDays = 2 });
            var without = today.Match(seed);
            var input = today.Input(seed) with { Ahead = [Shifted(today, 1), Shifted(today, 2)] };
            var with = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
            Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, with));
            Assert.Equal(without.Tiers!.GivenAtMost, with.Tiers!.GivenAtMost);
            Assert.Equal(without.Tiers.UrgentAtMost, with.Tiers.UrgentAtMost);
        }
    }

    static DayDeclarations Voted(DayDeclarations day, SharingTerms terms) =>
        day with { Territories = [.. day.Territories.Select(x => x with { Policy = x.Policy with { Sharing = terms } })] };

    /// <summary>The same day, so many days later.</summary>
    static DayIndex Shifted(DayDeclarations day, int days)
    {
        TimeWindow Later(TimeWindow x) => new(x.Begin.AddDays(days), x.End.AddDays(days));
        return new DayIndex(day with
        {
            Date = day.Date.AddDays(days),
            Lots = [.. day.Lots.Select(x => x with { Id = new LotId(NameBasedId.Derive(x.Id.Value, $"later {days}")), PickupWindow = Later(x.PickupWindow), Date = x.Date with { Date = x.Date.Date.AddDays(days) } })],
            Needs = [.. day.Needs.Select(x => x with { Id = new NeedId(NameBasedId.Derive(x.Id.Value, $"later {days}")), Deadline = x.Deadline.AddDays(days) })],
            Sites = [.. day.Sites.Select(x => x with { OpeningWindows = [.. x.OpeningWindows.Select(Later)] })],
            Shifts = [.. day.Shifts.Select(x => x with { Span = Later(x.Span) })],
        });
    }
}
