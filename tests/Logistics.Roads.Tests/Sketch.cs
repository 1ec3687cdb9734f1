using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests;

/// <summary>The bundled sketch, the one real-sized network that is always there, read once for all tests.</summary>
static class Sketch
{
    static readonly Lazy<RoadNetwork> network = new(() =>
    {
        using var map = SketchMap.Open();
        return RoadNetwork.Read(map, Profile.Default);
    });

    public static RoadNetwork Network => network.Value;
}
