using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>
/// Time and length of an arc or a path in one number: milliseconds in the upper 32 bits, decimetres in the lower 32.
/// Adding two adds both, comparing two orders by time and then by length, so a search carries both for the price of one.
/// </summary>
/// <remarks>Holds up to 24 days and 429,496 km, ten times round the globe: more than any shortest path on it. Longer times overflow and throw.</remarks>
static class Weight
{
    public const long Unreachable = long.MaxValue;

    public static long Of(long milliseconds, long decimetres)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        ArgumentOutOfRangeException.ThrowIfNegative(decimetres);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, int.MaxValue - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimetres, uint.MaxValue);
        return milliseconds << 32 | decimetres;
    }

    public static long Milliseconds(long weight) => weight >> 32;

    public static long Decimetres(long weight) => weight & 0xFFFF_FFFF;

    public static Duration Duration(long weight) => new(Milliseconds(weight));

    public static Distance Distance(long weight) => new(Decimetres(weight));

    /// <summary>The first <paramref name="fraction"/> (0 to 1) of an arc; what remains is <c>weight - Part(weight, fraction)</c>, exactly.</summary>
    public static long Part(long weight, double fraction) =>
        Of((long)Math.Round(Milliseconds(weight) * fraction), (long)Math.Round(Decimetres(weight) * fraction));
}
