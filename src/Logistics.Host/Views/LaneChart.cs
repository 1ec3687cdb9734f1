using System.Globalization;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <summary>A lane's day as a strip: the load on board over the hours, against what the vehicle may carry.</summary>
/// <param name="Area">Polygon of the load, in a box of 1000 x 100, time to the right, load upwards (full at 10).</param>
/// <param name="Services">Where the vehicle stands and works: left edge and width.</param>
/// <param name="Hours">Whole hours in the span: where, and which.</param>
public sealed record LaneChart(string Area, IReadOnlyList<(double X, double Width)> Services, IReadOnlyList<(double X, int Hour)> Hours)
{
    public const int Width = 1000;
    public const int Height = 100;
    const double top = 10;

    /// <param name="firstHour">Left edge, shared by all lanes so that they can be compared.</param>
    /// <param name="lastHour">Right edge; greater than the left.</param>
    public static LaneChart Of(Route route, Mass capacity, Phrases say, double firstHour, double lastHour)
    {
        double X(DateTimeOffset instant) => Math.Round(Math.Clamp((say.HourOf(instant) - firstHour) / (lastHour - firstHour), 0, 1) * Width, 1);
        double Y(Mass load) => Math.Round(Height - (Height - top) * Math.Min(1, capacity.Grams == 0 ? 0 : (double)load.Grams / capacity.Grams), 1);

        var points = new List<(double X, double Y)> { (X(route.Departure), Height) };
        var load = route.Stops[0].LoadAfter.Mass;
        points.Add((X(route.Departure), Y(load)));
        foreach (var stop in route.Stops.Skip(1))
        {
            points.Add((X(stop.Departure > stop.ServiceBegin ? stop.Departure : stop.Arrival), Y(load)));
            load = stop.LoadAfter.Mass;
            points.Add((X(stop.Departure > stop.ServiceBegin ? stop.Departure : stop.Arrival), Y(load)));
        }
        points.Add((points[^1].X, Height));

        return new(
            string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X},{p.Y}"))),
            [.. route.Stops.Where(stop => stop.Departure > stop.ServiceBegin).Select(stop => (X(stop.ServiceBegin), Math.Max(3, Math.Round(X(stop.Departure) - X(stop.ServiceBegin), 1))))],
            [.. Enumerable.Range((int)Math.Ceiling(firstHour), Math.Max(0, (int)Math.Floor(lastHour) - (int)Math.Ceiling(firstHour) + 1))
                .Select(hour => (Math.Round((hour - firstHour) / (lastHour - firstHour) * Width, 1), hour))]);
    }
}
