namespace Logistics.Domain.Days;

/// <summary>Hours of any day by the clock on the wall; both ends inclusive.</summary>
public readonly record struct DayHours
{
    /// <exception cref="ArgumentException">The end lies before the beginning.</exception>
    public DayHours(TimeOnly begin, TimeOnly end)
    {
        if (end < begin)
            throw new ArgumentException($"Hours of a day end at or after their beginning; got {begin:O} to {end:O}.", nameof(end));
        Begin = begin;
        End = end;
    }

    public TimeOnly Begin { get; }

    public TimeOnly End { get; }

    /// <summary>The hours on a day; null where clocks skip one of their ends, or leave nothing between them.</summary>
    public TimeWindow? On(DateOnly date, TimeZoneInfo zone) =>
        LocalTime.ToInstant(date, Begin, zone) is { } begin && LocalTime.ToInstant(date, End, zone) is { } end && begin <= end ? new TimeWindow(begin, end) : null;
}
