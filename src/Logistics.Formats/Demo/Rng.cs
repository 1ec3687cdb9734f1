namespace Logistics.Formats.Demo;

/// <summary>A small generator of its own, so that a seed means the same day on every runtime.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, doi:10.1145/2660193.2660195.</remarks>
sealed class Rng(long seed)
{
    ulong state = unchecked((ulong)seed);

    /// <summary>0 to <paramref name="bound"/> - 1. The bias is below bound / 2^64.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Both ends inclusive.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>In [0, 1), in steps of 2^-53.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool OneIn(int many) => Below(many) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
