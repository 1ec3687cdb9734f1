using System.Globalization;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>What the checker says of routes made anywhere.</summary>
/// <param name="Plan">The routes with their times and loads.</param>
/// <param name="Violations">Of the rules, route by route.</param>
/// <param name="Missing">Requests in no route although they must be served.</param>
/// <param name="Surplus">Routes beyond the vehicles there are.</param>
/// <param name="Cost">As <see cref="Instance.CostOf"/> counts it.</param>
/// <param name="WrongCost">What the file states, where that is not <paramref name="Cost"/>.</param>
public sealed record RouteJudgement(
    Solution Plan, IReadOnlyList<Violation> Violations, IReadOnlyList<int> Missing, int Surplus, decimal Cost, string? WrongCost)
{
    public bool IsFeasible => Violations.Count == 0 && Missing.Count == 0 && Surplus == 0 && WrongCost is null;

    public static RouteJudgement Of(Instance instance, RouteReading.Accepted routes, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(routes);
        var problem = routes.Surplus == 0 ? instance.Problem
            : instance.Problem.With(vehicles: [.. instance.Problem.Vehicles, .. Enumerable.Repeat(instance.Problem.Vehicles[^1], routes.Surplus)]);
        var plan = Replay.Of(problem, routes.Orders, objective);
        var cost = instance.CostOf(plan, objective);
        return new(
            plan,
            Checker.Check(problem, plan, objective),
            [.. plan.Unassigned.Select(each => each.Request).Where(request => problem.Requests[request].Priority == Request.Required)],
            routes.Surplus,
            cost,
            routes.StatedCost is { } stated && !IsStated(instance, cost, stated) ? stated : null);
    }

    /// <summary>
    /// A figure holds at its own precision, and only in the units in which tables of the format state costs: those of <see cref="Instance.CostOf"/>; for rich
    /// VRPLIB instances, counted in whole ticks, also the units of the file (1500.6 beside 15006 tenths); and with vehicles' costs hundredths of hundreds of those,
    /// which may be off by one in the last decimal, since their arcs were not rounded.
    /// </summary>
    static bool IsStated(Instance instance, decimal cost, string stated)
    {
        if (!decimal.TryParse(stated, NumberStyles.Number, CultureInfo.InvariantCulture, out var figure))
            return false;
        if (IsRounded(cost, figure))
            return true;
        if (instance.Format != InstanceFormat.Vrplib || instance.Convention is not (Convention.Dimacs or Convention.Exact))
            return false;
        var inUnits = cost / instance.Ticks;
        return inUnits == figure || (figure.Scale > 0 && IsRounded(inUnits, figure))
            || (instance is { Convention: Convention.Exact, Objective: Objective.Cost } && figure.Scale == 2 && Math.Abs(inUnits / 100 - figure) <= 0.01m);
    }

    static bool IsRounded(decimal cost, decimal figure) => decimal.Round(cost, figure.Scale, MidpointRounding.AwayFromZero) == figure;
}
