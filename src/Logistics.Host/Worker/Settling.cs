namespace Logistics.Host.Worker;

/// <summary>
/// Lets days come to rest before they are planned again: whoever declares ten lots one after the other wants one new plan, and recipients one
/// question. A day that has no plan yet does not wait, and none waits for ever.
/// </summary>
/// <param name="quiet">How long a day must have been left alone.</param>
/// <remarks>For one thread. What it remembers is lost with the host, which costs one such wait.</remarks>
public sealed class Settling(TimeSpan quiet)
{
    /// <summary>A day that is changed all the time is planned after so many waits.</summary>
    const int MostWaits = 12;

    readonly Dictionary<DateOnly, Seen> restless = [];

    /// <summary>Of all days, those that want a plan and are at rest.</summary>
    public IReadOnlyList<DayState> AtRest(IEnumerable<DayState> days, DateTimeOffset now)
    {
        var open = days.Where(day => day.NeedsPlan).ToList();
        foreach (var done in restless.Keys.Except(open.Select(day => day.Date)).ToList())
            restless.Remove(done);
        return [.. open.Where(day => IsAtRest(day, now))];
    }

    bool IsAtRest(DayState day, DateTimeOffset now)
    {
        if (quiet == TimeSpan.Zero || day.PlannedFrom is null)
            return true;
        var seen = restless.GetValueOrDefault(day.Date) ?? new(day.Declared, now, now);
        if (seen.Version != day.Declared)
            seen = seen with { Version = day.Declared, Changed = now };
        restless[day.Date] = seen;
        return now - seen.Changed >= quiet || now - seen.Since >= MostWaits * quiet;
    }

    sealed record Seen(long Version, DateTimeOffset Changed, DateTimeOffset Since);
}
