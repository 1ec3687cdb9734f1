using Logistics.Roads.Graph;
using Logistics.Roads.Osm;

namespace Logistics.Roads.Profiles;

/// <summary>What people need to know of a road that no vehicle's speed depends on: what it is called, and what kind of stretch it is.</summary>
static class Character
{
    /// <remarks>
    /// Names as the map has them, which is as the signs have them. https://wiki.openstreetmap.org/wiki/Key:destination: a sign stands for those
    /// who drive along the way, so it counts on ways of one direction only.
    /// </remarks>
    public static RoadLabel Label(in Tags way, bool isOneWay)
    {
        var destination = isOneWay ? Joined(way["destination:ref"], way["destination"]) : "";
        return new(way["name"] ?? "", way["ref"] ?? "", destination);
    }

    public static RoadTraits Traits(in Tags way)
    {
        var traits = RoadTraits.None;
        if (way["junction"] is "roundabout" or "circular")
            traits |= RoadTraits.Roundabout;
        if (way["highway"]?.EndsWith("_link", StringComparison.Ordinal) == true)
            traits |= RoadTraits.Link;
        if (way["tunnel"] is { } tunnel && tunnel != "no")
            traits |= RoadTraits.Tunnel;
        if (way["bridge"] is { } bridge && bridge != "no")
            traits |= RoadTraits.Bridge;
        if (way["toll"] == "yes")
            traits |= RoadTraits.Toll;
        if (IsUnpaved(way))
            traits |= RoadTraits.Unpaved;
        return traits;
    }

    static bool IsUnpaved(in Tags way) => way["surface"] is { } surface
        ? surface is "unpaved" or "gravel" or "fine_gravel" or "compacted" or "pebblestone" or "ground" or "dirt" or "earth" or "grass" or "sand" or "mud" or "rock"
        : way["tracktype"] is "grade2" or "grade3" or "grade4" or "grade5";

    static string Joined(string? one, string? other) => one is null ? other ?? "" : other is null ? one : $"{one};{other}";
}
