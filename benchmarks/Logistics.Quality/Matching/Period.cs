using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Formats.Demo;

namespace Logistics.Quality.Matching;

/// <summary>A batch of a made-up period. Days are counted from the first of the period.</summary>
/// <param name="Last">The last day on which it can be given.</param>
/// <param name="Late">Declared when the morning is half over.</param>
sealed record TownLot(
    LotId Id, string Code, TownDonor Donor, Family Family, TemperatureClass Temperature, long Grams, int First, int Last, bool Indivisible, bool InCrates, bool Late);

/// <param name="DaysOfNeed">Days since the association was last open, four at most: so much is used up.</param>
/// <param name="NoShow">Nobody is there when the van comes, and nobody knows before.</param>
/// <param name="Urgent">The family that is urgent, if any.</param>
sealed record Opening(int DaysOfNeed, bool NoShow, Family? Urgent, Urgency Class);

/// <summary>
/// What happens in a town from day to day, whatever the rule: who is open and what that uses up, which lots are declared, who does not turn
/// up. Needs do not look back on what was received, so that a whole period can be judged as one question (see <see cref="Hindsight"/>).
/// </summary>
sealed class Period
{
    /// <summary>Days that each family keeps, the first included; frozen goods keep ninety.</summary>
    static readonly Dictionary<Family, int> Lives = new()
    {
        [Family.FruitAndVegetables] = 3,
        [Family.Protein] = 1,
        [Family.Dairy] = 4,
        [Family.Starch] = 2,
        [Family.Other] = 60,
        [Family.Hygiene] = 90,
    };

    /// <summary>How many lots there are on each day of a week, Sunday first, beside the mean.</summary>
    static readonly double[] Weekdays = [0.4, 1.1, 1.0, 1.0, 1.1, 1.3, 1.1];

    const double TailShape = 0.35;
    const double HeaviestKilograms = 3_000;

    /// <summary>A mean lot has 50 kg where as much is offered as is needed, and so the heaviest are this many scales of the tail.</summary>
    const double HeaviestScales = HeaviestKilograms / (50 * (1 - TailShape));

    /// <summary>Nobody closes a pallet heavier than this for good.</summary>
    const double HeaviestWhole = 100;

    readonly Opening?[,] openings;
    readonly List<TownLot>[] lots;

    /// <param name="supply">Kilograms offered for each that is needed, over the period.</param>
    public Period(Town town, int days, double supply)
    {
        (Town, Days) = (town, days);
        openings = new Opening?[town.Associations.Count, days];
        foreach (var association in town.Associations)
            DrawOpenings(association);
        lots = DrawLots(supply);
    }

    public Town Town { get; }

    public int Days { get; }

    public IReadOnlyList<TownLot> LotsOf(int day) => lots[day];

    /// <summary>Null when it is closed.</summary>
    public Opening? OpeningOf(TownAssociation association, int day) => openings[association.Number, day];

    public long Offered => lots.Sum(x => x.Sum(lot => lot.Grams));

    void DrawOpenings(TownAssociation association)
    {
        var rng = Draws.Stream(Town.Seed, 40_000 + association.Number);
        var families = association.Daily.Keys.Order().ToList();
        var last = -1;
        for (var day = 0; day < Days; day++)
        {
            var (open, noShow, urgent) = (rng.Chance(Town.Shape.Open), rng.Chance(0.02), rng.Chance(0.05));
            var (family, urgency) = (rng.Pick(families), (Urgency)rng.Between(1, 3));
            if (!open)
                continue;
            openings[association.Number, day] = new Opening(Math.Min(day - last, 4), noShow, urgent ? family : null, urgency);
            last = day;
        }
    }

    List<TownLot>[] DrawLots(double supply)
    {
        var rng = Draws.Stream(Town.Seed, 50_000);
        var drawn = new List<(int Day, TownDonor Donor, Family Family, double Size)>();
        var glut = (Family: Family.FruitAndVegetables, Until: -1);
        for (var day = 0; day < Days; day++)
        {
            // The period begins on a Monday.
            var weekday = (day + 1) % 7;
            if (day > glut.Until && rng.OneIn(15))
                glut = (rng.Pick([Family.FruitAndVegetables, Family.FruitAndVegetables, Family.Dairy, Family.Starch]), day + 1);
            var weights = Town.Donors.Select(x => x.Weekdays[weekday]).ToList();
            var count = (int)Math.Round(Town.Shape.LotsPerDay * Weekdays[weekday] * rng.Within(0.9, 1.1));
            for (var i = 0; i < count; i++)
            {
                var donor = Town.Donors[rng.Weighted(weights)];
                var family = (Family)rng.Weighted(donor.Families);
                var size = donor.Size * rng.Pareto(TailShape, HeaviestScales);
                drawn.Add((day, donor, family, day <= glut.Until && family == glut.Family ? size * 5 : size));
            }
        }

        // One factor makes the sum what the question wants; it barely moves, as thousands of lots are summed.
        var needed = Town.Associations.Sum(x => x.Daily.Values.Sum(mass => (double)mass.Kilograms)) * Days;
        var factor = needed * supply / drawn.Sum(x => x.Size);
        var found = Enumerable.Range(0, Days).Select(_ => new List<TownLot>()).ToArray();
        foreach (var (day, donor, family, size) in drawn)
            found[day].Add(Lot(rng, day, found[day].Count, donor, family, Math.Clamp(size * factor, 0.5, HeaviestKilograms)));
        return found;
    }

    static TownLot Lot(Rng rng, int day, int number, TownDonor donor, Family family, double kilograms)
    {
        var frozen = family == Family.Other && rng.Chance(0.25);
        var chilled = family is Family.Protein or Family.Dairy;
        var late = rng.Chance(0.1);
        var life = frozen ? 90 : Lives[family];
        var code = $"day{day:000}-lot{number:0000}";
        return new TownLot(
            new LotId(NameBasedId.Derive(NameBasedId.Root, $"lot:{code}")), code, donor, family,
            frozen ? TemperatureClass.Frozen : chilled ? TemperatureClass.Chilled : TemperatureClass.Ambient,
            // To a tenth of a kilogram, as scales in a back room show it.
            Grams: (long)Math.Round(kilograms * 10) * 100,
            First: day, Last: day + Math.Max(1, late ? life - 1 : life) - 1,
            Indivisible: rng.Chance(0.15) && kilograms <= HeaviestWhole, InCrates: rng.Chance(0.4) && kilograms >= 20, late);
    }
}
