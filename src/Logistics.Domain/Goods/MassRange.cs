using Logistics.Measures;

namespace Logistics.Domain.Goods;

public enum QuantityOrigin { Declared, Forecast, Weighed }

/// <summary>A quantity that is not known exactly. Matching shares <see cref="Expected"/>; vehicles must hold <see cref="High"/>.</summary>
public readonly record struct MassRange
{
    /// <exception cref="ArgumentException">Not 0 &lt;= low &lt;= expected &lt;= high, or nothing is expected.</exception>
    public MassRange(Mass low, Mass expected, Mass high)
    {
        if (low < Mass.Zero || low > expected || expected > high || expected == Mass.Zero)
            throw new ArgumentException($"A quantity is ordered low, expected, high and expects something; got {low}, {expected}, {high}.");
        Low = low;
        Expected = expected;
        High = high;
    }

    public Mass Low { get; }

    public Mass Expected { get; }

    public Mass High { get; }

    /// <summary>What a share of the expected quantity may weigh at most, rounded up to the gram.</summary>
    public Mass HighOf(Mass share) => new((long)Math.Ceiling((decimal)share.Grams * High.Grams / Expected.Grams));
}
