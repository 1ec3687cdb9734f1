using Logistics.Roads;
using Logistics.Roads.Profiles;

namespace Logistics.Scenarios;

/// <summary>The bundled network, read once for all scenarios.</summary>
static class Sketch
{
    static readonly Lazy<RoadNetwork> Once = new(() =>
    {
        using var map = SketchMap.Open();
        return RoadNetwork.Read(map, Profile.Default, new ReadOptions { Name = "sketch" });
    });

    public static RoadNetwork Network => Once.Value;
}
