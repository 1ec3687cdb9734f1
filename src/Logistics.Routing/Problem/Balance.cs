using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>
/// What the drivers should share evenly, and what unevenness costs: the difference between the tour that has most of it and the tour that has least,
/// over the vehicles that drive. A vehicle that stays at home does not count, nor does a plan of one tour cost anything.
/// </summary>
/// <remarks>Counted beside the costs of the tours where the objective is <see cref="Objective.Cost"/>, so the cost of a plan is then no longer a sum over its tours. Closed.</remarks>
public abstract record Balance
{
    Balance()
    {
    }

    /// <summary>Departure to return, breaks included.</summary>
    public sealed record OfTime(Cost PerHour) : Balance;

    /// <summary>All that a tour moves in one dimension of the load, each request once.</summary>
    public sealed record OfLoad(int Dimension, Cost PerUnit) : Balance;
}
