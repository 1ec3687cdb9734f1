using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Search;

/// <summary>The textbook, written to be believed at sight: a priority queue over arcs, time and length apart, no early stop, nothing reused.</summary>
static class ReferenceDijkstra
{
    public static (long Milliseconds, long Decimetres)? Cost(RoadGraph graph, Anchor from, Anchor to)
    {
        var starts = new Dictionary<int, (long, long)>(); // cost of standing at the start of an arc
        var settled = new HashSet<int>();
        var queue = new PriorityQueue<int, (long, long)>();
        var best = new List<(long, long)>();
        foreach (var arc in Arcs(graph, from.Edge))
        {
            var behind = Part(graph, arc, from);
            var whole = Whole(graph, arc);
            Follow(arc, (whole.Item1 - behind.Item1, whole.Item2 - behind.Item2));
            if (from.Edge == to.Edge && Part(graph, arc, to) is var ahead && Fraction(graph, arc, to) >= Fraction(graph, arc, from))
                best.Add((ahead.Item1 - behind.Item1, ahead.Item2 - behind.Item2));
        }
        while (queue.TryDequeue(out var arc, out var cost))
            if (settled.Add(arc))
                Follow(arc, Plus(cost, Whole(graph, arc)));
        foreach (var arc in Arcs(graph, to.Edge))
            if (starts.TryGetValue(arc, out var cost))
                best.Add(Plus(cost, Part(graph, arc, to)));
        return best.Count > 0 ? best.Min() : null;

        void Follow(int arc, (long, long) atEnd)
        {
            for (var next = 0; next < graph.ArcCount; next++)
            {
                // Look only at arcs that leave the head; the sorted order is an optimisation the textbook may use too.
                if (next < graph.FirstOut[graph.ArcHead[arc]])
                    next = graph.FirstOut[graph.ArcHead[arc]];
                if (next >= graph.FirstOut[graph.ArcHead[arc] + 1])
                    break;
                if (graph.ForbiddenTurns.Contains(RoadGraph.Turn(arc, next)))
                    continue;
                var delay = graph.ArcEndDelay[arc] + (graph.ArcOpposite[arc] == next ? graph.ArcTurningRound[arc] : 0);
                var cost = Plus(atEnd, (delay, 0));
                if (starts.TryGetValue(next, out var known) && known.CompareTo(cost) <= 0)
                    continue;
                starts[next] = cost;
                queue.Enqueue(next, cost);
            }
        }
    }

    static IEnumerable<int> Arcs(RoadGraph graph, int edge) => new[] { graph.EdgeForward[edge], graph.EdgeBackward[edge] }.Where(arc => arc >= 0);

    static double Fraction(RoadGraph graph, int arc, Anchor place) => graph.ArcIsBackward[arc] ? 1 - place.Fraction : place.Fraction;

    static (long, long) Whole(RoadGraph graph, int arc) => (graph.ArcWeight[arc] >> 32, graph.ArcWeight[arc] & 0xFFFF_FFFF);

    static (long, long) Part(RoadGraph graph, int arc, Anchor place)
    {
        var (milliseconds, decimetres) = Whole(graph, arc);
        return ((long)Math.Round(milliseconds * Fraction(graph, arc, place)), (long)Math.Round(decimetres * Fraction(graph, arc, place)));
    }

    static (long, long) Plus((long, long) a, (long, long) b) => (a.Item1 + b.Item1, a.Item2 + b.Item2);
}
