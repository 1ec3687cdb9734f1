using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>A temperature, in tenths of a degree Celsius.</summary>
/// <remarks>A whole number of tenths of a degree Celsius, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Temperature(long TenthsOfDegree)
    : IComparable<Temperature>, IAdditionOperators<Temperature, Temperature, Temperature>, ISubtractionOperators<Temperature, Temperature, Temperature>, IComparisonOperators<Temperature, Temperature, bool>,
      IAdditiveIdentity<Temperature, Temperature>
{
    public static Temperature Zero => default;

    static Temperature IAdditiveIdentity<Temperature, Temperature>.AdditiveIdentity => default;

    /// <summary>The nearest tenth of a degree; half rounds away from zero.</summary>
    public static Temperature FromCelsius(decimal degrees) => new((long)decimal.Round(degrees * 10m, MidpointRounding.AwayFromZero));

    public decimal Celsius => TenthsOfDegree / 10m;

    public static Temperature operator +(Temperature left, Temperature right) => new(left.TenthsOfDegree + right.TenthsOfDegree);

    public static Temperature operator -(Temperature left, Temperature right) => new(left.TenthsOfDegree - right.TenthsOfDegree);

    public static bool operator <(Temperature left, Temperature right) => left.TenthsOfDegree < right.TenthsOfDegree;

    public static bool operator <=(Temperature left, Temperature right) => left.TenthsOfDegree <= right.TenthsOfDegree;

    public static bool operator >(Temperature left, Temperature right) => left.TenthsOfDegree > right.TenthsOfDegree;

    public static bool operator >=(Temperature left, Temperature right) => left.TenthsOfDegree >= right.TenthsOfDegree;

    public int CompareTo(Temperature other) => TenthsOfDegree.CompareTo(other.TenthsOfDegree);

    public static Temperature Min(Temperature left, Temperature right) => left <= right ? left : right;

    public static Temperature Max(Temperature left, Temperature right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Celsius:0.#} °C");
}
