using System.Globalization;
using Logistics.Domain.Days;

namespace Logistics.Formats.Territories;

/// <summary>
/// Times as people of a territory write them: <c>"08:30"</c> on the service day, <c>"2026-11-21T09:00"</c> on another,
/// <c>"2026-10-25T02:30+01:00"</c> where only an offset tells which of two 02:30 is meant. Whole seconds: no round is driven by fractions, and
/// the solver counts none.
/// </summary>
sealed class LocalClock(DateOnly day, TimeZoneInfo zone)
{
    // Days beyond these are slips of the pen, and near the ends of the calendar arithmetic with zones overflows.
    public static readonly DateOnly FirstDay = new(2000, 1, 1), LastDay = new(2199, 12, 31);

    const string TimePattern = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?";

    /// <summary>A time of any day, whole minutes.</summary>
    public const string HourPattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    public const string DatePattern = "^2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

    public const string MomentPattern =
        $"^(2[01][0-9]{{2}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T)?{TimePattern}$" +
        $"|^2[01][0-9]{{2}}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T{TimePattern}(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$";

    static readonly string[] TimeFormats = ["HH:mm", "HH:mm:ss"];
    static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public DateOnly Day => day;

    public TimeZoneInfo Zone => zone;

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date >= FirstDay && date <= LastDay;

    public static bool TryHour(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Parses without asking whether the time occurs: <paramref name="instant"/> is null where clocks skip it.</summary>
    public bool TryMoment(string text, out DateTimeOffset? instant)
    {
        instant = null;
        var split = text.IndexOf('T', StringComparison.Ordinal);
        var date = day;
        if (split >= 0 && !TryDate(text[..split], out date))
            return false;
        if (TimeOnly.TryParseExact(text[(split + 1)..], TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            instant = LocalTime.ToInstant(date, time, zone);
            return true;
        }
        if (split < 0 || !DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var absolute))
            return false;
        instant = absolute.ToUniversalTime();
        return true;
    }

    /// <summary>The shortest form that reads back as the same instant.</summary>
    /// <exception cref="ArgumentException">The instant lies between two seconds.</exception>
    public string Text(DateTimeOffset instant)
    {
        if (instant.Ticks % TimeSpan.TicksPerSecond != 0)
            throw new ArgumentException("The format holds no fractions of a second.", nameof(instant));
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var date = DateOnly.FromDateTime(local.DateTime);
        var time = TimeOnly.FromDateTime(local.DateTime);
        var clock = time.ToString(time.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        if (LocalTime.ToInstant(date, time, zone) != instant)
            return $"{Text(date)}T{clock}{local.ToString("zzz", CultureInfo.InvariantCulture)}";
        return date == day ? clock : $"{Text(date)}T{clock}";
    }
}
