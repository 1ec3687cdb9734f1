using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>A length on the ground, in decimetres.</summary>
/// <remarks>A whole number of decimetres, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Distance(long Decimetres)
    : IComparable<Distance>, IAdditionOperators<Distance, Distance, Distance>, ISubtractionOperators<Distance, Distance, Distance>, IComparisonOperators<Distance, Distance, bool>,
      IAdditiveIdentity<Distance, Distance>
{
    public static Distance Zero => default;

    static Distance IAdditiveIdentity<Distance, Distance>.AdditiveIdentity => default;

    /// <summary>The nearest decimetre; half rounds away from zero.</summary>
    public static Distance FromMetres(double metres) => new((long)Math.Round(metres * 10, MidpointRounding.AwayFromZero));

    public double Metres => Decimetres / 10.0;

    public double Kilometres => Decimetres / 10_000.0;

    public static Distance operator +(Distance left, Distance right) => new(left.Decimetres + right.Decimetres);

    public static Distance operator -(Distance left, Distance right) => new(left.Decimetres - right.Decimetres);

    public static bool operator <(Distance left, Distance right) => left.Decimetres < right.Decimetres;

    public static bool operator <=(Distance left, Distance right) => left.Decimetres <= right.Decimetres;

    public static bool operator >(Distance left, Distance right) => left.Decimetres > right.Decimetres;

    public static bool operator >=(Distance left, Distance right) => left.Decimetres >= right.Decimetres;

    public int CompareTo(Distance other) => Decimetres.CompareTo(other.Decimetres);

    public static Distance Min(Distance left, Distance right) => left <= right ? left : right;

    public static Distance Max(Distance left, Distance right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kilometres:0.0} km");
}
