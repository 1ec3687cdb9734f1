namespace Logistics.Routing.Search;

/// <summary>A kept plan: sequences only. Keeping the next one copies only the routes that changed in between.</summary>
sealed class Snapshot
{
    readonly int[][] nodes;
    readonly byte[][] holds;
    readonly int[] counts;
    readonly long[] versions;

    public Snapshot(int vehicles)
    {
        nodes = new int[vehicles][];
        holds = new byte[vehicles][];
        counts = new int[vehicles];
        versions = new long[vehicles];
        Array.Fill(nodes, []);
        Array.Fill(holds, []);
    }

    public bool IsEmpty { get; private set; } = true;

    public Int128 LeftOut { get; private set; }

    public int Used { get; private set; }

    public long Cost { get; private set; }

    public int CountOf(int vehicle) => counts[vehicle];

    /// <summary>Start, activities, end.</summary>
    public ReadOnlySpan<int> NodesOf(int vehicle) => nodes[vehicle].AsSpan(0, counts[vehicle] + 2);

    public ReadOnlySpan<byte> HoldsOf(int vehicle) => holds[vehicle].AsSpan(0, counts[vehicle] + 2);

    public void Keep(State state)
    {
        IsEmpty = false;
        (LeftOut, Used, Cost) = (state.LeftOut, state.UsedCount, state.Cost);
        foreach (var route in state.Routes)
        {
            var v = route.Vehicle;
            if (versions[v] == route.Version)
                continue;
            versions[v] = route.Version;
            counts[v] = route.Count;
            if (nodes[v].Length < route.Size)
            {
                nodes[v] = new int[2 * route.Size];
                holds[v] = new byte[2 * route.Size];
            }
            route.Nodes.AsSpan(0, route.Size).CopyTo(nodes[v]);
            route.Hold.AsSpan(0, route.Size).CopyTo(holds[v]);
        }
    }

    public void WriteTo(Route route) => route.SetSequence(NodesOf(route.Vehicle), HoldsOf(route.Vehicle));
}
