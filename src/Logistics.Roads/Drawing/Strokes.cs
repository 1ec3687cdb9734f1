using Logistics.Roads.Graph;

namespace Logistics.Roads.Drawing;

/// <summary>What decides how a stretch is drawn; two stretches of one look may become one line.</summary>
readonly record struct Look(RoadClass Class, int Label, bool IsOneWay, bool IsRestricted);

/// <summary>
/// The network as lines for drawing: stretches of one look that follow each other are one stroke. A stroke is simplified as a whole, so that
/// neighbouring tiles meet exactly, and junctions with smaller streets leave no points behind.
/// </summary>
/// <remarks>
/// Thomson and Richardson, The "good continuation" principle of perceptual organization applied to the generalization of road networks, 1999:
/// where several stretches of a look meet, those that go straightest on belong together. Strokes of one-way roads run with the traffic.
/// </remarks>
sealed class Strokes
{
    /// <summary>Two stretches among more than two are one line only if the turn between them is less, 256 to the full circle. Looser than for bends and climbs: a wrong guess here costs a point or two, no time.</summary>
    const int SharpestTurn = 40;

    readonly List<int> sides = []; // twice the edge, plus one where the stroke runs against it
    readonly List<int> first = [];
    readonly List<Box> boxes = [];

    public int Count => boxes.Count;

    public Box BoxOf(int stroke) => boxes[stroke];

    public Look[] Looks { get; }

    /// <summary>What any of a stroke's stretches looks like.</summary>
    public Look LookOf(int stroke) => Looks[sides[first[stroke]] >> 1];

    /// <param name="looks">Per edge.</param>
    /// <param name="mostPoints">A stroke with more is continued by another, since each tile that one touches looks at all its points.</param>
    public Strokes(CompiledRoads roads, EdgeEnds ends, Look[] looks, int mostPoints)
    {
        Looks = looks;
        var partner = Pair(roads, ends, looks);
        var isDone = new bool[looks.Length];
        for (var edge = 0; edge < looks.Length; edge++)
            if (!isDone[edge])
                Trace(roads, ends, FirstOf(2 * edge, partner), partner, isDone, mostPoints);
        first.Add(sides.Count);
    }

    /// <summary>The points of a stroke on the map of a zoom, none twice in a row; one only if it has no length there.</summary>
    public List<(double X, double Y)> Project(CompiledRoads roads, int stroke, int zoom)
    {
        var line = new List<(double X, double Y)>();
        for (var i = first[stroke]; i < first[stroke + 1]; i++)
        {
            var points = roads.PointsOf(sides[i] >> 1);
            for (var j = 0; j < points.Length; j++)
            {
                var point = (sides[i] & 1) == 0 ? points[j] : points[^(j + 1)];
                var place = WebMercator.Project(point.Longitude, point.Latitude, zoom);
                if (line.Count == 0 || line[^1] != place)
                    line.Add(place);
            }
        }
        return line;
    }

    /// <summary>For each end of an edge (2e where it begins, 2e+1 where it ends) the end of another that goes on from there, or -1.</summary>
    static int[] Pair(CompiledRoads roads, EdgeEnds ends, Look[] looks)
    {
        var numbers = new Dictionary<Look, int>();
        var keys = new long[2 * looks.Length];
        for (var end = 0; end < keys.Length; end++)
        {
            if (!numbers.TryGetValue(looks[end >> 1], out var number))
                numbers.Add(looks[end >> 1], number = numbers.Count);
            keys[end] = (long)ends.NodeOf(end) << 32 | (uint)number;
        }
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        var partner = new int[keys.Length];
        Array.Fill(partner, -1);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];)
                to++;
            var meeting = order.AsSpan(from, to - from);
            meeting.Sort(); // a sort by keys alone may leave equals in any order
            PairAt(roads, ends, looks[meeting[0] >> 1].IsOneWay, meeting, partner);
        }
        return partner;
    }

    static void PairAt(CompiledRoads roads, EdgeEnds ends, bool isOneWay, ReadOnlySpan<int> meeting, int[] partner)
    {
        var candidates = new List<(int Turn, int One, int Other)>();
        for (var i = 0; i < meeting.Length; i++)
            for (var j = i + 1; j < meeting.Length; j++)
            {
                var (one, other) = (meeting[i], meeting[j]);
                if (one >> 1 == other >> 1 || (isOneWay && ends.IsTrafficLeaving(one) == ends.IsTrafficLeaving(other)))
                    continue;
                // Straight on, the two point away from each other.
                var turn = Math.Abs(128 - Math.Abs(Bearing(roads, one) - Bearing(roads, other)));
                if (meeting.Length == 2 || turn <= SharpestTurn)
                    candidates.Add((turn, one, other));
            }
        candidates.Sort();
        foreach (var (_, one, other) in candidates)
            if (partner[one] < 0 && partner[other] < 0)
                (partner[one], partner[other]) = (other, one);
    }

    /// <summary>The way an edge points as seen from one of its ends.</summary>
    static int Bearing(CompiledRoads roads, int end)
    {
        var points = roads.PointsOf(end >> 1);
        var (here, next) = (end & 1) == 0 ? (points[0], points[1]) : (points[^1], points[^2]);
        return Spherical.Bearing(here.Longitude, here.Latitude, next.Longitude, next.Latitude);
    }

    /// <summary>The end at which the stroke through an end begins; where it is a ring, that end itself.</summary>
    static int FirstOf(int end, int[] partner)
    {
        for (var at = end; ; at = partner[at] ^ 1)
            if (partner[at] < 0)
                return at;
            else if ((partner[at] ^ 1) == end)
                return end;
    }

    void Trace(CompiledRoads roads, EdgeEnds ends, int start, int[] partner, bool[] isDone, int mostPoints)
    {
        var run = new List<int>(); // ends, each where the stroke enters its edge
        for (var end = start; end >= 0 && !isDone[end >> 1]; end = partner[end ^ 1])
        {
            isDone[end >> 1] = true;
            run.Add(end);
        }
        if (Looks[start >> 1].IsOneWay && !ends.IsTrafficLeaving(start))
        {
            run.Reverse();
            for (var i = 0; i < run.Count; i++)
                run[i] ^= 1;
        }
        var points = mostPoints; // so that the first opens a stroke
        foreach (var end in run)
        {
            if (points >= mostPoints)
            {
                first.Add(sides.Count);
                boxes.Add(Box.Empty);
                points = 0;
            }
            sides.Add(end);
            foreach (var point in roads.PointsOf(end >> 1))
                boxes[^1] = boxes[^1].Plus(point);
            points += roads.PointsOf(end >> 1).Length;
        }
    }
}
