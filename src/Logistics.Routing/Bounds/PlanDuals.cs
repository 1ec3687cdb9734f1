using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// Duals to begin with: the cost of each tour of a plan, shared out over its requests by what leaving each out would save. The linear program's first duals are wild, for
/// few routes say little; near these the good ones lie. (Du Merle, Villeneuve, Desrosiers and Hansen 1999, "Stabilized column generation", Discrete Mathematics 194:229.)
/// </summary>
static class PlanDuals
{
    /// <summary>By node, in shares; the two ends of a request are worth the same. 0 for what the plan leaves out.</summary>
    public static long[] Of(Model model, Snapshot plan, IReadOnlyList<RouteRules> rules)
    {
        var duals = new long[2 * model.Requests];
        for (var v = 0; v < model.Vehicles; v++)
            if (plan.CountOf(v) > 0)
                Share(model, rules[model.KindOf[v]], plan.NodesOf(v), plan.CostOf(v), duals);
        return duals;
    }

    static void Share(Model model, RouteRules rules, ReadOnlySpan<int> tour, long cost, long[] duals)
    {
        var saved = new double[model.Requests];
        var all = 0.0;
        for (var i = 1; i < tour.Length - 1; i++)
        {
            // One at least, so that requests at one place share what none of them costs alone.
            var own = 1 + Way(rules, tour[i - 1], tour[i]) + Way(rules, tour[i], tour[i + 1]) - Way(rules, tour[i - 1], tour[i + 1])
                + (double)model.Service[tour[i]] * rules.TimeRate;
            saved[tour[i] >> 1] += Math.Max(1, own);
            all += Math.Max(1, own);
        }
        foreach (var node in tour[1..^1])
        {
            var share = (long)(cost * (saved[node >> 1] / all));
            var isPair = model.HasPickup[node >> 1] && model.HasDelivery[node >> 1];
            duals[node] = !isPair ? share : (node & 1) == 0 ? share / 2 : share - share / 2;
        }
    }

    static double Way(RouteRules rules, int from, int to)
    {
        var arc = rules.Arc(from, to);
        return (double)arc.Distance * rules.DistanceRate + (double)arc.Time * rules.TimeRate;
    }
}
