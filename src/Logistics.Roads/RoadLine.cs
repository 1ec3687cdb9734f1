using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>Classes of road, the largest first; the number is the rank to draw by.</summary>
public enum RoadClass
{
    Motorway = 0,
    Trunk = 1,
    Primary = 2,
    Secondary = 3,
    Tertiary = 4,
    Minor = 5,
    Service = 6,
}

/// <summary>A stretch of road between two junctions, for drawing.</summary>
public sealed record RoadLine(RoadClass Class, IReadOnlyList<Position> Geometry);

/// <summary>The smallest box around the network; all four sides belong to it.</summary>
public sealed record Bounds(Position SouthWest, Position NorthEast)
{
    public bool Contains(Position position) =>
        position.LongitudeE7 >= SouthWest.LongitudeE7 && position.LongitudeE7 <= NorthEast.LongitudeE7
        && position.LatitudeE7 >= SouthWest.LatitudeE7 && position.LatitudeE7 <= NorthEast.LatitudeE7;
}
