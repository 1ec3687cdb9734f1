using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Guidance;

/// <summary>Where roads point, in degrees clockwise from north, as a driver sees it: over some metres, not over the first bit of kerb that the map draws.</summary>
static class Bearings
{
    const double LookMetres = 15;

    /// <summary>Of an arc where it begins.</summary>
    /// <param name="metres">How far to look.</param>
    public static double Leaving(CompiledRoads roads, int arc, double metres = LookMetres) => Of(roads, arc, fromHead: false, metres);

    /// <summary>Of an arc where it ends.</summary>
    public static double Arriving(CompiledRoads roads, int arc) => (Of(roads, arc, fromHead: true, LookMetres) + 180) % 360;

    /// <summary>From one to another, in (-180, 180]: to the right is positive.</summary>
    public static double Turn(double from, double to)
    {
        var turn = (to - from) % 360;
        return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
    }

    /// <summary>0 to 359.</summary>
    public static int Whole(double bearing) => ((int)Math.Round(bearing) % 360 + 360) % 360;

    public static double Between(Position from, Position to) => Of(
        (to.LongitudeE7 - (double)from.LongitudeE7) * Spherical.Shrink(from.LatitudeE7), to.LatitudeE7 - (double)from.LatitudeE7);

    static double Of(CompiledRoads roads, int arc, bool fromHead, double metres)
    {
        var record = roads.Arcs[arc];
        var points = roads.PointsOf(record.Edge);
        var isReversed = record.IsBackward != fromHead;
        var start = points[isReversed ? points.Length - 1 : 0];
        var shrink = Spherical.Shrink(start.Latitude);
        var left = Spherical.Units(metres);
        double x = 0, y = 0;
        for (var i = 1; i < points.Length && left > 0; i++)
        {
            var point = points[isReversed ? points.Length - 1 - i : i];
            double nextX = (point.Longitude - (double)start.Longitude) * shrink, nextY = point.Latitude - (double)start.Latitude;
            var length = Math.Sqrt((nextX - x) * (nextX - x) + (nextY - y) * (nextY - y));
            var part = length > left ? left / length : 1;
            (x, y, left) = (x + part * (nextX - x), y + part * (nextY - y), left - length);
        }
        if (x != 0 || y != 0)
            return Of(x, y);
        // A short loop ends where it began.
        return fromHead ? (record.EndBearing * 360.0 / 256 + 180) % 360 : record.StartBearing * 360.0 / 256;
    }

    static double Of(double east, double north) => (double.RadiansToDegrees(Math.Atan2(east, north)) + 360) % 360;
}
