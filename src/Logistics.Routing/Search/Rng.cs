using System.Numerics;

namespace Logistics.Routing.Search;

/// <summary>xoshiro256** seeded by splitmix64 (Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47:36):
/// our own, because the sequence of a seeded <c>System.Random</c> is not promised between versions.</summary>
/// <remarks>Mutable, one per thread.</remarks>
sealed class Rng
{
    ulong s0, s1, s2, s3;

    public Rng(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    public ulong NextULong()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var t = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= t;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>0 inclusive to <paramref name="bound"/> exclusive, by multiplication (Lemire 2019); the bias below 2^-32 is of no matter here.</summary>
    public int Next(int bound) => (int)((NextULong() >> 32) * (ulong)bound >> 32);

    /// <summary>0 inclusive to 1 exclusive, 53 bits.</summary>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1UL << 53));

    static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ z >> 27) * 0x94D049BB133111EBUL;
            return z ^ z >> 31;
        }
    }
}
