namespace Logistics.Roads.Graph;

/// <summary>
/// The plain directed graph that searches walk: its nodes are the road graph's arcs, and a link from arc a to arc b says that b may
/// follow a. The link's weight is all of a, what is lost at a's end, and the turn.
/// </summary>
/// <remarks>
/// So a search's label on an arc is the cost of standing at that arc's start, about to drive it. Turn rules need no special case, and a
/// hierarchy can later be built on these three arrays alone. (Caldwell 1961 proposed this graph; the field calls it edge-based or
/// arc-based, or the line graph.)
/// </remarks>
sealed class SearchGraph
{
    public required int[] FirstLink { get; init; }

    public required int[] LinkTo { get; init; }

    public required long[] LinkWeight { get; init; }

    public int Count => FirstLink.Length - 1;

    public static SearchGraph Of(RoadGraph graph)
    {
        var first = new int[graph.ArcCount + 1];
        var to = new List<int>(3 * graph.ArcCount);
        var weights = new List<long>(3 * graph.ArcCount);
        for (var arc = 0; arc < graph.ArcCount; arc++)
        {
            var head = graph.ArcHead[arc];
            for (var next = graph.FirstOut[head]; next < graph.FirstOut[head + 1]; next++)
                if (graph.TurnDelay(arc, next) is var delay and >= 0)
                {
                    to.Add(next);
                    weights.Add(graph.ArcWeight[arc] + Weight.Of(delay, 0));
                }
            first[arc + 1] = to.Count;
        }
        return new() { FirstLink = first, LinkTo = [.. to], LinkWeight = [.. weights] };
    }
}
