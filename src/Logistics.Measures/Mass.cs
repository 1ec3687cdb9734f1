using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>An amount of goods by weight, in grams.</summary>
/// <remarks>A whole number of grams, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Mass(long Grams)
    : IComparable<Mass>, IAdditionOperators<Mass, Mass, Mass>, ISubtractionOperators<Mass, Mass, Mass>, IComparisonOperators<Mass, Mass, bool>,
      IAdditiveIdentity<Mass, Mass>
{
    public static Mass Zero => default;

    static Mass IAdditiveIdentity<Mass, Mass>.AdditiveIdentity => default;

    /// <summary>The nearest gram; half a gram rounds away from zero.</summary>
    public static Mass FromKilograms(decimal kilograms) => new((long)decimal.Round(kilograms * 1000m, MidpointRounding.AwayFromZero));

    public decimal Kilograms => Grams / 1000m;

    public static Mass operator +(Mass left, Mass right) => new(left.Grams + right.Grams);

    public static Mass operator -(Mass left, Mass right) => new(left.Grams - right.Grams);

    public static bool operator <(Mass left, Mass right) => left.Grams < right.Grams;

    public static bool operator <=(Mass left, Mass right) => left.Grams <= right.Grams;

    public static bool operator >(Mass left, Mass right) => left.Grams > right.Grams;

    public static bool operator >=(Mass left, Mass right) => left.Grams >= right.Grams;

    public int CompareTo(Mass other) => Grams.CompareTo(other.Grams);

    public static Mass Min(Mass left, Mass right) => left <= right ? left : right;

    public static Mass Max(Mass left, Mass right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kilograms:0.###} kg");
}
