namespace Logistics.Roads.Drawing;

/// <summary>Leaves out the points of a line that nobody would miss: none that is left out lies farther than the tolerance from what stays.</summary>
/// <remarks>Douglas and Peucker, Algorithms for the reduction of the number of points required to represent a digitized line or its caricature, 1973.</remarks>
static class Simplifier
{
    /// <summary>Both ends stay; of a ring, the end and what is farthest from it.</summary>
    /// <param name="line">Two points or more.</param>
    public static List<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> line, double tolerance)
    {
        var stays = new bool[line.Count];
        stays[0] = stays[^1] = true;
        var open = new Stack<(int First, int Last)>([(0, line.Count - 1)]);
        while (open.TryPop(out var stretch))
        {
            var (farthest, most) = (-1, tolerance * tolerance);
            for (var i = stretch.First + 1; i < stretch.Last; i++)
                if (Squared(line[i], line[stretch.First], line[stretch.Last]) is var distance && distance > most)
                    (farthest, most) = (i, distance);
            if (farthest < 0)
                continue;
            stays[farthest] = true;
            open.Push((farthest, stretch.Last));
            open.Push((stretch.First, farthest));
        }
        var kept = new List<(double, double)>();
        for (var i = 0; i < line.Count; i++)
            if (stays[i])
                kept.Add(line[i]);
        return kept;
    }

    /// <summary>The square of the distance from a point to a straight piece, not to the line through it.</summary>
    static double Squared((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y;
        var length = dx * dx + dy * dy;
        var t = length > 0 ? Math.Clamp(((p.X - a.X) * dx + (p.Y - a.Y) * dy) / length, 0, 1) : 0;
        double x = p.X - a.X - t * dx, y = p.Y - a.Y - t * dy;
        return x * x + y * y;
    }
}
