using System.Globalization;
using Logistics.Host.Worker;

namespace Logistics.Host.Views;

/// <summary>A solve's best cost over time as a line of steps; the board's script draws the same from the solve's events.</summary>
public static class CurveDrawing
{
    public const int Width = 300, Height = 60;

    /// <summary>Corners for a polyline: costs fall from the upper edge to the lower, as they are.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="lasted">The right edge.</param>
    public static string Of(IReadOnlyList<CostPoint> points, TimeSpan lasted)
    {
        ArgumentNullException.ThrowIfNull(points);
        var whole = Math.Max(lasted.TotalSeconds, Math.Max(points[^1].After.TotalSeconds, 0.001));
        var (least, most) = (points.Min(x => x.Cost.Microeuros), points.Max(x => x.Cost.Microeuros));
        double X(CostPoint point) => Width * point.After.TotalSeconds / whole;
        double Y(CostPoint point) => most == least ? Height / 2 : Height * (1 - (double)(point.Cost.Microeuros - least) / (most - least));
        var corners = points.SelectMany((point, i) => i == 0 ? [(X(point), Y(point))] : new[] { (X(point), Y(points[i - 1])), (X(point), Y(point)) }).Append((Width, Y(points[^1])));
        return string.Join(' ', corners.Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Item1:0.#},{x.Item2:0.#}")));
    }

    /// <summary>The same in words.</summary>
    public static string Say(IReadOnlyList<CostPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return Texts.Format("Board.Curve", $"{points[0].Cost.Euros:#,0}", $"{points[^1].Cost.Euros:#,0}", $"{points[^1].After.TotalSeconds:#,0}");
    }
}
