namespace Logistics.Roads.Tests.Drawing;

/// <summary>Plain geometry to check drawings with, written apart from theirs.</summary>
static class Plane
{
    public static double Distance((double X, double Y) p, IReadOnlyList<(double X, double Y)> line) =>
        Enumerable.Range(1, line.Count - 1).Min(i => Distance(p, line[i - 1], line[i]));

    /// <summary>By the angles at both ends: obtuse, and the end is nearest; else twice the triangle's area over the base.</summary>
    public static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        double along = (p.X - a.X) * (b.X - a.X) + (p.Y - a.Y) * (b.Y - a.Y), length = Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
        if (along <= 0 || length == 0)
            return Math.Sqrt((p.X - a.X) * (p.X - a.X) + (p.Y - a.Y) * (p.Y - a.Y));
        if (along >= length * length)
            return Math.Sqrt((p.X - b.X) * (p.X - b.X) + (p.Y - b.Y) * (p.Y - b.Y));
        return Math.Abs((b.X - a.X) * (a.Y - p.Y) - (a.X - p.X) * (b.Y - a.Y)) / length;
    }
}
