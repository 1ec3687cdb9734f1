using System.Globalization;
using Logistics.Host.Views;
using Logistics.Measures;

namespace Logistics.Host.Tests;

public sealed class PhrasesTests
{
    static readonly Phrases french = new(CultureInfo.GetCultureInfo("fr-FR"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('\u2009', ' ');

    [Theory]
    [InlineData(0, "0 kg")]
    [InlineData(1_500, "1,5 kg")]
    [InlineData(9_960, "10 kg")]
    [InlineData(12_400, "12 kg")]
    [InlineData(1_234_500, "1 235 kg")]
    public void Kilograms_are_whole_from_ten_on(long grams, string expected) => Assert.Equal(expected, Plain(french.Kg(new(grams))));

    [Theory]
    [InlineData(59_000, "1 min")]
    [InlineData(3_600_000, "1 h 00")]
    [InlineData(11_100_000, "3 h 05")]
    public void Durations_are_rounded_up_to_the_minute(long milliseconds, string expected) => Assert.Equal(expected, Plain(french.Hours(new Duration(milliseconds))));

    [Fact]
    public void Times_are_local_to_the_territory_in_winter_and_in_summer()
    {
        Assert.Equal("09:30", french.Clock(new(2026, 1, 15, 8, 30, 0, TimeSpan.Zero)));
        Assert.Equal("10:30", french.Clock(new(2026, 7, 15, 8, 30, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_difference_always_shows_its_sign()
    {
        Assert.Equal("+12 kg", Plain(french.SignedKg(new(12_000))));
        Assert.Equal("−12 kg", Plain(french.SignedKg(new(-12_000))));
        Assert.Equal("±0", french.SignedKg(Mass.Zero));
    }
}
