using System.Collections.Frozen;
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

    /// <summary>
    /// Days to come as they are expected, the nearest first: their openings and needs, and goods such as those of a past day of the same weekday.
    /// Only as many are looked at as the policy allows, and nothing of them is promised.
    /// </summary>
    public ValueList<DayIndex> Ahead { get; init; } = [];

    /// <summary>What must be kept: accepted promises, so much of a lot to a need. What a rule now forbids is let go and told by its refusal.</summary>
    public ValueList<Promise> Promises { get; init; } = [];

    /// <summary>What a way from site to site really cost in routes already solved; other ways are estimated.</summary>
    public FrozenDictionary<(SiteId From, SiteId To), Cost> KnownCharges { get; init; } = FrozenDictionary<(SiteId From, SiteId To), Cost>.Empty;

    /// <summary>What goods on their way to a batch may need beyond the straight way, because rounds stop elsewhere too: work begins no earlier.</summary>
    public Duration CarriageSlack { get; init; }

    /// <summary>Yesterday's or the periodic routes, as the sites they pass in order: a stop beside them costs little.</summary>
    public ValueList<ValueList<SiteId>> ReferenceRoutes { get; init; } = [];
}

/// <summary>So much of a lot is promised to a need and was accepted.</summary>
public sealed record Promise(LotId Lot, NeedId Need, Mass Quantity);

/// <summary>How far it is from one site to another by the roads the plan rests on.</summary>
/// <remarks>Implementations answer the same question alike for ever and are safe to call from one thread at a time.</remarks>
public interface ITransfers
{
    /// <summary>Null when the one cannot be reached from the other.</summary>
    TransferEstimate? Between(SiteId from, SiteId to);
}

/// <param name="Duration">Driving alone: no loading, no waiting.</param>
public readonly record struct TransferEstimate(Distance Distance, Duration Duration);
