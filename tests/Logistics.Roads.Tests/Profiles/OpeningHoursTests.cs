using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

public sealed class OpeningHoursTests
{
    /// <summary>Reads <c>Tu 08:15</c>, <c>Tu 08:15 PH</c>, <c>Tu 08:15 SH 12-24</c>.</summary>
    static Moment At(string text)
    {
        var words = text.Split(' ');
        var date = words.FirstOrDefault(word => word.Contains('-', StringComparison.Ordinal))?.Split('-') ?? ["10", "06"];
        return new((DayOfWeek)Array.IndexOf((string[])["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"], words[0]), TimeOnly.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(date[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(date[1], System.Globalization.CultureInfo.InvariantCulture),
            words.Contains("PH"), words.Contains("SH"));
    }

    const string SchoolStreet = "Mo,Tu,Th,Fr 07h45-08h45,16:15-17:45; SH off";

    [Theory]
    [InlineData("07:00-09:00", "Tu 07:00", true)]
    [InlineData("07:00-09:00", "Tu 09:00", false)] // the end is not included
    [InlineData("22:00-06:00", "Tu 23:00", true)]
    [InlineData("22:00-06:00", "Tu 05:59", true)]
    [InlineData("22:00-06:00", "Tu 12:00", false)]
    [InlineData("00:00-24:00", "Tu 23:59", true)]
    [InlineData("24/7", "Tu 12:00", true)]
    [InlineData("7h-9h", "Tu 08:15", true)]
    [InlineData("7h30-9h", "Tu 07:15", false)]
    [InlineData("Mo-Fr", "Sa 08:15", false)]
    [InlineData("Mo-Fr", "Fr 08:15", true)]
    [InlineData("Sa-Mo", "Su 08:15", true)]
    [InlineData("Sa-Mo", "Tu 08:15", false)]
    [InlineData("Fr 22:00-06:00", "Sa 03:00", true)] // began on Friday
    [InlineData("Fr 22:00-06:00", "Fr 03:00", false)]
    [InlineData("Mo-Fr 07:00-09:00,16:00-18:00", "Tu 17:00", true)]
    [InlineData("Mo-Fr 07:00-09:00, Sa 10:00-12:00", "Sa 11:00", true)]
    [InlineData("Mo-Fr 07:00-09:00, Sa 10:00-12:00", "Tu 08:00", true)]
    [InlineData("Mo-Fr 07:00-19:00; We 07:00-12:00", "We 15:00", false)] // the last rule that speaks of the day decides
    [InlineData("Mo-Fr 07:00-19:00; We off", "We 08:00", false)]
    [InlineData("Mo-Fr 07:00-19:00; We off", "Th 08:00", true)]
    [InlineData(SchoolStreet, "Tu 08:15", true)]
    [InlineData(SchoolStreet, "Tu 16:20", true)]
    [InlineData(SchoolStreet, "We 08:15", false)]
    [InlineData(SchoolStreet, "Tu 08:15 SH", false)]
    [InlineData("PH", "Tu 08:15", false)]
    [InlineData("PH", "Tu 08:15 PH", true)]
    [InlineData("Su,PH 08:00-20:00", "Tu 10:00 PH", true)]
    [InlineData("SH Mo-Fr 08:00-20:00", "Tu 10:00", false)]
    [InlineData("SH Mo-Fr 08:00-20:00", "Tu 10:00 SH", true)]
    [InlineData("SH Mo-Fr 08:00-20:00", "Su 10:00 SH", false)]
    [InlineData("Apr-Oct", "Tu 10:00", true)]
    [InlineData("Nov-Mar", "Tu 10:00", false)]
    [InlineData("Nov-Mar", "Tu 10:00 01-15", true)]
    [InlineData("Nov 15-Mar 15", "Tu 10:00 03-16", false)]
    [InlineData("Nov 15-Mar 15", "Tu 10:00 03-15", true)]
    [InlineData("Dec 24", "Tu 10:00 12-24", true)]
    [InlineData("Dec 24-26", "Tu 10:00 12-27", false)]
    [InlineData("Jul,Aug 10:00-18:00", "Tu 12:00 08-01", true)]
    [InlineData("Jul-Aug Sa,Su 10:00-18:00", "Tu 12:00 08-01", false)]
    public void Hours_hold_or_not(string hours, string when, bool holds) => Assert.Equal(holds, OpeningHours.Parse(hours)!.Holds(At(when)));

    [Theory]
    [InlineData("")]
    [InlineData("sunrise-sunset")]
    [InlineData("08:00")]
    [InlineData("08:00+")]
    [InlineData("8-9")]
    [InlineData("25:00-26:00")]
    [InlineData("08:60-09:00")]
    [InlineData("Mo[1] 08:00-09:00")]
    [InlineData("week 1-10")]
    [InlineData("2024 Jan 1-2025 Jan 1")]
    [InlineData("Mondays")]
    [InlineData("Mo-")]
    [InlineData("Mo-Fr 07:00-09:00,")]
    [InlineData("Mo-Fr 07:00-09:00 (except children)")]
    public void What_is_not_understood_is_not_guessed(string hours) => Assert.Null(OpeningHours.Parse(hours));

    [Fact]
    public void No_text_throws()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] words = ["Mo", "-", "Fr", ",", " ", "07:00", "24:00", "9h", "Jan", "15", "PH", "SH", "off", ";", "24/7", "[", "99:99", "x", ""];
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => words[random.Next(words.Length)]));
            try
            {
                OpeningHours.Parse(text)?.Holds(At("Tu 08:15"));
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}: '{text}': {other}");
            }
        }
    }
}
