namespace Logistics.Roads.Profiles;

/// <summary>
/// A typical hour of the week that a graph is made for: conditions of the map are judged at that moment, and every speed is multiplied by
/// the traffic's percentage.
/// </summary>
/// <param name="Name">Such as <c>school_run</c>.</param>
/// <param name="Month">1 to 12; with <paramref name="Day"/>, for rules that hold in a season.</param>
/// <param name="Day">Of the month.</param>
/// <param name="IsPublicHoliday">Whether rules for public holidays (<c>PH</c>) hold.</param>
/// <param name="IsSchoolHoliday">Whether rules for school holidays (<c>SH</c>) hold.</param>
/// <param name="SpeedPercent">100 where traffic is as by day.</param>
/// <param name="Holds">When the slice stands for the traffic, as opening hours are written: <c>Mo-Fr 07:30-09:00</c>.</param>
public sealed record TimeSlice(
    string Name, DayOfWeek Weekday, TimeOnly Time, int Month, int Day, bool IsPublicHoliday, bool IsSchoolHoliday, int SpeedPercent, string Holds)
{
    /// <summary>When the map's conditions are judged.</summary>
    public Moment Moment => new(Weekday, Time, Month, Day, IsPublicHoliday, IsSchoolHoliday);
}
