using Logistics.Measures;

namespace Logistics.Roads.Graph;

/// <summary>Geometry of short distances on the globe, on coordinates in 1e-7 degree.</summary>
static class Spherical
{
    const double MetresPerUnit = 6_371_008.8 * Math.PI / 180 / 1e7;

    public static double Metres(int longitude1, int latitude1, int longitude2, int latitude2) =>
        // Position.DistanceTo rounds to the decimetre, too coarse for the pieces of a sum.
        Math.Sqrt(Squared(longitude2 - (double)longitude1, latitude2 - (double)latitude1, Shrink((latitude1 + (double)latitude2) / 2)));

    /// <summary>How much shorter a degree of longitude is than one of latitude, at a latitude in 1e-7 degree.</summary>
    public static double Shrink(double latitude) => Math.Cos(double.DegreesToRadians(latitude / 1e7));

    /// <summary>Squared metres of a small step on the plane that touches the globe there.</summary>
    public static double Squared(double eastward, double northward, double shrink)
    {
        var x = eastward * shrink * MetresPerUnit;
        var y = northward * MetresPerUnit;
        return x * x + y * y;
    }

    /// <summary>The way a step points, clockwise from north, 256 to the full circle; 0 for no step at all.</summary>
    public static byte Bearing(int longitude1, int latitude1, int longitude2, int latitude2)
    {
        var east = (longitude2 - (double)longitude1) * Shrink((latitude1 + (double)latitude2) / 2);
        var turns = Math.Atan2(east, latitude2 - (double)latitude1) / (2 * Math.PI);
        return unchecked((byte)(int)Math.Round(256 * turns));
    }

    /// <summary>How far a number of metres reaches, in 1e-7 degree of latitude.</summary>
    public static double Units(double metres) => metres / MetresPerUnit;

    public static Position Between(int longitude1, int latitude1, int longitude2, int latitude2, double fraction) =>
        new((int)Math.Round(longitude1 + fraction * (longitude2 - (double)longitude1)), (int)Math.Round(latitude1 + fraction * (latitude2 - (double)latitude1)));
}
