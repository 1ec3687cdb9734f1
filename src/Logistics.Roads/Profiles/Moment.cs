namespace Logistics.Roads.Profiles;

/// <summary>A time of a day, by which rules of opening hours are judged.</summary>
/// <param name="IsPublicHoliday">Whether rules for public holidays (<c>PH</c>) hold; likewise school holidays (<c>SH</c>).</param>
public readonly record struct Moment(DayOfWeek Weekday, TimeOnly Time, int Month, int Day, bool IsPublicHoliday = false, bool IsSchoolHoliday = false)
{
    public Moment(DateOnly date, TimeOnly time) : this(date.DayOfWeek, time, date.Month, date.Day)
    {
    }
}
