namespace Logistics.Roads.Graph;

/// <summary>Where on the network a position was snapped.</summary>
/// <param name="Fraction">Along the edge's own direction, 0 to 1, by length.</param>
readonly record struct Anchor(int Edge, double Fraction, Measures.Position Position, double WalkMetres);

/// <summary>
/// Finds the nearest stretch of road: a packed R-tree over the straight segments of stoppable edges, sorted along a Hilbert curve, in flat arrays.
/// </summary>
/// <remarks>Kamel and Faloutsos, On packing R-trees, CIKM 1993. Distances are measured on the plane that touches the globe at the position asked for.</remarks>
sealed class SegmentTree
{
    const int Fanout = 16;

    readonly RoadGraph graph;
    readonly int[] points; // per segment, in tree order: its first point
    readonly int[] edges;
    readonly List<Box[]> levels = []; // levels[0] bounds runs of segments; the last level has at most Fanout boxes

    readonly record struct Box(int West, int South, int East, int North)
    {
        public static Box Empty => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

        public Box Plus(Box other) => new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

        /// <summary>Squared metres to the nearest point of the box.</summary>
        public double Squared(int longitude, int latitude, double shrink)
        {
            double x = longitude < West ? West - (double)longitude : longitude > East ? longitude - (double)East : 0;
            double y = latitude < South ? South - (double)latitude : latitude > North ? latitude - (double)North : 0;
            return Spherical.Squared(x, y, shrink);
        }
    }

    public SegmentTree(RoadGraph graph)
    {
        this.graph = graph;
        var segments = new List<(int Edge, int Point)>();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
            if (graph.EdgeIsStoppable[edge])
                for (var point = graph.EdgeFirstPoint[edge]; point + 1 < graph.EdgeFirstPoint[edge + 1]; point++)
                    segments.Add((edge, point));
        var order = new int[segments.Count];
        var keys = new ulong[segments.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var box = BoxOf(segments[i].Point);
            (order[i], keys[i]) = (i, Hilbert((box.West >> 1) + (box.East >> 1), (box.South >> 1) + (box.North >> 1)));
        }
        Array.Sort(keys, order, Comparer<ulong>.Default);
        points = Array.ConvertAll(order, i => segments[i].Point);
        edges = Array.ConvertAll(order, i => segments[i].Edge);

        var below = Pack(Array.ConvertAll(points, BoxOf));
        levels.Add(below);
        while (below.Length > Fanout)
            levels.Add(below = Pack(below));
    }

    /// <summary>Null when nothing lies within the limit. Among equals, the first in the map's order.</summary>
    public Anchor? Nearest(int longitude, int latitude, double limitMetres)
    {
        var shrink = Spherical.Shrink(latitude);
        var best = (Squared: limitMetres * limitMetres, Segment: -1, Fraction: 0.0);
        Descend(levels.Count - 1, 0, levels[^1].Length);
        if (best.Segment < 0)
            return null;
        return AnchorAt(best.Segment, best.Fraction, Math.Sqrt(best.Squared));

        void Descend(int level, int first, int end)
        {
            // Nearest boxes first; with so few children a sorted scratch pad beats a heap.
            Span<(double Squared, int Child)> near = stackalloc (double, int)[Fanout];
            var count = 0;
            for (var i = first; i < end; i++)
            {
                var squared = levels[level][i].Squared(longitude, latitude, shrink);
                if (squared > best.Squared)
                    continue;
                var slot = count++;
                for (; slot > 0 && near[slot - 1].Squared > squared; slot--)
                    near[slot] = near[slot - 1];
                near[slot] = (squared, i);
            }
            for (var i = 0; i < count; i++)
            {
                if (near[i].Squared > best.Squared)
                    return;
                var from = near[i].Child * Fanout;
                if (level > 0)
                    Descend(level - 1, from, Math.Min(from + Fanout, levels[level - 1].Length));
                else
                    for (var segment = from; segment < Math.Min(from + Fanout, points.Length); segment++)
                        Try(segment);
            }
        }

        void Try(int segment)
        {
            int a = points[segment], b = a + 1;
            double x = (graph.Longitudes[b] - (double)graph.Longitudes[a]) * shrink, y = graph.Latitudes[b] - (double)graph.Latitudes[a];
            double px = (longitude - (double)graph.Longitudes[a]) * shrink, py = latitude - (double)graph.Latitudes[a];
            var length = x * x + y * y;
            var fraction = length > 0 ? Math.Clamp((px * x + py * y) / length, 0, 1) : 0;
            var squared = Spherical.Squared((px - fraction * x) / shrink, py - fraction * y, shrink);
            if (squared < best.Squared || squared == best.Squared && (best.Segment < 0 || a < points[best.Segment]))
                best = (squared, segment, fraction);
        }
    }

    Anchor AnchorAt(int segment, double fraction, double walk)
    {
        var (edge, at) = (edges[segment], points[segment]);
        double before = 0, total = 0;
        for (var point = graph.EdgeFirstPoint[edge]; point + 1 < graph.EdgeFirstPoint[edge + 1]; point++)
        {
            var length = Spherical.Metres(graph.Longitudes[point], graph.Latitudes[point], graph.Longitudes[point + 1], graph.Latitudes[point + 1]);
            if (point < at)
                before += length;
            else if (point == at)
                before += fraction * length;
            total += length;
        }
        var position = Spherical.Between(graph.Longitudes[at], graph.Latitudes[at], graph.Longitudes[at + 1], graph.Latitudes[at + 1], fraction);
        return new(edge, total > 0 ? Math.Min(1, before / total) : 0, position, walk);
    }

    Box BoxOf(int point)
    {
        int x1 = graph.Longitudes[point], x2 = graph.Longitudes[point + 1], y1 = graph.Latitudes[point], y2 = graph.Latitudes[point + 1];
        return new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
    }

    static Box[] Pack(Box[] below)
    {
        var packed = new Box[(below.Length + Fanout - 1) / Fanout];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = Box.Empty;
            foreach (var box in below.AsSpan(i * Fanout, Math.Min(Fanout, below.Length - i * Fanout)))
                packed[i] = packed[i].Plus(box);
        }
        return packed;
    }

    /// <summary>The place along a Hilbert curve of order 32 that fills the square of all coordinates.</summary>
    static ulong Hilbert(int longitude, int latitude)
    {
        uint x = unchecked((uint)longitude) ^ 0x8000_0000, y = unchecked((uint)latitude) ^ 0x8000_0000;
        ulong place = 0;
        for (var side = 0x8000_0000; side > 0; side >>= 1)
        {
            uint right = (x & side) != 0 ? 1u : 0, up = (y & side) != 0 ? 1u : 0;
            place = place << 2 | (3 * right ^ up);
            if (up != 0)
                continue;
            if (right != 0)
                (x, y) = (~x, ~y);
            (x, y) = (y, x);
        }
        return place;
    }
}
