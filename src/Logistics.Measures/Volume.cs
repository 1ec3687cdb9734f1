using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>Room taken by goods, in millilitres.</summary>
/// <remarks>A whole number of millilitres, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Volume(long Millilitres)
    : IComparable<Volume>, IAdditionOperators<Volume, Volume, Volume>, ISubtractionOperators<Volume, Volume, Volume>, IComparisonOperators<Volume, Volume, bool>,
      IAdditiveIdentity<Volume, Volume>
{
    public static Volume Zero => default;

    static Volume IAdditiveIdentity<Volume, Volume>.AdditiveIdentity => default;

    /// <summary>The nearest millilitre; half rounds away from zero.</summary>
    public static Volume FromLitres(decimal litres) => new((long)decimal.Round(litres * 1000m, MidpointRounding.AwayFromZero));

    public decimal Litres => Millilitres / 1000m;

    public static Volume operator +(Volume left, Volume right) => new(left.Millilitres + right.Millilitres);

    public static Volume operator -(Volume left, Volume right) => new(left.Millilitres - right.Millilitres);

    public static bool operator <(Volume left, Volume right) => left.Millilitres < right.Millilitres;

    public static bool operator <=(Volume left, Volume right) => left.Millilitres <= right.Millilitres;

    public static bool operator >(Volume left, Volume right) => left.Millilitres > right.Millilitres;

    public static bool operator >=(Volume left, Volume right) => left.Millilitres >= right.Millilitres;

    public int CompareTo(Volume other) => Millilitres.CompareTo(other.Millilitres);

    public static Volume Min(Volume left, Volume right) => left <= right ? left : right;

    public static Volume Max(Volume left, Volume right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Litres:0.###} L");
}
