using System.Globalization;

namespace Logistics.Measures;

/// <summary>A place on the globe (WGS 84), in ten-millionths of a degree, the resolution of OpenStreetMap (about 1 cm).</summary>
/// <remarks>Longitude comes first, as in GeoJSON (RFC 7946). Longitude is in [-180, 180], latitude in [-90, 90], both inclusive.</remarks>
public readonly record struct Position
{
    const double EarthRadiusMetres = 6_371_008.8;

    /// <exception cref="ArgumentOutOfRangeException">A coordinate lies outside the globe.</exception>
    public Position(int longitudeE7, int latitudeE7)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longitudeE7, 1_800_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(longitudeE7, -1_800_000_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(latitudeE7, 900_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(latitudeE7, -900_000_000);
        LongitudeE7 = longitudeE7;
        LatitudeE7 = latitudeE7;
    }

    public int LongitudeE7 { get; }

    public int LatitudeE7 { get; }

    public double Longitude => LongitudeE7 / 1e7;

    public double Latitude => LatitudeE7 / 1e7;

    /// <summary>The nearest ten-millionth of a degree.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not a number or lies outside the globe.</exception>
    public static Position FromDegrees(double longitude, double latitude)
    {
        if (double.IsNaN(longitude) || Math.Abs(longitude) > 180)
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude lies in [-180, 180].");
        if (double.IsNaN(latitude) || Math.Abs(latitude) > 90)
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude lies in [-90, 90].");
        return new((int)Math.Round(longitude * 1e7), (int)Math.Round(latitude * 1e7));
    }

    /// <summary>Great-circle distance (haversine formula) on a sphere of mean Earth radius (IUGG, 6,371,008.8 m).</summary>
    public Distance DistanceTo(Position other)
    {
        double latitude1 = double.DegreesToRadians(Latitude), latitude2 = double.DegreesToRadians(other.Latitude);
        var sinLatitude = Math.Sin((latitude2 - latitude1) / 2);
        var sinLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = sinLatitude * sinLatitude + Math.Cos(latitude1) * Math.Cos(latitude2) * sinLongitude * sinLongitude;
        return Distance.FromMetres(2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h))));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longitude:0.0######},{Latitude:0.0######}");
}
