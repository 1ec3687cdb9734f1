using Logistics.Roads.Graph;

namespace Logistics.Roads.Tests.Search;

/// <summary>The textbook, written to be believed at sight: a priority queue over arcs, time and length apart, no early stop, nothing reused.</summary>
static class ReferenceDijkstra
{
    /// <summary>How far a trip has come in what restrictions allow: it may drive restricted arcs until its first free one, and again until its end.</summary>
    enum Stage
    {
        Leaving,
        Passing,
        Arriving,
    }

    public static (long Milliseconds, long Decimetres)? Cost(RoadGraph graph, Anchor from, Anchor to)
    {
        var starts = new Dictionary<(int Arc, Stage Stage), (long, long)>(); // cost of standing at the start of an arc
        var settled = new HashSet<(int, Stage)>();
        var queue = new PriorityQueue<(int Arc, Stage Stage), (long, long)>();
        var best = new List<(long, long)>();
        foreach (var arc in First(graph, from.Edge))
        {
            var behind = Part(graph, arc, from);
            var whole = Whole(graph, arc);
            Follow((arc, graph.ArcIsRestricted[arc] ? Stage.Leaving : Stage.Passing), (whole.Item1 - behind.Item1, whole.Item2 - behind.Item2));
            if (from.Edge == to.Edge && Part(graph, arc, to) is var ahead && Fraction(graph, arc, to) >= Fraction(graph, arc, from))
                best.Add((ahead.Item1 - behind.Item1, ahead.Item2 - behind.Item2));
        }
        while (queue.TryDequeue(out var state, out var cost))
            if (settled.Add(state))
                Follow(state, Plus(cost, Whole(graph, state.Arc)));
        foreach (var ((arc, _), cost) in starts)
            if (graph.ArcEdge[arc] == to.Edge)
                best.Add(Plus(cost, Part(graph, arc, to)));
        return best.Count > 0 ? best.Min() : null;

        void Follow((int Arc, Stage Stage) state, (long, long) atEnd)
        {
            var head = graph.ArcHead[state.Arc];
            for (var next = graph.FirstOut[head]; next < graph.FirstOut[head + 1]; next++)
            {
                if (graph.TurnDelay(state.Arc, next) is not (>= 0 and var delay))
                    continue;
                if (Next(state.Stage, graph.ArcIsRestricted[next]) is not { } stage)
                    continue;
                var cost = Plus(atEnd, (delay, 0));
                if (starts.TryGetValue((next, stage), out var known) && known.CompareTo(cost) <= 0)
                    continue;
                starts[(next, stage)] = cost;
                queue.Enqueue((next, stage), cost);
            }
        }
    }

    static Stage? Next(Stage stage, bool isRestricted) => (stage, isRestricted) switch
    {
        (Stage.Leaving, true) => Stage.Leaving,
        (_, true) => Stage.Arriving,
        (Stage.Arriving, false) => null,
        _ => Stage.Passing,
    };

    // Twins come after these; trips start on the first of each chain.
    static IEnumerable<int> First(RoadGraph graph, int edge) => new[] { graph.EdgeForward[edge], graph.EdgeBackward[edge] }.Where(arc => arc >= 0);

    static double Fraction(RoadGraph graph, int arc, Anchor place) => graph.ArcIsBackward[arc] ? 1 - place.Fraction : place.Fraction;

    static (long, long) Whole(RoadGraph graph, int arc) => (graph.ArcWeight[arc] >> 32, graph.ArcWeight[arc] & 0xFFFF_FFFF);

    static (long, long) Part(RoadGraph graph, int arc, Anchor place)
    {
        var (milliseconds, decimetres) = Whole(graph, arc);
        return ((long)Math.Round(milliseconds * Fraction(graph, arc, place)), (long)Math.Round(decimetres * Fraction(graph, arc, place)));
    }

    static (long, long) Plus((long, long) a, (long, long) b) => (a.Item1 + b.Item1, a.Item2 + b.Item2);
}
