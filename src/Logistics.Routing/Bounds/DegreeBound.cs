using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// What a partial route may still gain at the most, activity by activity: each that is still to come costs at least the cheapest way into it and its service, and pays its dual once;
/// goods on board must still be delivered, others may stay where they are. Blind to time and order, but nothing pays twice.
/// </summary>
sealed class DegreeBound
{
    readonly long[] ofNode;
    readonly Model model;

    public DegreeBound(RouteRules rules, int[] nodes, long[] duals)
    {
        model = rules.Model;
        ofNode = new long[2 * model.Requests];
        var origin = model.StartOf(rules.Vehicle);
        var home = long.MaxValue;
        foreach (var to in nodes)
        {
            var least = Cost(origin, to);
            foreach (var from in nodes)
                if (from != to)
                    least = Math.Min(least, Cost(from, to));
            ofNode[to] = least + model.Service[to] * rules.TimeRate - duals[to];
            home = Math.Min(home, Cost(to, model.EndOf(rules.Vehicle)));
        }
        AtStart = (nodes.Length == 0 ? 0 : home) - rules.Breaks.Sum(rules.Unpaid);
        foreach (var r in nodes.Select(node => node >> 1).Distinct())
            AtStart += Math.Min(0, ofNode[2 * r] + ofNode[2 * r + 1]);

        long Cost(int from, int to)
        {
            var arc = rules.Arc(from, to);
            return arc.Distance * rules.DistanceRate + arc.Time * rules.TimeRate;
        }
    }

    /// <summary>Of a route that has done nothing yet.</summary>
    public long AtStart { get; }

    /// <summary>What doing this activity takes off the bound of the way on.</summary>
    public long Of(int node)
    {
        if ((node & 1) == 1 && model.HasPickup[node >> 1])
            return ofNode[node];
        // With the first of a pair its second becomes a must, whether it gains or not.
        var both = ofNode[node & ~1] + ofNode[node | 1];
        return Math.Min(0, both) - (model.HasPickup[node >> 1] ? ofNode[node | 1] : 0);
    }
}
