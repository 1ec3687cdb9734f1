using Logistics.Domain.Policies;

namespace Logistics.Domain.Parties;

/// <summary>A group of partners that shares surplus under one voted policy.</summary>
public sealed record Territory
{
    public required TerritoryId Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>IANA name such as <c>Europe/Paris</c>: days and opening hours are local to it.</summary>
    public required string TimeZone { get; init; }

    public required Policy Policy { get; init; }
}
