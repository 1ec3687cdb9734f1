namespace Logistics.Matching.Flows;

/// <summary>
/// A circulation on a directed graph: each arc carries a whole number between its lower and upper bound, and every node passes on what
/// it receives. Arcs are added first; the flow starts at zero.
/// </summary>
/// <remarks>Life cycle: (1) add nodes and arcs; (2) solve; bounds may be tightened between solves. Not thread safe.</remarks>
sealed class FlowNetwork
{
    readonly List<int> tails = [];
    readonly List<int> heads = [];
    readonly List<long> lowers = [];
    readonly List<long> uppers = [];
    int[]? tail, head;
    long[]? lower, upper, flow;

    public int NodeCount { get; private set; }

    public int ArcCount => tails.Count;

    public int[] Tail => tail ??= [.. tails];

    public int[] Head => head ??= [.. heads];

    public long[] Lower => lower ??= [.. lowers];

    public long[] Upper => upper ??= [.. uppers];

    public long[] Flow => flow ??= new long[ArcCount];

    public int AddNode() => NodeCount++;

    public int AddArc(int from, int to, long most, long least = 0)
    {
        tails.Add(from);
        heads.Add(to);
        lowers.Add(least);
        uppers.Add(most);
        return tails.Count - 1;
    }
}
