using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>The line that a trip draws on the map.</summary>
static class Shape
{
    /// <summary>From the first place to the last, both included; at least two positions.</summary>
    public static List<Position> Of(RoadGraph graph, IReadOnlyList<int> arcs, Anchor from, Anchor to)
    {
        var line = new List<Position> { from.Position };
        for (var i = 0; i < arcs.Count; i++)
        {
            var (edge, isBackward) = (graph.ArcEdge[arcs[i]], graph.ArcIsBackward[arcs[i]]);
            int first = graph.EdgeFirstPoint[edge], last = graph.EdgeFirstPoint[edge + 1] - 1;
            if (i > 0)
                Add(graph.PointAt(isBackward ? last : first));
            // Only the first and the last arc are driven in part: elsewhere all points lie between.
            var isPart = i == 0 || i == arcs.Count - 1;
            var total = isPart ? Length(graph, first, last) : 0;
            var start = i == 0 ? Along(from, isBackward) * total : double.NegativeInfinity;
            var end = i == arcs.Count - 1 ? Along(to, isBackward) * total : double.PositiveInfinity;
            var at = 0.0;
            var (step, stop) = isBackward ? (-1, first) : (1, last);
            for (var point = isBackward ? last : first; ; point += step)
            {
                if (at > start && at < end)
                    Add(graph.PointAt(point));
                if (point == stop)
                    break;
                if (isPart)
                    at += Length(graph, Math.Min(point, point + step), Math.Max(point, point + step));
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

    static double Along(Anchor place, bool isBackward) => isBackward ? 1 - place.Fraction : place.Fraction;

    /// <summary>Metres along the points of one edge.</summary>
    static double Length(RoadGraph graph, int first, int last)
    {
        var metres = 0.0;
        for (var point = first; point < last; point++)
            metres += Spherical.Metres(graph.Longitudes[point], graph.Latitudes[point], graph.Longitudes[point + 1], graph.Latitudes[point + 1]);
        return metres;
    }
}
