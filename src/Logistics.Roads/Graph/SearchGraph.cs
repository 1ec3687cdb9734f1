namespace Logistics.Roads.Graph;

/// <summary>
/// The plain directed graph that searches walk: its nodes are the road graph's arcs, and a link from node a to node b says that b may
/// follow a. The link's weight is all of a, what is lost at a's end, and the turn.
/// </summary>
/// <remarks>
/// So a search's label on a node is the cost of standing at that arc's start, about to drive it. Turn rules need no special case, and the
/// hierarchy is built on these arrays alone. (Caldwell 1961 proposed this graph; the field calls it edge-based or arc-based, or the line
/// graph.)
/// <para>
/// A restricted arc (deliveries only) may be driven where a trip begins and where it ends, but not in between. It stands here twice: under
/// its own number for trips that begin on it, and as a copy behind all arcs for trips that end on it. Links lead from beginning to
/// beginning, to free arcs, from there to endings, and from ending to ending; nothing leads back. So no path passes through, exactly and
/// without any penalty that a long detour could outweigh.
/// </para>
/// </remarks>
sealed class SearchGraph
{
    public required Flat<int> FirstLink { get; init; }

    public required Flat<int> LinkTo { get; init; }

    public required Flat<long> LinkWeight { get; init; }

    /// <summary>Per arc: the node of the copy for trips that end on it, or -1. Empty when nothing is restricted.</summary>
    public Flat<int> Ending { get; init; } = Array.Empty<int>();

    /// <summary>The arcs of the copies, which are the nodes from <see cref="ArcCount"/> on.</summary>
    public Flat<int> EndingArc { get; init; } = Array.Empty<int>();

    public int Count => FirstLink.Length - 1;

    public int ArcCount => Count - EndingArc.Length;

    /// <summary>The arc that a node stands for.</summary>
    public int ArcOf(int node) => node < ArcCount ? node : EndingArc[node - ArcCount];

    /// <summary>The copy of an arc for trips that end on it, or -1. An arc's other node has the arc's own number.</summary>
    public int EndingOf(int arc) => Ending.Length > 0 ? Ending[arc] : -1;

    /// <summary>Whether all links are the same, one by one.</summary>
    public bool IsSameAs(SearchGraph other) =>
        FirstLink.Span.SequenceEqual(other.FirstLink.Span) && LinkTo.Span.SequenceEqual(other.LinkTo.Span) && LinkWeight.Span.SequenceEqual(other.LinkWeight.Span)
        && Ending.Span.SequenceEqual(other.Ending.Span) && EndingArc.Span.SequenceEqual(other.EndingArc.Span);

    public static SearchGraph Of(RoadGraph graph)
    {
        var isRestricted = graph.ArcIsRestricted.AsSpan();
        var endingArcs = new List<int>();
        var endings = isRestricted.IndexOf(true) >= 0 ? new int[graph.ArcCount] : [];
        for (var arc = 0; arc < endings.Length; arc++)
        {
            endings[arc] = isRestricted[arc] ? graph.ArcCount + endingArcs.Count : -1;
            if (isRestricted[arc])
                endingArcs.Add(arc);
        }

        var count = graph.ArcCount + endingArcs.Count;
        var first = new int[count + 1];
        var to = new List<int>(3 * count);
        var weights = new List<long>(3 * count);
        for (var node = 0; node < count; node++)
        {
            var isEnding = node >= graph.ArcCount;
            var arc = isEnding ? endingArcs[node - graph.ArcCount] : node;
            var isBeginning = !isEnding && endings.Length > 0 && endings[arc] >= 0;
            var head = graph.ArcHead[arc];
            for (var next = graph.FirstOut[head]; next < graph.FirstOut[head + 1]; next++)
            {
                var ending = endings.Length > 0 ? endings[next] : -1;
                if (isEnding && ending < 0)
                    continue;
                if (graph.TurnDelay(arc, next) is var delay and >= 0)
                {
                    to.Add(ending < 0 || isBeginning ? next : ending);
                    weights.Add(graph.ArcWeight[arc] + Weight.Of(delay, 0));
                }
            }
            first[node + 1] = to.Count;
        }
        return new() { FirstLink = first, LinkTo = to.ToArray(), LinkWeight = weights.ToArray(), Ending = endings, EndingArc = endingArcs.ToArray() };
    }
}
