using System.Globalization;
using System.Numerics;

namespace Logistics.Measures;

/// <summary>A span of time, in milliseconds.</summary>
/// <remarks>A whole number of milliseconds, so sums are exact; overflow throws. The default value is zero.</remarks>
public readonly record struct Duration(long Milliseconds)
    : IComparable<Duration>, IAdditionOperators<Duration, Duration, Duration>, ISubtractionOperators<Duration, Duration, Duration>, IComparisonOperators<Duration, Duration, bool>,
      IAdditiveIdentity<Duration, Duration>
{
    public static Duration Zero => default;

    static Duration IAdditiveIdentity<Duration, Duration>.AdditiveIdentity => default;

    public static Duration FromSeconds(long seconds) => new(seconds * 1000);

    public static Duration FromMinutes(long minutes) => new(minutes * 60_000);

    public static Duration FromTimeSpan(TimeSpan span) => new(span.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>Whole seconds, rounded up: a plan must never promise to arrive before it can.</summary>
    public long SecondsRoundedUp => Milliseconds >= 0 ? (Milliseconds + 999) / 1000 : Milliseconds / 1000;

    public double Minutes => Milliseconds / 60_000.0;

    public double Hours => Milliseconds / 3_600_000.0;

    public TimeSpan ToTimeSpan() => TimeSpan.FromMilliseconds(Milliseconds);

    public static Duration operator +(Duration left, Duration right) => new(left.Milliseconds + right.Milliseconds);

    public static Duration operator -(Duration left, Duration right) => new(left.Milliseconds - right.Milliseconds);

    public static bool operator <(Duration left, Duration right) => left.Milliseconds < right.Milliseconds;

    public static bool operator <=(Duration left, Duration right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >(Duration left, Duration right) => left.Milliseconds > right.Milliseconds;

    public static bool operator >=(Duration left, Duration right) => left.Milliseconds >= right.Milliseconds;

    public int CompareTo(Duration other) => Milliseconds.CompareTo(other.Milliseconds);

    public static Duration Min(Duration left, Duration right) => left <= right ? left : right;

    public static Duration Max(Duration left, Duration right) => left >= right ? left : right;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minutes:0.0} min");
}
