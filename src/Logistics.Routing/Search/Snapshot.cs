namespace Logistics.Routing.Search;

/// <summary>A kept plan: sequences only. Keeping the next one copies only the routes that changed in between.</summary>
sealed class Snapshot
{
    readonly int[][] nodes;
    readonly byte[][] holds;
    readonly int[] counts;
    readonly long[] versions;
    readonly long[] costs;

    public Snapshot(int vehicles)
    {
        nodes = new int[vehicles][];
        holds = new byte[vehicles][];
        counts = new int[vehicles];
        versions = new long[vehicles];
        costs = new long[vehicles];
        Array.Fill(nodes, []);
        Array.Fill(holds, []);
    }

    public bool IsEmpty { get; private set; } = true;

    public Int128 LeftOut { get; private set; }

    public int Used { get; private set; }

    public long Cost { get; private set; }

    public int CountOf(int vehicle) => counts[vehicle];

    /// <summary>Of one tour, in shares.</summary>
    public long CostOf(int vehicle) => costs[vehicle];

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
            Put(v, route.Nodes.AsSpan(0, route.Size), route.Hold.AsSpan(0, route.Size), route.Cost);
            versions[v] = route.Version;
        }
    }

    /// <summary>One tour of a plan made elsewhere; <see cref="Value"/> must follow the last.</summary>
    public void Put(int vehicle, ReadOnlySpan<int> sequence, ReadOnlySpan<byte> holdsOfSequence, long cost)
    {
        // No route ever has this version: the next plan kept is copied whole.
        versions[vehicle] = -1;
        counts[vehicle] = sequence.Length - 2;
        costs[vehicle] = cost;
        if (nodes[vehicle].Length < sequence.Length)
        {
            nodes[vehicle] = new int[2 * sequence.Length];
            holds[vehicle] = new byte[2 * sequence.Length];
        }
        sequence.CopyTo(nodes[vehicle]);
        holdsOfSequence.CopyTo(holds[vehicle]);
    }

    public void CopyFrom(Snapshot other)
    {
        for (var v = 0; v < counts.Length; v++)
            Put(v, other.NodesOf(v), other.HoldsOf(v), other.CostOf(v));
        Value(other.LeftOut, other.Used, other.Cost);
    }

    /// <summary>Becomes the plan whose parts are given; the parts cover every vehicle once.</summary>
    public void Assemble(IEnumerable<(Snapshot Plan, Scope Scope)> parts)
    {
        var (leftOut, used, cost) = ((Int128)0, 0, 0L);
        foreach (var (plan, scope) in parts)
        {
            for (var v = 0; v < counts.Length; v++)
                if (scope.Vehicles[v])
                    Put(v, plan.NodesOf(v), plan.HoldsOf(v), plan.CostOf(v));
            (leftOut, used, cost) = (leftOut + plan.LeftOut, used + plan.Used, cost + plan.Cost);
        }
        Value(leftOut, used, cost);
    }

    /// <summary>What a plan made elsewhere is worth.</summary>
    public void Value(Int128 leftOut, int used, long cost) => (IsEmpty, LeftOut, Used, Cost) = (false, leftOut, used, cost);

    public void WriteTo(Route route) => route.SetSequence(NodesOf(route.Vehicle), HoldsOf(route.Vehicle));
}
