namespace Logistics.Roads.Graph;

/// <summary>Where on the network a position was snapped.</summary>
/// <param name="Fraction">Along the edge's own direction, 0 to 1, by length.</param>
/// <param name="Bank">On which side of the edge, seen along its own direction, the position lies.</param>
/// <param name="Directions">In which directions of the edge a vehicle may stand there.</param>
readonly record struct Anchor(
    int Edge, double Fraction, Measures.Position Position, double WalkMetres, Bank Bank = Bank.OnIt, Directions Directions = Directions.Both)
{
    /// <summary>How far along an arc of its edge the place lies, 0 to 1.</summary>
    public double Along(bool isBackward) => isBackward ? 1 - Fraction : Fraction;

    /// <summary>The place on the side of the vehicle that is asked for; as it is where the street leaves no choice.</summary>
    public Anchor Approached(ApproachSide side, CompiledRoads roads)
    {
        var edge = roads.Edges[Edge];
        if (side == ApproachSide.Any || Bank == Bank.OnIt || edge.Forward < 0 || edge.Backward < 0)
            return this;
        var isKerbOnRight = ((RoadTraits)edge.Traits & RoadTraits.LeftHandTraffic) == 0;
        var isForward = Bank == Bank.Right == isKerbOnRight == (side == ApproachSide.Curb);
        return this with { Directions = isForward ? Directions.Forward : Directions.Backward };
    }
}

enum Bank : byte
{
    OnIt,
    Left,
    Right,
}

[Flags]
enum Directions : byte
{
    Forward = 1,
    Backward = 2,
    Both = Forward | Backward,
}

/// <summary>A straight piece of an edge: from this point to the next.</summary>
readonly record struct Segment(int Edge, int Point);

/// <summary>All four sides belong to it; in 1e-7 degree.</summary>
readonly record struct Box(int West, int South, int East, int North)
{
    public static Box Empty => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public Box Plus(Box other) => new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    public Box Plus(PointRecord point) => Plus(new Box(point.Longitude, point.Latitude, point.Longitude, point.Latitude));

    public bool Meets(Box other) => other.West <= East && other.East >= West && other.South <= North && other.North >= South;

    /// <summary>Squared metres to the nearest point of the box.</summary>
    public double Squared(int longitude, int latitude, double shrink)
    {
        double x = longitude < West ? West - (double)longitude : longitude > East ? longitude - (double)East : 0;
        double y = latitude < South ? South - (double)latitude : latitude > North ? latitude - (double)North : 0;
        return Spherical.Squared(x, y, shrink);
    }
}

/// <summary>
/// Finds the nearest stretch of road: a packed R-tree over the straight segments of stoppable edges, sorted along a Hilbert curve, in flat arrays.
/// </summary>
/// <remarks>Kamel and Faloutsos, On packing R-trees, CIKM 1993. Distances are measured on the plane that touches the globe at the position asked for.</remarks>
sealed class SegmentTree(CompiledRoads roads)
{
    const int Fanout = 16;

    // Nearer than this, a position says nothing of a side.
    const double OnTheRoadMetres = 0.5;

    /// <returns>
    /// The segments in the tree's order, and the boxes level by level: box i of the first level bounds the i-th run of sixteen segments, box i of
    /// another the i-th run of sixteen boxes below; the last level has at most sixteen. Level k is <c>Boxes[Levels[k]..Levels[k+1]]</c>.
    /// </returns>
    public static (Segment[] Segments, Box[] Boxes, int[] Levels) Pack(EdgeRecord[] edges, ReadOnlySpan<PointRecord> points)
    {
        var segments = new List<Segment>();
        for (var edge = 0; edge + 1 < edges.Length; edge++)
            if (edges[edge].Stoppable != 0)
                for (var point = edges[edge].FirstPoint; point + 1 < edges[edge + 1].FirstPoint; point++)
                    segments.Add(new(edge, point));
        var order = segments.ToArray();
        var bounds = new Box[order.Length];
        for (var i = 0; i < bounds.Length; i++)
            bounds[i] = Box.Empty.Plus(points[order[i].Point]).Plus(points[order[i].Point + 1]);
        var keys = Array.ConvertAll(bounds, box => Hilbert((box.West >> 1) + (box.East >> 1), (box.South >> 1) + (box.North >> 1)));
        // Segments on one spot keep the map's order, whatever a sort does with equals.
        var places = Enumerable.Range(0, order.Length).ToArray();
        Array.Sort(places, (a, b) => keys[a].CompareTo(keys[b]) is var byKey and not 0 ? byKey : a.CompareTo(b));
        order = Array.ConvertAll(places, place => order[place]);

        var below = Bound(Array.ConvertAll(places, place => bounds[place]));
        var (boxes, levels) = (new List<Box>(below), new List<int> { 0, below.Length });
        while (below.Length > Fanout)
        {
            boxes.AddRange(below = Bound(below));
            levels.Add(boxes.Count);
        }
        return (order, [.. boxes], [.. levels]);
    }

    /// <summary>Null when nothing lies within the limit. Among equals, the first in the map's order.</summary>
    /// <param name="isClosed">Per edge: nobody may stop there today. Empty when all are open.</param>
    public Anchor? Nearest(int longitude, int latitude, double limitMetres, bool[] isClosed)
    {
        var shrink = Spherical.Shrink(latitude);
        var best = (Squared: limitMetres * limitMetres, Segment: -1, Fraction: 0.0);
        var levels = roads.BoxLevels;
        Descend(levels.Length - 2, 0, levels[^1] - levels[^2]);
        return best.Segment < 0 ? null : AnchorAt(roads.Segments[best.Segment], best.Fraction, longitude, latitude, Math.Sqrt(best.Squared));

        void Descend(int level, int first, int end)
        {
            // Nearest boxes first; with so few children a sorted scratch pad beats a heap.
            Span<(double Squared, int Child)> near = stackalloc (double, int)[Fanout];
            var boxes = roads.Boxes.Span[levels[level]..levels[level + 1]];
            var count = 0;
            for (var i = first; i < end; i++)
            {
                var squared = boxes[i].Squared(longitude, latitude, shrink);
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
                    Descend(level - 1, from, Math.Min(from + Fanout, levels[level] - levels[level - 1]));
                else
                    Scan(from, Math.Min(from + Fanout, roads.Segments.Length));
            }
        }

        void Scan(int first, int end)
        {
            var segments = roads.Segments.Span;
            var points = roads.Points.Span;
            for (var segment = first; segment < end; segment++)
            {
                if (isClosed.Length > 0 && isClosed[segments[segment].Edge])
                    continue;
                var point = segments[segment].Point;
                var squared = Squared(points[point], points[point + 1], longitude, latitude, shrink, out var fraction);
                if (squared < best.Squared || squared == best.Squared && (best.Segment < 0 || point < segments[best.Segment].Point))
                    best = (squared, segment, fraction);
            }
        }
    }

    /// <summary>The nearest place on each of the nearest edges, nearest first; among equals, the first in the tree's order.</summary>
    /// <remarks>Best first: Hjaltason and Samet, Distance browsing in spatial databases, ACM TODS 24(2), 1999.</remarks>
    public List<Anchor> Nearest(int longitude, int latitude, double limitMetres, int count)
    {
        var shrink = Spherical.Shrink(latitude);
        var levels = roads.BoxLevels;
        var boxes = roads.Boxes.Span;
        var all = roads.Segments.Span;
        var points = roads.Points.Span;
        var (found, edges) = (new List<Anchor>(), new HashSet<int>());
        var queue = new PriorityQueue<(int Level, int Index), (double Squared, int Order)>();
        var order = 0;
        for (var i = levels[^2]; i < levels[^1]; i++)
            Enqueue(levels.Length - 2, i - levels[^2], boxes[i].Squared(longitude, latitude, shrink));
        while (found.Count < count && queue.TryDequeue(out var next, out var at))
        {
            if (next.Level < 0)
            {
                if (edges.Add(all[next.Index].Edge))
                {
                    Squared(points[all[next.Index].Point], points[all[next.Index].Point + 1], longitude, latitude, shrink, out var fraction);
                    found.Add(AnchorAt(all[next.Index], fraction, longitude, latitude, Math.Sqrt(at.Squared)));
                }
                continue;
            }
            var below = next.Level > 0 ? levels[next.Level] - levels[next.Level - 1] : all.Length;
            for (var child = next.Index * Fanout; child < Math.Min((next.Index + 1) * Fanout, below); child++)
                Enqueue(next.Level - 1, child, next.Level > 0
                    ? boxes[levels[next.Level - 1] + child].Squared(longitude, latitude, shrink)
                    : Squared(points[all[child].Point], points[all[child].Point + 1], longitude, latitude, shrink, out _));
        }
        return found;

        void Enqueue(int level, int index, double squared)
        {
            if (squared <= limitMetres * limitMetres)
                queue.Enqueue((level, index), (squared, order++));
        }
    }

    /// <summary>Squared metres from a place to a straight piece of road, and how far along it the nearest point lies.</summary>
    public static double Squared(PointRecord a, PointRecord b, int longitude, int latitude, double shrink, out double fraction)
    {
        double x = (b.Longitude - (double)a.Longitude) * shrink, y = b.Latitude - (double)a.Latitude;
        double px = (longitude - (double)a.Longitude) * shrink, py = latitude - (double)a.Latitude;
        var length = x * x + y * y;
        fraction = length > 0 ? Math.Clamp((px * x + py * y) / length, 0, 1) : 0;
        return Spherical.Squared((px - fraction * x) / shrink, py - fraction * y, shrink);
    }

    Anchor AnchorAt(Segment segment, double fraction, int longitude, int latitude, double walk)
    {
        double before = 0, total = 0;
        var points = roads.PointsOf(segment.Edge);
        var at = segment.Point - roads.Edges[segment.Edge].FirstPoint;
        for (var point = 0; point + 1 < points.Length; point++)
        {
            var length = Spherical.Metres(points[point].Longitude, points[point].Latitude, points[point + 1].Longitude, points[point + 1].Latitude);
            if (point < at)
                before += length;
            else if (point == at)
                before += fraction * length;
            total += length;
        }
        var position = Spherical.Between(points[at].Longitude, points[at].Latitude, points[at + 1].Longitude, points[at + 1].Latitude, fraction);
        return new(segment.Edge, total > 0 ? Math.Min(1, before / total) : 0, position, walk, BankOf(points, at, fraction, longitude, latitude, walk));
    }

    /// <summary>Nearest to a corner, a place lies on the inner side only if it does so of both pieces; beyond an end of the edge it lies on no side.</summary>
    static Bank BankOf(ReadOnlySpan<PointRecord> points, int at, double fraction, int longitude, int latitude, double walk)
    {
        if (walk < OnTheRoadMetres)
            return Bank.OnIt;
        if (fraction is > 0 and < 1)
            return SideOf(Cross(points[at], points[at + 1], longitude, latitude));
        var corner = fraction > 0 ? at + 1 : at;
        if (corner == 0 || corner == points.Length - 1)
            return Bank.OnIt;
        var bend = Cross(points[corner - 1], points[corner], points[corner + 1].Longitude, points[corner + 1].Latitude);
        var (before, after) = (Cross(points[corner - 1], points[corner], longitude, latitude), Cross(points[corner], points[corner + 1], longitude, latitude));
        return SideOf(bend > 0 ? Math.Min(before, after) : bend < 0 ? Math.Max(before, after) : before);
    }

    static Bank SideOf(double cross) => cross > 0 ? Bank.Left : cross < 0 ? Bank.Right : Bank.OnIt;

    /// <summary>Positive where a place lies to the left of a straight piece of road; a scale of the axes does not change the sign.</summary>
    static double Cross(PointRecord a, PointRecord b, int longitude, int latitude) =>
        (b.Longitude - (double)a.Longitude) * (latitude - (double)a.Latitude) - (b.Latitude - (double)a.Latitude) * (longitude - (double)a.Longitude);

    static Box[] Bound(Box[] below)
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
