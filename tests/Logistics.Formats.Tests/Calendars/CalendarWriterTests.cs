using System.Text;
using Logistics.Formats.Calendars;

namespace Logistics.Formats.Tests.Calendars;

public sealed class CalendarWriterTests
{
    static readonly TimeZoneInfo paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    static readonly DateTimeOffset changed = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    static CalendarEvent Event(DateTimeOffset begin, string summary = "Livraison") =>
        new() { Uid = "one@ramasse", Sequence = 0, ChangedAt = changed, Begin = begin, End = begin.AddMinutes(20), Summary = summary };

    static (string Text, TinyCalendar Read) Write(TimeZoneInfo zone, params CalendarEvent[] events)
    {
        using var stream = new MemoryStream();
        CalendarWriter.Write(new("Épicerie, chez nous", zone, TimeSpan.FromHours(1), events), stream);
        return (Encoding.UTF8.GetString(stream.ToArray()), TinyCalendar.Read(stream.ToArray()));
    }

    [Fact]
    public void A_delivery_is_written_as_the_rfc_says()
    {
        var (text, _) = Write(paris, Event(new(2026, 3, 27, 8, 24, 0, TimeSpan.Zero)) with
        {
            Sequence = 2,
            Location = "Épicerie sociale; 3, rue des Lilas",
            Description = "Épinards 120 kg\nYaourts 40 kg",
            IsCancelled = true,
        });

        Assert.Contains("\r\nNAME:Épicerie\\, chez nous\r\nX-WR-CALNAME:Épicerie\\, chez nous\r\nREFRESH-INTERVAL;VALUE=DURATION:PT60M\r\nX-PUBLISHED-TTL:PT60M\r\n", text);
        // Both changes of the year, each by the clock before it.
        Assert.Contains("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n", text);
        Assert.Contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n", text);
        Assert.EndsWith(
            "BEGIN:VEVENT\r\nUID:one@ramasse\r\nSEQUENCE:2\r\nDTSTAMP:20260301T120000Z\r\nLAST-MODIFIED:20260301T120000Z\r\nDTSTART;TZID=Europe/Paris:20260327T092400\r\n"
            + "DTEND;TZID=Europe/Paris:20260327T094400\r\nSUMMARY:Livraison\r\nLOCATION:Épicerie sociale\\; 3\\, rue des Lilas\r\n"
            + "DESCRIPTION:Épinards 120 kg\\nYaourts 40 kg\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", text);
    }

    [Fact]
    public void A_line_is_folded_after_75_octets_and_no_character_is_cut()
    {
        // "SUMMARY:" and 66 letters are 74 octets: the é that follows takes two and begins the next line.
        var (text, read) = Write(paris, Event(changed, new string('a', 66) + "été"));
        Assert.Contains($"SUMMARY:{new string('a', 66)}\r\n été\r\n", text);
        Assert.Equal(new string('a', 66) + "été", TinyCalendar.Text(Assert.Single(read.Components("VEVENT"))["SUMMARY"].Value));
    }

    [Fact]
    public void The_hour_that_comes_twice_is_told_apart()
    {
        // On 25 October 2026 clocks go from 03:00 back to 02:00: 02:30 is at 00:30 and at 01:30 UTC.
        var first = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
        var (text, read) = Write(paris, Event(first), Event(first.AddHours(1)) with { Uid = "two@ramasse" });
        Assert.Contains("DTSTART;TZID=Europe/Paris:20261025T023000\r\n", text);
        Assert.Contains("DTSTART:20261025T013000Z\r\n", text);
        Assert.Equal([first, first.AddHours(1)], read.Components("VEVENT").Select(x => read.Instant(x["DTSTART"])));
    }

    [Fact]
    public void Without_events_there_is_a_calendar_all_the_same() => Assert.Empty(Write(paris).Read.Components("VEVENT"));

    /// <summary>Whatever stands in a name, a program reads back what was meant; whatever the zone, each instant is the one that was written.</summary>
    [Fact]
    public void Anything_is_read_back_as_it_was_meant()
    {
        string[] pieces = ["a", "é", "€", "😀", "\u0301", "\\", ";", ",", ":", "\"", "\n", "\r\n", "\r", "\t", " ", "\u0000", "\u0007", "\u2028", "BEGIN:VEVENT", "\\n", "漢字", "مرحبا", "kg"];
        string[] zones = ["Europe/Paris", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Cayenne", "Pacific/Auckland"];
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string Any() => string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => pieces[random.Next(pieces.Length)]));
            var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[random.Next(zones.Length)]);
            var events = Enumerable.Range(0, 1 + random.Next(4)).Select(i => Event(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(3 * 365 * 1440)), Any()) with
            {
                Uid = $"{seed}-{i}@ramasse",
                Sequence = random.Next(1000),
                Location = random.Next(2) == 0 ? null : Any(),
                Description = random.Next(2) == 0 ? null : Any(),
                IsCancelled = random.Next(2) == 0,
            }).ToArray();

            var read = Write(zone, events).Read;

            var found = read.Components("VEVENT");
            Assert.Equal(events.Length, found.Count);
            foreach (var (meant, said) in events.Zip(found))
            {
                Assert.Equal((seed, meant.Begin), (seed, read.Instant(said["DTSTART"])));
                Assert.Equal((seed, meant.End), (seed, read.Instant(said["DTEND"])));
                Assert.Equal((seed, meant.Uid, $"{meant.Sequence}", meant.IsCancelled), (seed, said["UID"].Value, said["SEQUENCE"].Value, said["STATUS"].Value == "CANCELLED"));
                Assert.Equal((seed, Plain(meant.Summary)), (seed, TinyCalendar.Text(said["SUMMARY"].Value)));
                Assert.Equal((seed, meant.Location is { } place ? Plain(place) : null), (seed, said.TryGetValue("LOCATION", out var location) ? TinyCalendar.Text(location.Value) : null));
                Assert.Equal((seed, meant.Description is { } told ? Plain(told) : null), (seed, said.TryGetValue("DESCRIPTION", out var description) ? TinyCalendar.Text(description.Value) : null));
            }
        }
    }

    /// <summary>What a text may say at the most: lines end in one way, and nothing rings a bell.</summary>
    static string Plain(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(x => x is '\n' or '\t' || !char.IsControl(x)));
}
