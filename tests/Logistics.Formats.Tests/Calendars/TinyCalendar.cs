using System.Globalization;
using System.Text;

namespace Logistics.Formats.Tests.Calendars;

/// <summary>As little of RFC 5545 as it takes to read a feed, written from the text of the RFC and from nothing else.</summary>
sealed class TinyCalendar
{
    public List<(string Name, string Parameters, string Value)> Lines { get; } = [];

    /// <param name="octets">Refused where a line is too long, ends otherwise than in CRLF, or is no UTF-8 by itself.</param>
    public static TinyCalendar Read(byte[] octets)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        var (read, at, unfolded) = (new TinyCalendar(), 0, new List<string>());
        while (at < octets.Length)
        {
            var end = Array.IndexOf(octets, (byte)'\r', at);
            Assert.True(end >= 0 && octets[end + 1] == '\n', "a line does not end in CRLF");
            Assert.InRange(end - at, 1, 75);
            var text = strict.GetString(octets, at, end - at);
            Assert.DoesNotContain('\n', text);
            if (text[0] is ' ' or '\t')
                unfolded[^1] += text[1..];
            else
                unfolded.Add(text);
            at = end + 2;
        }
        foreach (var line in unfolded)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (head, semicolon) = (line[..colon], line[..colon].IndexOf(';', StringComparison.Ordinal));
            read.Lines.Add((semicolon < 0 ? head : head[..semicolon], semicolon < 0 ? "" : head[(semicolon + 1)..], line[(colon + 1)..]));
        }
        return read;
    }

    /// <summary>The lines between BEGIN and END of each component of a name, without those of components within.</summary>
    public List<Dictionary<string, (string Parameters, string Value)>> Components(string name)
    {
        var (open, found) = (new Stack<(string Name, Dictionary<string, (string, string)> Lines)>(), new List<Dictionary<string, (string, string)>>());
        foreach (var (key, parameters, value) in Lines)
            if (key == "BEGIN")
                open.Push((value, []));
            else if (key == "END")
            {
                var closed = open.Pop();
                Assert.Equal(closed.Name, value);
                if (value == name)
                    found.Add(closed.Lines);
            }
            else
                open.Peek().Lines.Add(key, (parameters, value));
        Assert.Empty(open);
        return found;
    }

    public static string Text(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
            text.Append(value[i] != '\\' ? value[i] : value[++i] is 'n' or 'N' ? '\n' : value[i]);
        return text.ToString();
    }

    /// <summary>An instant as it is written: in UTC, or by the clock of the zone that the calendar itself tells.</summary>
    public DateTimeOffset Instant((string Parameters, string Value) written)
    {
        if (written.Value.EndsWith('Z'))
            return DateTimeOffset.ParseExact(written.Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var local = DateTime.ParseExact(written.Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        // The latest change whose onset, by the clock before it, is not after.
        var offset = Changes.Where(x => x.Onset <= local).MaxBy(x => x.Onset).To;
        // Where a time comes twice, it means the first: what held before the change.
        var last = Changes.Where(x => x.Onset <= local.AddHours(3)).MaxBy(x => x.Onset);
        if (last.Onset + (last.To - last.From) <= local && local < last.Onset)
            offset = last.From;
        return new(local, offset);
    }

    public List<(DateTime Onset, TimeSpan From, TimeSpan To)> Changes => field ??=
    [
        .. Components("STANDARD").Concat(Components("DAYLIGHT")).Select(x => (
            DateTime.ParseExact(x["DTSTART"].Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), OffsetOf(x["TZOFFSETFROM"].Value), OffsetOf(x["TZOFFSETTO"].Value))),
    ];

    static TimeSpan OffsetOf(string text) =>
        new TimeSpan(int.Parse(text[1..3], CultureInfo.InvariantCulture), int.Parse(text[3..5], CultureInfo.InvariantCulture), 0) * (text[0] == '-' ? -1 : 1);
}
