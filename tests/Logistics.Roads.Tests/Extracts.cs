using Logistics.Measures;
using Logistics.Roads.Profiles;
using Logistics.Testing;

namespace Logistics.Roads.Tests;

/// <summary>The real extracts beside the checkout, each read once for all tests.</summary>
static class Extracts
{
    static readonly Dictionary<string, RoadNetwork> read = [];

    public static TheoryData<string> Names =>
        ["saint-barthelemy-2014", "montpellier", "andorra-2020", "monaco-2016", "heidelberg", "geneva"];

    public static RoadNetwork Read(string name)
    {
        var path = SharedData.Require($"osm/{name}.osm.pbf");
        lock (read)
        {
            if (!read.TryGetValue(name, out var network))
            {
                using var file = File.OpenRead(path);
                read[name] = network = RoadNetwork.Read(file, Profile.Default, new() { Name = name });
            }
            return network;
        }
    }

    /// <summary>Positions scattered over the network's box, that snap.</summary>
    public static List<Position> Places(RoadNetwork network, int count, Random random)
    {
        var (low, high) = (network.Bounds.SouthWest, network.Bounds.NorthEast);
        var places = new List<Position>();
        while (places.Count < count)
        {
            var place = new Position(random.Next(low.LongitudeE7, high.LongitudeE7), random.Next(low.LatitudeE7, high.LatitudeE7));
            if (network.Covers(place))
                places.Add(place);
        }
        return places;
    }
}
