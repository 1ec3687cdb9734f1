using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Quality.Matching;

namespace Logistics.Quality.Tests.Matching;

public sealed class PeriodTests
{
    static readonly TownShape Small = TownShape.Named("usual") with { Associations = 12, Donors = 8, LotsPerDay = 10, Towns = 2, Side = 40 };

    static Period Made(int seed, double supply = 1, TownShape? shape = null) => new(new Town(shape ?? Small, seed), days: 6, supply);

    static DayDeclarations Day(Period period, int day) => Declaring.Day(
        period, day, period.LotsOf(day).Select(x => new HeldLot(x, x.Grams)), [.. period.Town.Associations.Select(_ => FamilyMasses.Zero)], divisible: false);

    [Fact]
    public void The_same_seed_makes_the_same_days()
    {
        Period one = Made(3), other = Made(3);
        for (var day = 0; day < one.Days; day++)
        {
            DayDeclarations left = Day(one, day), right = Day(other, day);
            Assert.Equal(left.Lots, right.Lots);
            Assert.Equal(left.Needs, right.Needs);
            Assert.Equal(left.Sites, right.Sites);
            Assert.Equal(left.Parties, right.Parties);
            Assert.Equal(left.Consents, right.Consents);
        }
    }

    [Fact]
    public void Another_seed_makes_another_town() => Assert.NotEqual(Day(Made(3), 0).Sites, Day(Made(4), 0).Sites);

    // Written down once, so that another machine or runtime that draws otherwise is noticed.
    [Fact]
    public void The_first_lot_of_the_first_town_is_known_to_the_gram()
    {
        var lot = Made(1).LotsOf(0)[0];
        Assert.Equal("day000-lot0000", lot.Code);
        Assert.Equal(246_100, lot.Grams);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(1.6)]
    public void As_much_is_offered_as_was_asked_for(double supply)
    {
        var period = Made(5, supply);
        var needed = period.Town.Associations.Sum(x => x.Daily.Values.Sum(mass => mass.Grams)) * period.Days;
        // Rounding to a tenth of a kilogram, the least lot and the heaviest move it by a little.
        Assert.InRange(period.Offered / (supply * needed), 0.95, 1.05);
    }

    [Fact]
    public void Everyone_has_three_neighbours_who_agree_to_give()
    {
        var town = Made(7, shape: Small with { Consent = 0 }).Town;
        Assert.All(town.Associations, x => Assert.Equal(3, town.Base.Consents.Count(consent => consent.To == x.Party.Id)));
    }

    [Fact]
    public void Of_two_villages_only_one_fridge_holds_what_is_chilled()
    {
        var town = new Town(TownShape.Villages, seed: 1);
        Assert.Equal([0], town.Associations.Where(x => x.Chilled).Select(x => x.Number));
    }
}
