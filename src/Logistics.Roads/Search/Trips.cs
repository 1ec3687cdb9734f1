using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>Travel between places that lie somewhere along an edge, by plain searches: the first half edge, whole arcs, the last half edge.</summary>
sealed class Trips(RoadGraph graph, SearchGraph searchGraph)
{
    /// <summary>The cheapest way to one target: the arc it is reached on, and whether the vehicle never leaves the arc it started on.</summary>
    readonly record struct Arrival(long Weight, int Arc, bool IsDirect);

    public Dijkstra NewSearch() => new(searchGraph);

    /// <summary>The weights from one place to all, in their order; the target of a null place is unreachable.</summary>
    public void Row(Dijkstra search, Anchor from, IReadOnlyList<Anchor?> places, int[] targets, Span<long> row)
    {
        Span<(int, long)> starts = stackalloc (int, long)[2];
        search.Run(starts[..Starts(from, starts)], targets);
        for (var to = 0; to < places.Count; to++)
            row[to] = places[to] is { } place ? Best(search, from, place).Weight : Weight.Unreachable;
    }

    /// <summary>The arcs that pass the places.</summary>
    public int[] ArcsOf(IEnumerable<Anchor?> places) =>
        [.. places.Where(place => place is not null)
            .SelectMany(place => graph.Twins(graph.EdgeForward[place!.Value.Edge]).Concat(graph.Twins(graph.EdgeBackward[place.Value.Edge])))
            .Distinct()];

    /// <summary>Null when no path leads there.</summary>
    public RoadPath? Path(Dijkstra search, Anchor from, Anchor to)
    {
        Span<(int, long)> starts = stackalloc (int, long)[2];
        search.Run(starts[..Starts(from, starts)], ArcsOf([to]));
        var best = Best(search, from, to);
        if (best.Weight == Weight.Unreachable)
            return null;

        var arcs = new List<int> { best.Arc };
        if (!best.IsDirect)
        {
            int parent;
            for (parent = search.ParentOf(best.Arc); parent >= 0; parent = search.ParentOf(parent))
                arcs.Add(parent);
            arcs.Add(~parent);
            arcs.Reverse();
        }
        return new(Weight.Duration(best.Weight), Weight.Distance(best.Weight), Geometry(arcs, from, to));
    }

    int Starts(Anchor from, Span<(int, long)> starts)
    {
        var count = 0;
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[from.Edge], graph.EdgeBackward[from.Edge]])
            if (arc >= 0)
                starts[count++] = (arc, Driven(arc, from));
        return count;
    }

    Arrival Best(Dijkstra search, Anchor from, Anchor to)
    {
        var best = new Arrival(Weight.Unreachable, -1, false);
        foreach (var arc in (ReadOnlySpan<int>)[graph.EdgeForward[to.Edge], graph.EdgeBackward[to.Edge]])
        {
            if (arc < 0)
                continue;
            if (from.Edge == to.Edge && Along(arc, from) <= Along(arc, to) && Driven(arc, to) - Driven(arc, from) is var direct && direct < best.Weight)
                best = new(direct, arc, true);
            for (var twin = arc; twin >= 0; twin = graph.ArcNextTwin[twin])
                if (search.LabelOf(twin) is var label && label != Weight.Unreachable && label + Driven(twin, to) < best.Weight)
                    best = new(label + Driven(twin, to), twin, false);
        }
        return best;
    }

    /// <summary>How far along an arc a place lies, 0 to 1.</summary>
    double Along(int arc, Anchor place) => graph.ArcIsBackward[arc] ? 1 - place.Fraction : place.Fraction;

    /// <summary>The part of an arc before a place.</summary>
    long Driven(int arc, Anchor place) => Weight.Part(graph.ArcWeight[arc], Along(arc, place));

    List<Position> Geometry(List<int> arcs, Anchor from, Anchor to)
    {
        var line = new List<Position> { from.Position };
        for (var i = 0; i < arcs.Count; i++)
        {
            var shape = Shape(arcs[i]);
            double start = i == 0 ? Along(arcs[i], from) : 0, end = i == arcs.Count - 1 ? Along(arcs[i], to) : 1;
            var total = 0.0;
            for (var p = 1; p < shape.Count; p++)
                total += Metres(shape[p - 1], shape[p]);
            var at = 0.0;
            for (var p = 0; p < shape.Count; p++)
            {
                if (p > 0)
                    at += Metres(shape[p - 1], shape[p]);
                if (at > start * total && at < end * total || p == 0 && i > 0)
                    Add(shape[p]);
            }
        }
        Add(to.Position);
        if (line.Count == 1)
            line.Add(to.Position);
        return line;

        void Add(Position position)
        {
            if (line[^1] != position)
                line.Add(position);
        }
    }

    static double Metres(Position a, Position b) => Spherical.Metres(a.LongitudeE7, a.LatitudeE7, b.LongitudeE7, b.LatitudeE7);

    List<Position> Shape(int arc)
    {
        var edge = graph.ArcEdge[arc];
        var shape = new List<Position>();
        for (var point = graph.EdgeFirstPoint[edge]; point < graph.EdgeFirstPoint[edge + 1]; point++)
            shape.Add(graph.PointAt(point));
        if (graph.ArcIsBackward[arc])
            shape.Reverse();
        return shape;
    }
}
