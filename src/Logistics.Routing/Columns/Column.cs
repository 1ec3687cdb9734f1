using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>A route as the set partitioning sees it: a kind of vehicle, the requests it serves, its cost in shares. Immutable; owns its arrays.</summary>
sealed record Column(int Kind, int[] Requests, long Cost, int[] Nodes, byte[] Holds)
{
    /// <summary>Whose it is in the plan to better; -1 for one of the pool's.</summary>
    public int Vehicle { get; init; } = -1;

    public static Column Of(Model model, int kind, ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds, long cost)
    {
        var requests = new List<int>(nodes.Length);
        foreach (var node in nodes)
            if (node < 2 * model.Requests && ((node & 1) == 0 || !model.HasPickup[node >> 1]))
                requests.Add(node >> 1);
        return new(kind, [.. requests], cost, nodes.ToArray(), holds.ToArray());
    }
}
