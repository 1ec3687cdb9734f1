using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>On which side of the vehicle a place lies when the vehicle stops there, and when it leaves, without turning round.</summary>
public enum ApproachSide
{
    /// <summary>Whichever is quicker.</summary>
    Any,

    /// <summary>The kerb's: right where one drives on the right. Nobody crosses the street.</summary>
    Curb,

    /// <summary>Across the street.</summary>
    Opposite,
}

/// <summary>A place to stop at. Where the street is driven in one direction only, or the place lies on the road itself, any side will do.</summary>
public readonly record struct RoadStop(Position Position, ApproachSide Side);

/// <summary>What an engine takes into account; what it does not, it leaves out without a word.</summary>
[Flags]
public enum RoadCapabilities
{
    None = 0,

    /// <summary>Figures follow roads, and paths have their shape.</summary>
    Streets = 1,

    /// <summary><see cref="RoadStop.Side"/> counts.</summary>
    Sides = 2,

    /// <summary>Figures change over the day, see <see cref="IRoads.Day"/>.</summary>
    Hours = 4,
}
