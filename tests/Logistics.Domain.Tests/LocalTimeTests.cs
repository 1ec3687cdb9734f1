using Logistics.Domain.Days;

namespace Logistics.Domain.Tests;

/// <summary>Clocks in France go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.</summary>
public sealed class LocalTimeTests
{
    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void A_time_that_does_not_occur_has_no_instant() =>
        Assert.Null(LocalTime.ToInstant(new DateOnly(2026, 3, 29), new TimeOnly(2, 30), Paris));

    [Fact]
    public void A_time_that_occurs_twice_is_its_first_occurrence() =>
        Assert.Equal(
            new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero),
            LocalTime.ToInstant(new DateOnly(2026, 10, 25), new TimeOnly(2, 30), Paris));

    [Theory]
    [InlineData(2026, 3, 29, 23)]
    [InlineData(2026, 10, 25, 25)]
    [InlineData(2026, 11, 20, 24)]
    public void A_day_lasts_23_24_or_25_hours(int year, int month, int day, int hours)
    {
        var date = new DateOnly(year, month, day);
        Assert.Equal(TimeSpan.FromHours(hours), LocalTime.EndOf(date, Paris) - LocalTime.EndOf(date.AddDays(-1), Paris));
    }

    [Fact]
    public void A_day_begins_at_one_where_clocks_skip_midnight()
    {
        // In Santiago clocks went from 2026-09-06 00:00 to 01:00.
        var santiago = TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
        Assert.Equal(new DateTimeOffset(2026, 9, 6, 4, 0, 0, TimeSpan.Zero), LocalTime.EndOf(new DateOnly(2026, 9, 5), santiago));
    }
}
