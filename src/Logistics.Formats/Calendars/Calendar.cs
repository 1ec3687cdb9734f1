namespace Logistics.Formats.Calendars;

/// <summary>What a calendar program subscribes to.</summary>
/// <param name="Zone">In which times are written.</param>
/// <param name="Refresh">How long a program may keep it before it asks again.</param>
public sealed record Calendar(string Name, TimeZoneInfo Zone, TimeSpan Refresh, IReadOnlyList<CalendarEvent> Events);

/// <summary>One appointment.</summary>
public sealed record CalendarEvent
{
    /// <summary>The same for as long as it is about the same thing, whatever changes of it.</summary>
    public required string Uid { get; init; }

    /// <summary>Grows with each change, from 0.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset Begin { get; init; }

    /// <summary>Exclusive; not before <see cref="Begin"/>.</summary>
    public required DateTimeOffset End { get; init; }

    public required string Summary { get; init; }

    public string? Location { get; init; }

    public string? Description { get; init; }

    /// <summary>It was planned and is not any more: programs strike it out.</summary>
    public bool IsCancelled { get; init; }
}
