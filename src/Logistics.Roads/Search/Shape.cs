using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Search;

/// <summary>The line that a trip draws on the map.</summary>
static class Shape
{
    /// <summary>From the first place to the last, both included; at least two positions.</summary>
    public static List<Position> Of(CompiledRoads roads, IReadOnlyList<int> arcs, Anchor from, Anchor to)
    {
        var line = new List<Position> { from.Position };
        for (var i = 0; i < arcs.Count; i++)
        {
            var arc = roads.Arcs[arcs[i]];
            var points = roads.PointsOf(arc.Edge);
            if (i > 0)
                Add(points[arc.IsBackward ? points.Length - 1 : 0]);
            // Only the first and the last arc are driven in part: elsewhere all points lie between.
            var isPart = i == 0 || i == arcs.Count - 1;
            var total = isPart ? Length(points) : 0;
            var start = i == 0 ? from.Along(arc.IsBackward) * total : double.NegativeInfinity;
            var end = i == arcs.Count - 1 ? to.Along(arc.IsBackward) * total : double.PositiveInfinity;
            var at = 0.0;
            for (var p = 0; p < points.Length; p++)
            {
                var point = arc.IsBackward ? points.Length - 1 - p : p;
                if (isPart && p > 0)
                    at += Length(points.Slice(arc.IsBackward ? point : point - 1, 2));
                if (at > start && at < end)
                    Add(points[point]);
            }
        }
        Add(new(to.Position.LongitudeE7, to.Position.LatitudeE7));
        if (line.Count == 1)
            line.Add(to.Position);
        return line;

        void Add(PointRecord point)
        {
            if (line[^1].LongitudeE7 != point.Longitude || line[^1].LatitudeE7 != point.Latitude)
                line.Add(new(point.Longitude, point.Latitude));
        }
    }

    /// <summary>Metres along the points of one edge.</summary>
    static double Length(ReadOnlySpan<PointRecord> points)
    {
        var metres = 0.0;
        for (var point = 1; point < points.Length; point++)
            metres += Spherical.Metres(points[point - 1].Longitude, points[point - 1].Latitude, points[point].Longitude, points[point].Latitude);
        return metres;
    }
}
