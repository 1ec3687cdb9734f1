using System.Globalization;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>What may be said of the best plan of an instance: a lower bound of its cost, or why none is known.</summary>
public abstract record PlanBound
{
    PlanBound() { }

    /// <param name="Cost">In the figures of the table, never more than was proven.</param>
    /// <param name="Gap">Share of the plan's cost by which it may be above the best; 0 for a plan proven best.</param>
    public sealed record Known(decimal Cost, double Gap) : PlanBound;

    /// <param name="Because">One line for a person to read.</param>
    public sealed record None(string Because) : PlanBound;

    public static PlanBound Of(Instance instance, Solution solution)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(solution);
        return solution switch
        {
            { Bound: Bound.Unknown unknown } => new None(unknown.Reason),
            // Arcs rounded up or to the nearest, and times rounded up, allow less than real numbers do.
            _ when instance.Convention == Convention.Double => new None(
                string.Create(CultureInfo.InvariantCulture, $"What was proven is of distances and times rounded to 1/{instance.Ticks}; it does not bound a cost in real numbers.")),
            { Gap: { } gap, Bound: Bound.Proven proven } => new Known(instance.BoundOf(proven.Value.Levels[^1]), gap),
            _ => new None("What was proven differs from the plan in what is left out or in vehicles, so it does not bound the cost of this plan's kind."),
        };
    }
}
