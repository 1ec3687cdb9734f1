using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Kilometres within the voted tolerance of equity.</summary>
public sealed class WaysTests
{
    static DayBuilder TwoShopsTwoHouses(int tolerance)
    {
        // Each house lives beside one shop; the shops are twenty kilometres apart and give the same.
        var day = new DayBuilder();
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { EquityTolerancePermille = tolerance } };
        var (east, west) = (day.Donor("east", 10, 0), day.Donor("west", -10, 0));
        day.Van("van", east);
        day.Lot("east-bread", east, 51);
        day.Lot("west-bread", west, 49);
        day.Need("near-east", day.Recipient("near-east", 10, 11, 0), 100);
        day.Need("near-west", day.Recipient("near-west", 10, -11, 0), 100);
        return day;
    }

    [Fact]
    public void Without_tolerance_a_kilogram_crosses_the_county()
    {
        var result = TwoShopsTwoHouses(0).Build().Match();
        Assert.Equal([1, 49, 50], result.Allocations.Select(x => x.Quantity.Kilograms).Order());
    }

    [Fact]
    public void Within_the_tolerance_each_house_takes_from_its_own_shop()
    {
        var result = TwoShopsTwoHouses(20).Build().Match();
        Assert.Equal([49, 51], result.Allocations.Select(x => x.Quantity.Kilograms).Order());
    }

    [Fact]
    public void The_tolerance_is_kept_to_the_gram_where_nothing_is_whole()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = RandomDay.Make(seed, DaySize.Medium, new RandomDayOptions(Shares: false)).Problem();
            var core = DivisibleCore.SolveFully(problem, new Limits(problem), null, TestContext.Current.CancellationToken)!;
            var ledger = new Ledger(problem, core.Grams);
            for (var a = 0; a < problem.Recipients.Length; a++)
                Assert.True(ledger.Received[a] >= core.Fairest[a] - Goals.Tolerated(problem, a, core.Fairest[a]), $"seed {seed}");
        }
    }

    [Fact]
    public void No_sharing_costs_less_than_the_bound()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var problem = RandomDay.Make(seed, DaySize.Medium, new RandomDayOptions(Shares: false)).Problem();
            var core = DivisibleCore.SolveFully(problem, new Limits(problem), null, TestContext.Current.CancellationToken)!;
            Assert.True(new Score(problem, core.Grams).Charge >= core.Proof.ChargeAtLeast, $"seed {seed}");
        }
    }

    [Fact]
    public void A_wish_for_organic_food_decides_between_equals()
    {
        var day = new DayBuilder();
        var shop = day.Donor("shop");
        day.Van("van", shop);
        var organic = day.Lot("organic", shop, 30, adjust: x => x with { Qualities = [Quality.Organic] });
        day.Lot("plain", shop, 30);
        var wishes = day.Need("wishes", day.Recipient("a", 10, 0, 1), 30, adjust: x => x with { Wishes = [Quality.Organic] });
        day.Need("any", day.Recipient("b", 10, 1, 0), 30);
        Assert.Equal(30, day.Build().Match().Kilograms(organic, wishes));
    }

    [Fact]
    public void A_stop_beside_yesterdays_route_costs_little()
    {
        var day = TwoShopsTwoHouses(0).Build();
        var input = day.Input();
        var sites = day.Sites.ToDictionary(x => x.Code, x => x.Id);
        var plain = Problem.Build(input);
        var beside = Problem.Build(input with { ReferenceRoutes = [[sites["east"], sites["west"], sites["near-west"]]] });
        LinkRow Link(Problem problem) => problem.Links.Single(x => x.From == sites["east"] && x.To == sites["near-west"]);
        Assert.True(Link(beside).Charge < Link(plain).Charge);
    }
}
