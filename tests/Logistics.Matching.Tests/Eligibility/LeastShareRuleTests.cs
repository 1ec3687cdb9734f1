using Logistics.Domain.Allocations;
using Logistics.Domain.Parties;
using Logistics.Matching.Eligibility;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class LeastShareRuleTests : RuleTest
{
    readonly LeastShareRule rule = new();

    // 20 kg of carrots, 100 kg wanted.
    [Theory]
    [InlineData(0, true)]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_lot_that_is_not_worth_its_while_is_refused(int least, bool passes) =>
        Assert.Equal(passes ? null : new Refusal.BelowItsLeast(Most: Kg(20), Least: Kg(least)), Judge(rule, Carrots(), Day.Need("need", House(x => x with { LeastShare = Kg(least) }), 100)));

    [Fact]
    public void What_the_need_the_room_and_the_people_could_take_counts_and_not_the_lot_alone()
    {
        Assert.Equal(new Refusal.BelowItsLeast(Kg(9), Kg(10)), Judge(rule, Carrots(), Day.Need("wants", House(x => x with { LeastShare = Kg(10) }), 9)));
        Assert.Equal(
            new Refusal.BelowItsLeast(Kg(8), Kg(10)),
            Judge(rule, Day.Lot("leeks", Shop, 20), Day.Need("room", Day.Recipient("small", 10, site: x => x with { LeastShare = Kg(10), StorageLeft = new StorageLeft(Kg(8), Kg(8), Kg(8)) }), 100)));
        Assert.Equal(
            new Refusal.BelowItsLeast(Kg(7), Kg(10)),
            Judge(rule, Day.Lot("turnips", Shop, 20), Day.Need("hands", Day.Recipient("tired", 10, site: x => x with { LeastShare = Kg(10), ReceptionLeft = Kg(7) }), 100)));
    }

    /// <summary>30 kg for two houses of as many persons would be 15 kg each; the one that comes for 20 has 20 or nothing.</summary>
    [Fact]
    public void Nobody_is_given_less_than_it_comes_for()
    {
        Day.Van("van", Shop);
        var lot = Day.Lot("leeks", Shop, 30);
        Day.Need("choosy", House(x => x with { LeastShare = Kg(20) }), 30);
        Day.Need("other", Day.Recipient("other", 10, east: 9), 30);
        var input = new MatchingInput { Day = Day.Index(), Transfers = new CrowRoads(Day.Index()), Seed = 1 };
        var result = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        Assert.Empty(MatchingVerifier.Verify(input.Day, input.Transfers, result));
        Assert.Equal(lot.Quantity.Expected.Grams, result.Allocations.Sum(x => x.Quantity.Grams));
        Assert.All(result.Allocations.Where(x => input.Day[x.Need].Code == "choosy"), x => Assert.True(x.Quantity >= Kg(20)));

        // Without the limit both have their half, so it was the limit that decided.
        var alike = new MatchingInput { Day = new(input.Day.Day with { Sites = [.. input.Day.Day.Sites.Select(x => x with { LeastShare = Mass.Zero })] }), Transfers = input.Transfers, Seed = 1 };
        Assert.Equal([Kg(15), Kg(15)], new Matcher(new NoSolver()).Match(alike, TestContext.Current.CancellationToken).Allocations.Select(x => x.Quantity));
    }

    static Mass Kg(int kilograms) => DayBuilder.Kilograms(kilograms);
}
