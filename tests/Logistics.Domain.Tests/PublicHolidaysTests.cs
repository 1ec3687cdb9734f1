using Logistics.Domain.Days;

namespace Logistics.Domain.Tests;

public sealed class PublicHolidaysTests
{
    /// <summary>Dates as almanacs print them; 1954, 1981, 2049 and 2076 are those on which shorter rules go wrong.</summary>
    [Theory]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2076, 4, 19)]
    public void Easter_is_where_almanacs_have_it(int year, int month, int day) => Assert.Equal(new DateOnly(year, month, day), PublicHolidays.EasterOf(year));

    /// <summary>A second opinion: C. F. Gauss's rule of 1816, with both of its exceptions.</summary>
    [Fact]
    public void Easter_is_where_Gauss_has_it_for_six_centuries()
    {
        foreach (var year in Enumerable.Range(1700, 600))
        {
            var (a, b, c, k) = (year % 19, year % 4, year % 7, year / 100);
            var p = (13 + 8 * k) / 25;
            var (m, n) = ((15 - p + k - k / 4) % 30, (4 + k - k / 4) % 7);
            var d = (19 * a + m) % 30;
            var e = (2 * b + 4 * c + 6 * d + n) % 7;
            var march = 22 + d + e;
            if (d == 29 && e == 6)
                march = 50;
            else if (d == 28 && e == 6 && (11 * m + 11) % 30 < 19)
                march = 49;
            Assert.Equal(new DateOnly(year, 3, 1).AddDays(march - 1), PublicHolidays.EasterOf(year));
        }
    }

    [Fact]
    public void A_year_has_each_of_the_eleven_once()
    {
        // In 2008 Ascension fell on 1 May: one day, both holidays.
        var days = Enumerable.Range(0, 365).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).Select(x => (Day: x, Holiday: PublicHolidays.On(x))).Where(x => x.Holiday is not null).ToList();
        Assert.Equal(Enum.GetValues<PublicHoliday>().Order(), days.Select(x => x.Holiday!.Value).Order());
        Assert.Equal([new(2026, 4, 6), new(2026, 5, 14), new(2026, 5, 25)], days.Where(x => x.Holiday is PublicHoliday.EasterMonday or PublicHoliday.Ascension or PublicHoliday.WhitMonday).Select(x => x.Day));
        Assert.Equal(PublicHoliday.LabourDay, PublicHolidays.On(new(2008, 5, 1)));
    }
}
