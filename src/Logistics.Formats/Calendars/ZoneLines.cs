using System.Globalization;

namespace Logistics.Formats.Calendars;

/// <summary>A zone as a calendar tells it: every change of its clocks around the events, each by itself.</summary>
/// <remarks>
/// RFC 5545, section 3.6.5. No rule of recurrence: what governments decided for one year is right for that year, and a feed is asked for again before the years it covers
/// are over. The changes are found in the zone's own offsets, whatever kind of rules it has.
/// </remarks>
static class ZoneLines
{
    /// <summary>From the year before the first instant to the end of the year after the last, so that both changes of a year are always there.</summary>
    public static IEnumerable<string> Of(TimeZoneInfo zone, DateTimeOffset first, DateTimeOffset last)
    {
        var (begin, end) = (new DateTimeOffset(first.UtcDateTime.Year - 1, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(last.UtcDateTime.Year + 2, 1, 1, 0, 0, 0, TimeSpan.Zero));
        yield return "BEGIN:VTIMEZONE";
        yield return $"TZID:{zone.Id}";
        // What holds before the first change: some program may show an event of that time.
        foreach (var line in Observance(zone, begin, zone.GetUtcOffset(begin)))
            yield return line;
        foreach (var change in Changes(zone, begin, end))
            foreach (var line in Observance(zone, change, zone.GetUtcOffset(change.AddSeconds(-1))))
                yield return line;
        yield return "END:VTIMEZONE";
    }

    static IEnumerable<string> Observance(TimeZoneInfo zone, DateTimeOffset onset, TimeSpan before)
    {
        var kind = zone.IsDaylightSavingTime(onset) ? "DAYLIGHT" : "STANDARD";
        yield return $"BEGIN:{kind}";
        // By the clock as it went until then.
        yield return $"DTSTART:{onset.ToOffset(before).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
        yield return $"TZOFFSETFROM:{Offset(before)}";
        yield return $"TZOFFSETTO:{Offset(zone.GetUtcOffset(onset))}";
        yield return $"END:{kind}";
    }

    /// <summary>The instants from which another offset holds, to the minute.</summary>
    static IEnumerable<DateTimeOffset> Changes(TimeZoneInfo zone, DateTimeOffset begin, DateTimeOffset end)
    {
        // No zone has changed its clocks twice within a day.
        for (var day = begin; day < end; day = day.AddDays(1))
        {
            var (low, high) = (day, day.AddDays(1));
            if (zone.GetUtcOffset(low) == zone.GetUtcOffset(high))
                continue;
            while (high - low > TimeSpan.FromMinutes(1))
            {
                var middle = low.AddMinutes(Math.Floor((high - low).TotalMinutes / 2));
                if (zone.GetUtcOffset(middle) == zone.GetUtcOffset(low))
                    low = middle;
                else
                    high = middle;
            }
            yield return high;
        }
    }

    static string Offset(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration().ToString("hhmm", CultureInfo.InvariantCulture)}";
}
