namespace Logistics.Roads.Graph;

/// <summary>A stretch of road that was left out because it cannot both be reached and left.</summary>
/// <param name="FirstPoint">Its points go on to the next one's first; one that is none stands behind the last.</param>
/// <param name="Spare">Zero.</param>
readonly record struct IslandRecord(long Way, int FirstPoint, int Spare);

/// <summary>The shapes of what was left out, so that a place beside such a road can be told: looked at one by one, because there are few and few ask.</summary>
sealed record IslandLines(IslandRecord[] Islands, PointRecord[] Points)
{
    /// <param name="graph">With islands.</param>
    /// <param name="stays">Per arc of it.</param>
    public static IslandLines Of(RoadGraph graph, bool[] stays)
    {
        var (islands, points) = (new List<IslandRecord>(), new List<PointRecord>());
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (graph.Twins(graph.EdgeForward[edge]).Concat(graph.Twins(graph.EdgeBackward[edge])).Any(arc => stays[arc]))
                continue;
            islands.Add(new(graph.EdgeWay[edge], points.Count, 0));
            for (var point = graph.EdgeFirstPoint[edge]; point < graph.EdgeFirstPoint[edge + 1]; point++)
                points.Add(new(graph.Longitudes[point], graph.Latitudes[point]));
        }
        islands.Add(new(0, points.Count, 0));
        return new([.. islands], [.. points]);
    }

    /// <summary>Metres to the nearest island and its way, when one is nearer than the limit.</summary>
    public static (double Metres, long Way)? Nearest(ReadOnlySpan<IslandRecord> islands, ReadOnlySpan<PointRecord> points, int longitude, int latitude, double limit)
    {
        var shrink = Spherical.Shrink(latitude);
        var (best, found) = (limit * limit, -1);
        for (var island = 0; island + 1 < islands.Length; island++)
            for (var point = islands[island].FirstPoint; point + 1 < islands[island + 1].FirstPoint; point++)
                if (SegmentTree.Squared(points[point], points[point + 1], longitude, latitude, shrink, out _) is var squared && squared < best)
                    (best, found) = (squared, island);
        return found < 0 ? null : (Math.Sqrt(best), islands[found].Way);
    }
}
