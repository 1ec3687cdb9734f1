using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Not only kilos: two houses alike, a hundred kilograms of lettuce and a hundred of cheese.</summary>
public sealed class FamiliesTests
{
    static (DayDeclarations Day, Site One, Site Two) Lettuce(FamilyPoints? points = null, decimal wanted = 100, Func<Party, Party>? one = null)
    {
        var day = new DayBuilder();
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { EquityTolerancePermille = 0, Points = points ?? FamilyPoints.Alike } };
        var shop = day.Donor("shop");
        day.Van("van", shop);
        day.Lot("lettuce", shop, 100, Family.FruitAndVegetables);
        day.Lot("cheese", shop, 100, Family.Dairy);
        // One lives next to the shop and the other far away, so that driving alone would give each a single lot.
        var (a, b) = (day.Recipient("one", 10, 0, 1, party: one), day.Recipient("two", 10, 0, 9));
        foreach (var (site, name) in new[] { (a, "one"), (b, "two") })
            foreach (var family in new[] { Family.FruitAndVegetables, Family.Dairy })
                day.Need($"{name}-{family}", site, wanted, family);
        return (day.Build(), a, b);
    }

    static decimal Of(DayDeclarations day, MatchingResult result, Site site, Family family) =>
        result.Allocations.Where(x => day.Needs.Single(n => n.Id == x.Need) is { } need && need.Site == site.Id && need.Family == family).Sum(x => x.Quantity.Kilograms);

    [Fact]
    public void Nobody_gets_all_the_lettuce()
    {
        // By kilograms alone a hundred of lettuce for one and a hundred of cheese for the other is as fair as can be: ours gives fifty of each.
        var (day, one, two) = Lettuce();
        var result = day.Match();
        foreach (var site in new[] { one, two })
            foreach (var family in new[] { Family.FruitAndVegetables, Family.Dairy })
                Assert.Equal(50, Of(day, result, site, family));
    }

    [Fact]
    public void Whoever_had_cheese_before_has_lettuce_today()
    {
        // One had 40 kg of cheese and two 40 kg of lettuce: together the same, so today's hundred each make both families level, 90 and 50 of each.
        var (day, one, two) = Lettuce(one: x => x with { ReceivedByFamily = FamilyMasses.Zero with { Dairy = DayBuilder.Kilograms(40) } });
        day = day with
        {
            Parties = [.. day.Parties.Select(x => x.Code == "two" ? x with { ReceivedByFamily = FamilyMasses.Zero with { FruitAndVegetables = DayBuilder.Kilograms(40) } } : x)],
        };
        var result = day.Match();
        Assert.Equal(70, Of(day, result, one, Family.FruitAndVegetables));
        Assert.Equal(30, Of(day, result, one, Family.Dairy));
        Assert.Equal(30, Of(day, result, two, Family.FruitAndVegetables));
        Assert.Equal(70, Of(day, result, two, Family.Dairy));
    }

    [Fact]
    public void Points_are_what_is_shared_evenly()
    {
        // Cheese counts three, lettuce one: 400 points, 200 each. One wants no more than 20 kg of cheese, 60 points, so it has 100 of lettuce: 160; two has the rest.
        var (day, one, two) = Lettuce(new FamilyPoints(1, 3, 1, 1, 1, 1));
        day = day with { Needs = [.. day.Needs.Select(x => x.Code == "one-Dairy" ? x with { Wanted = DayBuilder.Kilograms(20) } : x)] };
        var result = day.Match();
        Assert.Equal(100, Of(day, result, one, Family.FruitAndVegetables));
        Assert.Equal(20, Of(day, result, one, Family.Dairy));
        Assert.Equal(80, Of(day, result, two, Family.Dairy));
    }

    [Fact]
    public void Where_families_count_differently_points_are_level_within_a_few_grams()
    {
        var (day, one, two) = Lettuce(new FamilyPoints(1, 3, 1, 1, 1, 1), wanted: 70);
        var result = day.Match();
        Assert.True(Math.Abs(Points(one) - Points(two)) <= 0.01m, $"{Points(one)} and {Points(two)}");

        decimal Points(Site site) => Of(day, result, site, Family.FruitAndVegetables) + 3 * Of(day, result, site, Family.Dairy);
    }
}
