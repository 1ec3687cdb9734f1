using Logistics.Domain.Days;

namespace Logistics.Host.Notices;

/// <summary>Hours of the local day in which somebody wants no letter.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="Until">Exclusive; before <paramref name="From"/>: over midnight.</param>
public readonly record struct QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>Of the columns in which they are kept; null: there are none.</summary>
    public static QuietHours? Of(int? from, int? until) =>
        from is { } begin && until is { } end ? new(TimeOnly.MinValue.AddMinutes(begin), TimeOnly.MinValue.AddMinutes(end)) : null;

    /// <summary>The first instant, not before the one given, that is not quiet. Where the clocks skip the end of the quiet, it ends when they have.</summary>
    public DateTimeOffset After(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        // Between two times of day, over midnight where the second is the earlier.
        if (!time.IsBetween(From, Until))
            return instant;
        var day = DateOnly.FromDateTime(local.DateTime);
        if (time >= Until)
            day = day.AddDays(1);
        for (var end = Until; ; end = end.AddMinutes(15))
            if (LocalTime.ToInstant(day, end, zone) is { } found)
                return found > instant ? found : instant;
    }
}
