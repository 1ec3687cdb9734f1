using System.Diagnostics;

namespace Logistics.Domain.Ledgers;

/// <summary>
/// How much of something is left after some days when half is left after the half-life: 2^(-days / half-life), in whole numbers of 2^-62.
/// </summary>
/// <remarks>
/// No floating point, so a ledger is the same to the gram on every machine. The fraction of the exponent is taken bit by bit: the factor is
/// a product of 2^(-1/2), 2^(-1/4), 2^(-1/8) and so on, each the integer square root of the one before. Off by less than 2^-55.
/// </remarks>
public static class HalfLife
{
    /// <summary>One, in the unit of <see cref="Factor"/>: 2^62.</summary>
    public const long One = 1L << Bits;

    const int Bits = 62;

    /// <summary>Bits of the exponent's fraction that are taken.</summary>
    const int Steps = 60;

    static readonly UInt128[] Roots = RootsOfHalf();

    /// <param name="days">Not negative.</param>
    /// <param name="halfLifeDays">At least 1.</param>
    public static long Factor(int days, int halfLifeDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfLessThan(halfLifeDays, 1);
        var (halvings, rest) = int.DivRem(days, halfLifeDays);
        if (halvings >= Bits)
            return 0;
        var fraction = (ulong)(((UInt128)(uint)rest << Steps) / (uint)halfLifeDays);
        UInt128 factor = (ulong)One;
        for (var k = 0; k < Steps; k++)
            if ((fraction >> (Steps - 1 - k) & 1) != 0)
                factor = factor * Roots[k] >> Bits;
        return (long)factor >> halvings;
    }

    /// <summary>What is left of so many grams, to the nearest gram.</summary>
    public static long Fade(long grams, int days, int halfLifeDays) => Round((Int128)grams * Factor(days, halfLifeDays));

    /// <summary>Grams times a factor, back to the nearest gram; half a gram rounds up.</summary>
    internal static long Round(Int128 scaled) => (long)(scaled + (One >> 1) >> Bits);

    static UInt128[] RootsOfHalf()
    {
        var roots = new UInt128[Steps];
        UInt128 last = (ulong)One >> 1;
        for (var k = 0; k < Steps; k++)
            roots[k] = last = SquareRoot(last << Bits);
        return roots;
    }

    /// <summary>The greatest whole number whose square is at most <paramref name="value"/>, by Newton's steps from above.</summary>
    static UInt128 SquareRoot(UInt128 value)
    {
        Debug.Assert(value > 0);
        var root = UInt128.One << (129 - (int)UInt128.LeadingZeroCount(value)) / 2;
        while (true)
        {
            var next = root + value / root >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }
}
