using Logistics.Formats.Demo;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Quality.Matching;

/// <summary>Where donors and associations stand: some towns in a square of countryside, or where the pantries of the file are.</summary>
sealed class Places
{
    /// <summary>Kilometres from the middle of a town within which two thirds of it lie, each way.</summary>
    const double TownSpread = 3;

    readonly TownShape shape;
    readonly IReadOnlyList<PantrySite>? pantries;
    readonly (double East, double North)[] towns;

    public Places(TownShape shape, int seed, IReadOnlyList<PantrySite>? pantries)
    {
        (this.shape, this.pantries) = (shape, pantries);
        var rng = Draws.Stream(seed, 1);
        towns = [.. Enumerable.Range(0, shape.Towns).Select(_ => (Anywhere(rng), Anywhere(rng)))];
        if (shape.Chilled is null)
            towns = [(0, 0), (15, 10)];
    }

    /// <summary>Four of five give in a town; of two villages, three of four in the first.</summary>
    public Position OfDonor(Rng rng, int i)
    {
        if (pantries is not null)
            return Near(rng, pantries.OrderByDescending(x => x.Clients).ElementAt(i % 12).Position);
        return shape.Chilled is null ? InTown(rng, i % 4 == 3 ? 1 : 0) : rng.Chance(0.8) ? InTown(rng, rng.Below(towns.Length)) : Rural(rng);
    }

    /// <summary>Where at least three donors are within the radius: whoever is out of reach of all is no matter of sharing.</summary>
    public Position OfAssociation(Rng rng, int i, IReadOnlyList<TownDonor> donors)
    {
        if (pantries is not null)
            return pantries[i].Position;
        for (var tries = 0; ; tries++)
        {
            var place = shape.Chilled is null ? InTown(rng, i == 0 ? 1 : i % 2)
                : rng.Chance(shape.InTown) || tries > 50 ? InTown(rng, rng.Below(towns.Length))
                : Rural(rng);
            if (tries > 1000 || donors.Count(x => x.Site.Position.DistanceTo(place).Kilometres <= shape.Radius) >= 3)
                return place;
        }
    }

    Position InTown(Rng rng, int town) => DayBuilder.Place(towns[town].East + TownSpread * rng.Normal(), towns[town].North + TownSpread * rng.Normal());

    Position Rural(Rng rng) => DayBuilder.Place(Anywhere(rng), Anywhere(rng));

    static Position Near(Rng rng, Position place) => Position.FromDegrees(place.Longitude + 0.04 * rng.Normal(), place.Latitude + 0.03 * rng.Normal());

    double Anywhere(Rng rng) => (rng.Fraction() - 0.5) * shape.Side;
}
