using Logistics.Formats.Demo;

namespace Logistics.Quality.Matching;

/// <summary>What a made-up town is drawn from. Whoever uses a draw rounds it to whole units, so that the last bit of a logarithm does not matter.</summary>
static class Draws
{
    /// <summary>A generator for one part of one town: what is drawn for lots leaves openings as they were.</summary>
    public static Rng Stream(int seed, int part) => new(seed * 1_000_003L + part * 7_919L);

    public static bool Chance(this Rng rng, double probability) => rng.Fraction() < probability;

    public static double Within(this Rng rng, double least, double most) => least + (most - least) * rng.Fraction();

    /// <remarks>Box and Muller, Annals of Mathematical Statistics 29 (1958).</remarks>
    public static double Normal(this Rng rng) => Math.Sqrt(-2 * Math.Log(1 - rng.Fraction())) * Math.Cos(2 * Math.PI * rng.Fraction());

    /// <param name="sigma">Of the logarithm.</param>
    public static double LogNormal(this Rng rng, double mean, double sigma) => mean * Math.Exp(sigma * rng.Normal() - sigma * sigma / 2);

    /// <summary>Generalised Pareto with location 0 and scale 1, cut off at <paramref name="most"/>: the sizes of gifts have a heavy tail.</summary>
    /// <remarks>Phillips, Hoenigman, Higbee, Reed, PLoS ONE 8 (2013), found such tails in the daily supply of a food bank.</remarks>
    public static double Pareto(this Rng rng, double shape, double most)
    {
        var within = 1 - Math.Pow(1 + shape * most, -1 / shape);
        return (Math.Pow(1 - rng.Fraction() * within, -shape) - 1) / shape;
    }

    /// <summary>An index, with the probability that its weight has in the sum.</summary>
    public static int Weighted(this Rng rng, IReadOnlyList<double> weights)
    {
        var left = rng.Fraction() * weights.Sum();
        for (var i = 0; i < weights.Count - 1; i++)
            if ((left -= weights[i]) < 0)
                return i;
        return weights.Count - 1;
    }
}
