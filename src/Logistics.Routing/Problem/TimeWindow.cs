namespace Logistics.Routing;

/// <summary>Bounds when service may <em>begin</em>, in seconds since the plan's origin. Both ends are inclusive.</summary>
public readonly record struct TimeWindow(int Earliest, int Latest)
{
    /// <summary>From the plan's origin to beyond any shift.</summary>
    public static TimeWindow Always => new(0, Problem.Horizon);

    public bool Contains(int time) => Earliest <= time && time <= Latest;
}
