namespace Logistics.Routing.Search;

/// <summary>For each node the other nodes, nearest first. A list is made the first time it is asked for.</summary>
/// <remarks>
/// Near means the way there and back; the distance between the other ends of the two requests counts for an eighth,
/// which orders nodes that share one place, such as pickups at a depot.
/// </remarks>
sealed class Neighbours(Model model)
{
    const int Kept = 500;

    readonly int[][] lists = new int[2 * model.Requests][];

    public ReadOnlySpan<int> Of(int node) => lists[node] ??= Make(node);

    int[] Make(int node)
    {
        var others = new List<int>(2 * model.Requests);
        var keys = new List<long>(2 * model.Requests);
        for (var other = 0; other < 2 * model.Requests; other++)
            if ((other & 1) == 0 ? model.HasPickup[other >> 1] : model.HasDelivery[other >> 1])
            {
                others.Add(other);
                keys.Add(other == node ? -1 : 8 * Between(node, other) + BetweenOtherEnds(node ^ 1, other ^ 1));
            }
        var sorted = others.ToArray();
        Array.Sort(keys.ToArray(), sorted);
        return sorted.Length > Kept ? sorted[..Kept] : sorted;
    }

    long BetweenOtherEnds(int a, int b) => Exists(a) && Exists(b) ? Between(a, b) : 0;

    public bool Exists(int node) => (node & 1) == 0 ? model.HasPickup[node >> 1] : model.HasDelivery[node >> 1];

    long Between(int a, int b)
    {
        var (i, j) = (model.Location[a], model.Location[b]);
        var there = model.Out[0][i * model.Locations + j];
        var back = model.Out[0][j * model.Locations + i];
        return (long)there.Distance + back.Distance + there.Time + back.Time;
    }
}
