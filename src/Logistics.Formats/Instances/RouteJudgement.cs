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
    /// Tables state some costs in other units, so a power of ten is no difference: 15006 tenths are 1500.6. A figure whose units are not the plan's own may be
    /// off by one in its last decimal, since its arcs were rounded elsewhere; so may one in real numbers.
    /// </summary>
    static bool IsStated(Instance instance, decimal cost, string stated)
    {
        if (!decimal.TryParse(stated, NumberStyles.Number, CultureInfo.InvariantCulture, out var figure))
            return false;
        var step = 1m / PowerOfTen(figure.Scale);
        for (var power = 0; power <= 6; power++)
            foreach (var scaled in (decimal[])[cost / PowerOfTen(power), cost * PowerOfTen(power)])
                if ((figure.Scale > 0 && (power > 0 || instance.Convention == Convention.Double)) ? Math.Abs(scaled - figure) <= step : scaled == figure)
                    return true;
        return false;
    }

    static decimal PowerOfTen(int power)
    {
        var result = 1m;
        for (var k = 0; k < power; k++)
            result *= 10;
        return result;
    }
}
