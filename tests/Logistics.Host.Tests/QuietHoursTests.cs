using Logistics.Host.Notices;

namespace Logistics.Host.Tests;

public sealed class QuietHoursTests
{
    static readonly TimeZoneInfo paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Times of Paris, in winter an hour after UTC.</summary>
    [Theory]
    [InlineData("22:00", "07:00", "2026-03-10T18:00+01:00", "2026-03-10T18:00+01:00")]
    [InlineData("22:00", "07:00", "2026-03-10T21:59+01:00", "2026-03-10T21:59+01:00")]
    [InlineData("22:00", "07:00", "2026-03-10T22:00+01:00", "2026-03-11T07:00+01:00")]
    [InlineData("22:00", "07:00", "2026-03-11T06:59+01:00", "2026-03-11T07:00+01:00")]
    [InlineData("22:00", "07:00", "2026-03-11T07:00+01:00", "2026-03-11T07:00+01:00")]
    [InlineData("12:00", "14:00", "2026-03-11T13:00+01:00", "2026-03-11T14:00+01:00")]
    [InlineData("12:00", "14:00", "2026-03-11T11:59+01:00", "2026-03-11T11:59+01:00")]
    // Clocks go forward in that night, from 02:00 to 03:00: there is no 02:30, and 07:00 is an hour sooner.
    [InlineData("22:00", "02:30", "2026-03-28T23:00+01:00", "2026-03-29T03:00+02:00")]
    [InlineData("22:00", "07:00", "2026-03-28T23:00+01:00", "2026-03-29T07:00+02:00")]
    // And back in that one.
    [InlineData("22:00", "07:00", "2026-10-25T02:30+01:00", "2026-10-25T07:00+01:00")]
    public void A_letter_waits_for_the_end_of_the_quiet_and_no_longer(string from, string until, string asked, string expected)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal(DateTimeOffset.Parse(expected, culture), new QuietHours(TimeOnly.Parse(from, culture), TimeOnly.Parse(until, culture)).After(DateTimeOffset.Parse(asked, culture), paris));
    }
}
