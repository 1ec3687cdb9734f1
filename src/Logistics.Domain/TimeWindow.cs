namespace Logistics.Domain;

/// <summary>Bounds when service may <em>begin</em>: both ends are inclusive. Service may go on after <see cref="End"/>.</summary>
public readonly record struct TimeWindow
{
    /// <exception cref="ArgumentException">The end lies before the beginning.</exception>
    public TimeWindow(DateTimeOffset begin, DateTimeOffset end)
    {
        if (end < begin)
            throw new ArgumentException($"A window ends at or after its beginning; got {begin:O} to {end:O}.", nameof(end));
        Begin = begin;
        End = end;
    }

    public DateTimeOffset Begin { get; }

    public DateTimeOffset End { get; }

    public bool Contains(DateTimeOffset instant) => Begin <= instant && instant <= End;

    /// <summary>The common part, or null when there is none. Windows that touch share one instant.</summary>
    public TimeWindow? Intersect(TimeWindow other)
    {
        var begin = Begin >= other.Begin ? Begin : other.Begin;
        var end = End <= other.End ? End : other.End;
        return begin <= end ? new TimeWindow(begin, end) : null;
    }
}
