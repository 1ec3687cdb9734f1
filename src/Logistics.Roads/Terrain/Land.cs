namespace Logistics.Roads.Terrain;

/// <summary>What is known about the land besides the map.</summary>
sealed record Land(Elevation? Elevation)
{
    public static Land Flat { get; } = new(Elevation: null);
}
