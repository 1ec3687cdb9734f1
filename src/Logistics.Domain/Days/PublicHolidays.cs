namespace Logistics.Domain.Days;

public enum PublicHoliday { NewYear, EasterMonday, LabourDay, Victory, Ascension, WhitMonday, NationalDay, Assumption, AllSaints, Armistice, Christmas }

/// <summary>The eleven public holidays of France.</summary>
/// <remarks>Code du travail, article L3133-1. Those that departments add (Alsace-Moselle, overseas) are exceptions of whoever keeps a calendar there.</remarks>
public static class PublicHolidays
{
    /// <summary>Null: an ordinary day.</summary>
    public static PublicHoliday? On(DateOnly date) => (date.Month, date.Day) switch
    {
        (1, 1) => PublicHoliday.NewYear,
        (5, 1) => PublicHoliday.LabourDay,
        (5, 8) => PublicHoliday.Victory,
        (7, 14) => PublicHoliday.NationalDay,
        (8, 15) => PublicHoliday.Assumption,
        (11, 1) => PublicHoliday.AllSaints,
        (11, 11) => PublicHoliday.Armistice,
        (12, 25) => PublicHoliday.Christmas,
        _ => (date.DayNumber - EasterOf(date.Year).DayNumber) switch
        {
            1 => PublicHoliday.EasterMonday,
            39 => PublicHoliday.Ascension,
            50 => PublicHoliday.WhitMonday,
            _ => null,
        },
    };

    /// <summary>Easter Sunday of the Gregorian calendar.</summary>
    /// <remarks>The anonymous algorithm in J. Meeus, "Astronomical Algorithms", 1991, chapter 8.</remarks>
    public static DateOnly EasterOf(int year)
    {
        var (century, ofCentury) = Math.DivRem(year, 100);
        var golden = year % 19;
        var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - epact - ofCentury % 4) % 7;
        var late = (golden + 11 * epact + 22 * weekday) / 451;
        var (month, day) = Math.DivRem(epact + weekday - 7 * late + 114, 31);
        return new(year, month, day + 1);
    }
}
