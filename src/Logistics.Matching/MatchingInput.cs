using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Measures;

namespace Logistics.Matching;

/// <summary>All that a matching depends on: the same input gives the same result, whatever the order of its lists.</summary>
public sealed record MatchingInput
{
    public required DayIndex Day { get; init; }

    public required ITransfers Transfers { get; init; }

    /// <summary>Breaks ties that no tier decides, by a hash of ids; nothing else depends on it.</summary>
    public required long Seed { get; init; }

    /// <summary>Deterministic seconds that OR-Tools may work on smallest shares and indivisible lots; zero: it is not asked.</summary>
    public double ExactWork { get; init; } = 2;
}

/// <summary>How far it is from one site to another by the roads the plan rests on.</summary>
/// <remarks>Implementations answer the same question alike for ever and are safe to call from one thread at a time.</remarks>
public interface ITransfers
{
    /// <summary>Null when the one cannot be reached from the other.</summary>
    TransferEstimate? Between(SiteId from, SiteId to);
}

/// <param name="Duration">Driving alone: no loading, no waiting.</param>
public readonly record struct TransferEstimate(Distance Distance, Duration Duration);
