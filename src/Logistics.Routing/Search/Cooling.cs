namespace Logistics.Routing.Search;

/// <summary>
/// The temperature of simulated annealing over a stretch of the budget: from hot to cold by the share spent, so that ten seconds cool as fully as sixty; several times over where
/// <paramref name="Times"/> is more than one.
/// </summary>
readonly record struct Cooling(double Hot, double Cold, double From, double Until, int Times = 1)
{
    /// <summary>First and last temperature, in mean costs of a hop of the plan it begins with. Measured on Li and Lim 200: below 3 it freezes too early.</summary>
    const double HeatShare = 4;
    const double CoolShare = 0.02;

    /// <summary>
    /// With the fewest vehicles most changes leave something out, and it must be hotter to move at all: on Li and Lim 400 with long tours 10 ends half as far from the best
    /// known as 4. Nothing much happens below 0.3.
    /// </summary>
    const double HeatShareOfFewest = 10;
    const double CoolShareOfFewest = 0.05;

    /// <summary>A plan of so few hops is through in a fraction of the time that people give it: Solomon with two or three tours ends nearer to the best known by cooling twice
    /// through the temperatures that matter.</summary>
    const int Few = 300;
    const double CoolShareOfFew = 0.2;

    /// <summary>A plan that is only to be reduced need not be polished.</summary>
    const double CoolShareOfShaping = 0.1;

    /// <summary>While tours are emptied, low enough not to lose the cheap plan they come from: hot, Li and Lim 400 with short tours kept one vehicle more in five runs of six;
    /// at 1, Solomon with two tours kept a third in a quarter of the runs.</summary>
    const double HeatShareOfFleet = 2;

    public static Cooling Of(State state, double from, double until) =>
        state.Model.Objective != Objective.Hierarchical ? Of(state, from, until, HeatShare, CoolShare)
        : HopsOf(state) > Few ? Of(state, from, until, HeatShareOfFewest, CoolShareOfFewest)
        : Of(state, from, until, HeatShare, CoolShareOfFew) with { Times = 2 };

    public static Cooling OfShaping(State state, double from, double until) => Of(state, from, until, HeatShare, CoolShareOfShaping);

    public static Cooling OfFleet(State state, double from, double until) => Of(state, from, until, HeatShareOfFleet, CoolShare);

    static Cooling Of(State state, double from, double until, double hot, double cold)
    {
        var model = state.Model;
        var hops = HopsOf(state);
        var cost = 0.0;
        for (var u = 0; u < state.UsedCount; u++)
            cost += state.Routes[state.Used[u]].Cost - model.Fixed[model.TypeOf[state.Used[u]]];
        var mean = hops == 0 ? 1 : Math.Max(1, cost / hops);
        return new(mean * hot, mean * cold, from, until);
    }

    public double At(double spent) => Hot * Math.Pow(Cold / Hot, Done(spent) is var done and < 1 ? done * Times % 1 : 1);

    static int HopsOf(State state)
    {
        var hops = 0;
        for (var u = 0; u < state.UsedCount; u++)
            hops += state.Routes[state.Used[u]].Count + 1;
        return hops;
    }

    /// <summary>How far it has come, 0 to 1.</summary>
    public double Done(double spent) => Until <= From ? 1 : Math.Clamp((spent - From) / (Until - From), 0, 1);
}
