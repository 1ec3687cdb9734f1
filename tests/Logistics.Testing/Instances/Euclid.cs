using Logistics.Routing;

namespace Logistics.Testing.Instances;

/// <summary>The plane of the academic instances, in ten-thousandths of their unit.</summary>
/// <remarks>
/// Their tables count distances as doubles. Distances are rounded to the nearest ten-thousandth; times are rounded <em>up</em>, so whatever we
/// call feasible is feasible in doubles too.
/// </remarks>
public static class Euclid
{
    public const int Scale = 10_000;

    public static TravelTable Table(IReadOnlyList<(double X, double Y)> points)
    {
        var size = points.Count;
        var (times, distances) = (new int[size * size], new int[size * size]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var (dx, dy) = (points[i].X - points[j].X, points[i].Y - points[j].Y);
                var exact = Math.Sqrt(dx * dx + dy * dy) * Scale;
                times[i * size + j] = (int)Math.Ceiling(exact - 1e-6);
                distances[i * size + j] = (int)Math.Round(exact);
            }
        return new(size, times, distances);
    }
}
