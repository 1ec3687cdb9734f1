namespace Logistics.Domain.Days;

/// <summary>From a day that is taken as an example to another: the same hours by the clock on the wall of each territory, so many days later.</summary>
/// <param name="source">The day whose territories' zones count.</param>
public sealed class DayMove(DayDeclarations source, DateOnly date)
{
    readonly DayIndex day = new(source);
    readonly Dictionary<TerritoryId, TimeZoneInfo> zones = [];

    public int Days { get; } = date.DayNumber - source.Date.DayNumber;

    /// <summary>Null when clocks skip that hour on the later day.</summary>
    public DateTimeOffset? Later(DateTimeOffset instant, TerritoryId territory)
    {
        if (!zones.TryGetValue(territory, out var zone))
            zone = zones[territory] = day.ZoneOf(territory);
        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return LocalTime.ToInstant(DateOnly.FromDateTime(local).AddDays(Days), TimeOnly.FromDateTime(local), zone);
    }

    /// <summary>Null when an end does not exist on the later day, or the ends come to lie the wrong way round.</summary>
    public TimeWindow? At(TimeWindow window, TerritoryId territory) =>
        Later(window.Begin, territory) is { } begin && Later(window.End, territory) is { } end && begin <= end ? new TimeWindow(begin, end) : null;

    /// <summary>Those that exist on the later day.</summary>
    public ValueList<TimeWindow> All(ValueList<TimeWindow> windows, TerritoryId territory) => [.. windows.Select(x => At(x, territory)).OfType<TimeWindow>()];
}
