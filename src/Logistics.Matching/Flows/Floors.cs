namespace Logistics.Matching.Flows;

/// <summary>Brings arcs to lower bounds by exchanges along residual paths, from a circulation that does not meet them yet.</summary>
sealed class Floors
{
    readonly FlowNetwork network;
    readonly Exchange exchange;
    readonly long[] surplus;

    public Floors(FlowNetwork network)
    {
        this.network = network;
        exchange = new Exchange(network, new bool[network.ArcCount]);
        surplus = new long[network.NodeCount];
    }

    /// <summary>After <see cref="Raise"/> failed: the side of the cut that is forced to take more than can leave it.</summary>
    public bool IsReached(int node) => exchange.IsReached(node);

    /// <summary>Every arc carries its floor or more; false, and the flow is as it was, where that cannot be. Bounds are left as they were.</summary>
    /// <param name="floor">By position in <paramref name="arcs"/>.</param>
    public bool Raise(ReadOnlySpan<int> arcs, Func<int, long> floor)
    {
        long[] flow = [.. network.Flow], lower = [.. network.Lower];
        var raised = false;
        for (var i = 0; i < arcs.Length; i++)
        {
            var arc = arcs[i];
            network.Lower[arc] = Math.Max(network.Lower[arc], floor(i));
            if (network.Lower[arc] - network.Flow[arc] is not (> 0 and var missing))
                continue;
            raised = true;
            network.Flow[arc] += missing;
            surplus[network.Head[arc]] += missing;
            surplus[network.Tail[arc]] -= missing;
        }
        if (!raised)
        {
            lower.CopyTo(network.Lower.AsSpan());
            return true;
        }
        var givers = Enumerable.Range(0, surplus.Length).Where(v => surplus[v] > 0).ToArray();
        exchange.Move(surplus, givers);
        var met = Array.TrueForAll(surplus, x => x == 0);
        Array.Clear(surplus);
        lower.CopyTo(network.Lower.AsSpan());
        if (!met)
            flow.CopyTo(network.Flow.AsSpan());
        return met;
    }
}
