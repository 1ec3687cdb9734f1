using Logistics.Measures;

namespace Logistics.Roads.Guidance;

/// <param name="KilometresPerHour">As driven where the road is straight and level, to the nearest 5.</param>
/// <param name="Duration">Without what bends, slopes, signs and turns take.</param>
public readonly record struct DrivenPart(RoadClass Class, int KilometresPerHour, Distance Distance, Duration Duration);

/// <param name="Count">Of those that took time.</param>
public readonly record struct WaitPart(SignKind Sign, int Count, Duration Duration);

/// <param name="Count">Of those that took time.</param>
public readonly record struct TurnPart(int Count, Duration Duration);

/// <summary>Where the time of a path comes from. All parts sum to its duration, and the driven ones to its distance, exactly.</summary>
public sealed record TravelParts
{
    /// <summary>By class, the largest first, then by speed, the highest first.</summary>
    public required IReadOnlyList<DrivenPart> Driven { get; init; }

    /// <summary>What bends add.</summary>
    public required Duration Bends { get; init; }

    /// <summary>What slopes add.</summary>
    public required Duration Slope { get; init; }

    /// <summary>By kind; only those that took time.</summary>
    public required IReadOnlyList<WaitPart> Signs { get; init; }

    public required TurnPart Turns { get; init; }

    public required TurnPart TurningRound { get; init; }

    public Duration Total =>
        Sum(Driven.Select(part => part.Duration)) + Bends + Slope + Sum(Signs.Select(part => part.Duration)) + Turns.Duration + TurningRound.Duration;

    static Duration Sum(IEnumerable<Duration> durations) => durations.Aggregate(Duration.Zero, (sum, duration) => sum + duration);
}
