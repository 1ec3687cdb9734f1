namespace Logistics.Domain.Days;

/// <summary>Turns a local wall-clock time of a zone into an instant, on days when clocks change too.</summary>
public static class LocalTime
{
    /// <summary>
    /// The instant, as UTC. A time that occurs twice (clocks go back) is its first occurrence: a donor who says 02:30 is there from then on.
    /// A time that does not occur (clocks go forward) gives null.
    /// </summary>
    public static DateTimeOffset? ToInstant(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
            return null;
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first instant of the day after <paramref name="date"/>: the exclusive end of that local day.</summary>
    public static DateTimeOffset EndOf(DateOnly date, TimeZoneInfo zone)
    {
        var next = date.AddDays(1);
        // Some zones skip midnight itself when clocks go forward; the day then begins at the first time that exists.
        for (var time = TimeOnly.MinValue; ; time = time.AddMinutes(30))
            if (ToInstant(next, time, zone) is { } instant)
                return instant;
    }
}
