using Logistics.Roads;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Scenarios;

/// <summary>The bundled network, read once for all scenarios.</summary>
static class Sketch
{
    static readonly Lazy<RoadNetwork?> Network = new(() =>
    {
        if (Checkout.Root is not { } root)
            return null;
        using var file = File.OpenRead(Path.Combine(root, "data", "osm", "sketch.osm"));
        return RoadNetwork.Read(file, VanProfile.Default, new ReadOptions { Name = "sketch" });
    });

    /// <summary>Skips the running test where the sources are not there.</summary>
    public static RoadNetwork Require()
    {
        Assert.SkipWhen(Network.Value is null, "the sources, and with them data/osm/sketch.osm, are not here");
        return Network.Value!;
    }
}
