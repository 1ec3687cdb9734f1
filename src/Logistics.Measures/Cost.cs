using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>What the objective counts, in millionths of a euro. Nobody is billed with it.</summary>
/// <remarks>A whole number of microeuros, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Cost(long Microeuros)
    : IComparable<Cost>, IAdditionOperators<Cost, Cost, Cost>, ISubtractionOperators<Cost, Cost, Cost>, IComparisonOperators<Cost, Cost, bool>,
      IAdditiveIdentity<Cost, Cost>
{
    public static Cost Zero => default;

    static Cost IAdditiveIdentity<Cost, Cost>.AdditiveIdentity => default;

    /// <summary>The nearest millionth; half rounds away from zero.</summary>
    public static Cost FromEuros(decimal euros) => new((long)decimal.Round(euros * 1_000_000m, MidpointRounding.AwayFromZero));

    public decimal Euros => Microeuros / 1_000_000m;

    public static Cost operator +(Cost left, Cost right) => new(left.Microeuros + right.Microeuros);

    public static Cost operator -(Cost left, Cost right) => new(left.Microeuros - right.Microeuros);

    public static bool operator <(Cost left, Cost right) => left.Microeuros < right.Microeuros;

    public static bool operator <=(Cost left, Cost right) => left.Microeuros <= right.Microeuros;

    public static bool operator >(Cost left, Cost right) => left.Microeuros > right.Microeuros;

    public static bool operator >=(Cost left, Cost right) => left.Microeuros >= right.Microeuros;

    public int CompareTo(Cost other) => Microeuros.CompareTo(other.Microeuros);

    public static Cost Min(Cost left, Cost right) => left <= right ? left : right;

    public static Cost Max(Cost left, Cost right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Euros:0.00} EUR");
}
