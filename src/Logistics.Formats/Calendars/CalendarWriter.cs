using System.Globalization;
using System.Text;

namespace Logistics.Formats.Calendars;

/// <summary>Writes iCalendar: a feed that programs ask for again and again.</summary>
/// <remarks>
/// RFC 5545, and RFC 7986 for the name and the interval; <c>X-</c> lines say the same to older programs. An instant whose local time comes twice is written in UTC where
/// it is the second of the two: with a zone it would mean the first (section 3.3.5).
/// </remarks>
public static class CalendarWriter
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Octets of a line without its end (section 3.1).</summary>
    const int LineOctets = 75;

    public static void Write(Calendar calendar, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(stream);
        foreach (var line in Lines(calendar))
            WriteFolded(stream, line);
    }

    static IEnumerable<string> Lines(Calendar calendar)
    {
        var refresh = Iso(calendar.Refresh);
        var name = Escape(calendar.Name);
        yield return "BEGIN:VCALENDAR";
        yield return "VERSION:2.0";
        yield return "PRODID:-//Ramasse//Ramasse//FR";
        yield return "CALSCALE:GREGORIAN";
        yield return "METHOD:PUBLISH";
        yield return $"NAME:{name}";
        yield return $"X-WR-CALNAME:{name}";
        yield return $"REFRESH-INTERVAL;VALUE=DURATION:{refresh}";
        yield return $"X-PUBLISHED-TTL:{refresh}";
        if (calendar.Events.Count > 0)
            foreach (var line in ZoneLines.Of(calendar.Zone, calendar.Events.Min(x => x.Begin), calendar.Events.Max(x => x.End)))
                yield return line;
        foreach (var one in calendar.Events)
        {
            yield return "BEGIN:VEVENT";
            yield return $"UID:{Escape(one.Uid)}";
            yield return $"SEQUENCE:{one.Sequence.ToString(CultureInfo.InvariantCulture)}";
            yield return $"DTSTAMP:{Utc(one.ChangedAt)}";
            yield return $"LAST-MODIFIED:{Utc(one.ChangedAt)}";
            yield return $"DTSTART{Local(one.Begin, calendar.Zone)}";
            yield return $"DTEND{Local(one.End, calendar.Zone)}";
            yield return $"SUMMARY:{Escape(one.Summary)}";
            if (one.Location is { } location)
                yield return $"LOCATION:{Escape(location)}";
            if (one.Description is { } description)
                yield return $"DESCRIPTION:{Escape(description)}";
            yield return one.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED";
            yield return "END:VEVENT";
        }
        yield return "END:VCALENDAR";
    }

    static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    static string Local(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return zone.IsAmbiguousTime(local.DateTime) && local.Offset != zone.GetAmbiguousTimeOffsets(local.DateTime).Max()
            ? $":{Utc(instant)}"
            : $";TZID={zone.Id}:{local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
    }

    /// <summary>Whole minutes of a duration (section 3.3.6).</summary>
    static string Iso(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"PT{(long)duration.TotalMinutes}M");

    /// <summary>Text as it stands in a value (section 3.3.11): any end of a line is <c>\n</c>, and what else controls a device is left out.</summary>
    static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text.ReplaceLineEndings("\n"))
            switch (character)
            {
                case '\\' or ';' or ',':
                    escaped.Append('\\').Append(character);
                    break;
                case '\n':
                    escaped.Append("\\n");
                    break;
                default:
                    if (!char.IsControl(character) || character == '\t')
                        escaped.Append(character);
                    break;
            }
        return escaped.ToString();
    }

    /// <summary>A line of at most 75 octets at a time; what follows begins with a space. No character is cut in two.</summary>
    static void WriteFolded(Stream stream, string line)
    {
        var octets = Encoding.UTF8.GetBytes(line);
        for (var at = 0; ;)
        {
            var room = at == 0 ? LineOctets : LineOctets - 1;
            var end = Math.Min(octets.Length, at + room);
            // An octet 10xxxxxx goes on with a character that began before.
            while (end < octets.Length && (octets[end] & 0xC0) == 0x80)
                end--;
            stream.Write(octets, at, end - at);
            stream.Write("\r\n"u8);
            if ((at = end) >= octets.Length)
                return;
            stream.WriteByte((byte)' ');
        }
    }
}
