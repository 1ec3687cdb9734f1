using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What each request costs at the least, whoever serves it: the cheapest way into each of its activities, and the service there; or its prize, where it may be left out.</summary>
sealed class LeastCosts
{
    readonly Model model;
    readonly long[] ofNode;
    readonly long[] ofRequest;

    public LeastCosts(Model model, IReadOnlyList<RouteRules> rules)
    {
        this.model = model;
        ofNode = new long[2 * model.Requests];
        ofRequest = new long[model.Requests];
        Array.Fill(ofNode, long.MaxValue);
        foreach (var own in rules)
            Lower(own);
        for (var r = 0; r < model.Requests; r++)
        {
            // No vehicle may carry it: it costs what leaving it out costs.
            var served = Of(2 * r, model.HasPickup[r]) + Of(2 * r + 1, model.HasDelivery[r]);
            ofRequest[r] = model.LeftOutWeight[r] == 0 || ofNode[2 * r + (model.HasPickup[r] ? 0 : 1)] == long.MaxValue ? Math.Min(served, model.Prize[r]) : served;
        }
    }

    /// <summary>Of all requests that a partial route has not begun, and the deliveries still on board.</summary>
    public long Rest(int picked, int delivered)
    {
        var rest = 0L;
        for (var r = 0; r < model.Requests; r++)
            if ((picked >> r & 1) == 0)
                rest += ofRequest[r];
            else if ((delivered >> r & 1) == 0)
                rest += Of(2 * r + 1, model.HasDelivery[r]);
        return rest;
    }

    long Of(int node, bool exists) => exists && ofNode[node] != long.MaxValue ? ofNode[node] : 0;

    void Lower(RouteRules own)
    {
        var nodes = Enumerable.Range(0, 2 * model.Requests)
            .Where(node => model.HoldsFor(node >> 1, own.Vehicle) != 0 && ((node & 1) == 0 ? model.HasPickup : model.HasDelivery)[node >> 1]).ToArray();
        foreach (var to in nodes)
            foreach (var from in nodes.Append(model.StartOf(own.Vehicle)))
                if (from != to)
                {
                    var arc = own.Arc(from, to);
                    ofNode[to] = Math.Min(ofNode[to], arc.Distance * own.DistanceRate + (arc.Time + model.Service[to]) * own.TimeRate);
                }
    }
}
