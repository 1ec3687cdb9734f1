namespace Logistics.Routing.Search;

/// <summary>The temperature of simulated annealing over a stretch of the budget: from hot to cold by the share spent, so that ten seconds cool as fully as sixty.</summary>
readonly record struct Cooling(double Hot, double Cold, double From, double Until)
{
    /// <summary>
    /// First and last temperature, in mean costs of a hop of the plan it begins with. Measured on Li and Lim 200: below 3 it freezes too early. With the fewest vehicles
    /// most changes leave something out, and it must be hotter to move at all: on Li and Lim 400 with long tours 10 ends half as far from the best known as 4.
    /// </summary>
    const double HeatShare = 4;
    const double HeatShareOfFewest = 10;
    const double CoolShare = 0.02;

    /// <summary>A plan that is only to be reduced need not be polished.</summary>
    const double CoolShareOfShaping = 0.1;

    /// <summary>While tours are emptied, low enough not to lose the cheap plan they come from: hot, Li and Lim 400 with short tours kept one vehicle more in five runs of six.</summary>
    const double HeatShareOfFleet = 1;

    public static Cooling Of(State state, double from, double until) =>
        Of(state, from, until, state.Model.Objective == Objective.Hierarchical ? HeatShareOfFewest : HeatShare, CoolShare);

    public static Cooling OfShaping(State state, double from, double until) => Of(state, from, until, HeatShare, CoolShareOfShaping);

    public static Cooling OfFleet(State state, double from, double until) => Of(state, from, until, HeatShareOfFleet, CoolShare);

    static Cooling Of(State state, double from, double until, double hot, double cold)
    {
        var model = state.Model;
        var hops = 0L;
        var cost = 0.0;
        for (var u = 0; u < state.UsedCount; u++)
        {
            var route = state.Routes[state.Used[u]];
            hops += route.Count + 1;
            cost += route.Cost - model.Fixed[model.TypeOf[route.Vehicle]];
        }
        var mean = hops == 0 ? 1 : Math.Max(1, cost / hops);
        return new(mean * hot, mean * cold, from, until);
    }

    public double At(double spent) => Hot * Math.Pow(Cold / Hot, Done(spent));

    /// <summary>How far it has cooled, 0 to 1.</summary>
    public double Done(double spent) => Until <= From ? 1 : Math.Clamp((spent - From) / (Until - From), 0, 1);
}
