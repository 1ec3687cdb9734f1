using Logistics.Measures;

namespace Logistics.Roads.Drawing;

/// <summary>A place on the map of one zoom, in units of which a tile has <see cref="TileId.Extent"/> to a side: eastward from 180° W, southward from 85° N.</summary>
public readonly record struct WorldPoint(int X, int Y);

/// <summary>The projection of maps on the web: a sphere unrolled onto a square, angles kept.</summary>
/// <remarks>EPSG:3857, Snyder, Map Projections: A Working Manual, USGS 1987, equations 7-1 to 7-5 for the sphere. Beyond 85.05° of latitude there is nothing.</remarks>
public static class WebMercator
{
    /// <summary>The nearest unit.</summary>
    public static WorldPoint Of(Position position, int zoom)
    {
        var (x, y) = Project(position.LongitudeE7, position.LatitudeE7, zoom);
        return Round(x, y);
    }

    public static Position ToPosition(WorldPoint point, int zoom)
    {
        var size = Size(zoom);
        var longitude = (point.X / size - 0.5) * 360;
        var latitude = double.RadiansToDegrees(Math.Atan(Math.Sinh(Math.PI * (1 - 2 * point.Y / size))));
        return Position.FromDegrees(Math.Clamp(longitude, -180, 180), latitude);
    }

    internal static double Size(int zoom) => (double)TileId.Extent * (1 << zoom);

    internal static (double X, double Y) Project(int longitudeE7, int latitudeE7, int zoom)
    {
        var size = Size(zoom);
        var y = 0.5 - Math.Asinh(Math.Tan(double.DegreesToRadians(latitudeE7 / 1e7))) / (2 * Math.PI);
        return ((longitudeE7 / 3.6e9 + 0.5) * size, Math.Clamp(y, 0, 1) * size);
    }

    internal static WorldPoint Round(double x, double y) => new((int)Math.Round(x), (int)Math.Round(y));
}
