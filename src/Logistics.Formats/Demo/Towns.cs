using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>A real town: its centre, and a circle within which the bundled sketch network has streets.</summary>
/// <remarks>Centres and radii agree with <c>data/osm/sketch-towns.json</c>; a test compares them.</remarks>
sealed record Town(string Name, double Longitude, double Latitude, int RadiusMetres)
{
    const double MetresPerDegree = 111_195;

    /// <summary>A point of the inner circle (nine tenths of the radius), evenly spread over its surface.</summary>
    public Position Somewhere(Rng rng)
    {
        var radius = 0.9 * RadiusMetres * Math.Sqrt(rng.Fraction());
        var angle = 2 * Math.PI * rng.Fraction();
        return Position.FromDegrees(
            Longitude + radius * Math.Cos(angle) / (MetresPerDegree * Math.Cos(double.DegreesToRadians(Latitude))),
            Latitude + radius * Math.Sin(angle) / MetresPerDegree);
    }
}

static class Towns
{
    static readonly Dictionary<string, Town> All = new Town[]
    {
        new("Montpellier", 3.8767, 43.6108, 1820), new("Celleneuve", 3.8295, 43.614, 455), new("Castelnau-le-Lez", 3.905, 43.6345, 385),
        new("Saint-Jean-de-Védas", 3.8265, 43.5775, 420), new("Juvignac", 3.809, 43.6165, 280), new("Lattes", 3.9045, 43.568, 420),
        new("Frontignan", 3.7545, 43.4475, 630), new("Sète", 3.696, 43.4045, 770), new("Balaruc-les-Bains", 3.679, 43.443, 350),
        new("Mèze", 3.6055, 43.4265, 420), new("Gigean", 3.7115, 43.4995, 315),
        new("Pézenas", 3.4235, 43.4605, 525), new("Montagnac", 3.4845, 43.48, 280), new("Paulhan", 3.4575, 43.5395, 294),
        new("Béziers", 3.216, 43.344, 1120), new("Agde", 3.4715, 43.3135, 630), new("Clermont-l'Hérault", 3.4325, 43.6275, 490),
        new("Vauvert", 4.2765, 43.6935, 525), new("Lunel", 4.1355, 43.6765, 630), new("Aimargues", 4.2085, 43.6835, 245),
        new("Vergèze", 4.221, 43.743, 280), new("Aigues-Mortes", 4.191, 43.567, 350), new("Nîmes", 4.36, 43.8365, 1400),
        new("Langogne", 3.8545, 44.7275, 385), new("Grandrieu", 3.6385, 44.7835, 175), new("Mende", 3.4995, 44.518, 525),
        new("Saugues", 3.548, 44.9605, 266), new("Langeac", 3.4945, 45.101, 385), new("Pradelles", 3.883, 44.7705, 140),
    }.ToDictionary(town => town.Name);

    public static IEnumerable<Town> Every => All.Values;

    public static Town Named(string name) => All[name];
}
