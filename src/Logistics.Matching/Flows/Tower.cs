namespace Logistics.Matching.Flows;

/// <summary>
/// A tower of aims: each storey seeks the cheapest among the flows that are best for all storeys below. The best flows of one aim are
/// again the flows of a network: by complementary slackness, arcs of positive reduced cost stay at their lower bound, arcs of negative
/// reduced cost at their upper bound, and the others are free. So no storey needs large weights, and every one is exact.
/// </summary>
sealed class Tower(FlowNetwork network, CancellationToken cancellation)
{
    /// <summary>The storeys built so far: what each sought, and the potentials that prove that it was found.</summary>
    public List<(long[] Costs, long[] Potential)> Storeys { get; } = [];

    /// <returns>False when no flow meets the bounds, which only the first storey can find.</returns>
    public bool Minimise(long[] costs)
    {
        if (NetworkSimplex.Solve(network, costs, cancellation) is not { } potential)
            return false;
        Storeys.Add((costs, potential));
        for (var e = 0; e < network.ArcCount; e++)
        {
            var reduced = costs[e] + potential[network.Tail[e]] - potential[network.Head[e]];
            if (reduced > 0)
                network.Upper[e] = network.Lower[e];
            else if (reduced < 0)
                network.Lower[e] = network.Upper[e];
        }
        return true;
    }

    /// <summary>As much flow as can be over the arcs named.</summary>
    public bool Maximise(IEnumerable<int> arcs)
    {
        var costs = new long[network.ArcCount];
        foreach (var arc in arcs)
            costs[arc] = -1;
        return Minimise(costs);
    }
}
