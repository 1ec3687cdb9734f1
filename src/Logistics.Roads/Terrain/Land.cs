using Logistics.Measures;
using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Terrain;

/// <summary>What is known about the land besides the map.</summary>
sealed record Land(Elevation? Elevation, EmissionZones? Zones)
{
    public static Land Flat { get; } = new(Elevation: null, Zones: null);

    /// <summary>Shuts the stretches of a draft whose middle lies in a zone that keeps the vehicle out.</summary>
    /// <returns>How many zones do, at some hour.</returns>
    public int Shut(Draft draft, Profile profile, Oddities oddities)
    {
        if (Zones is null)
            return 0;
        if (profile.Rules.Emission is not { } vehicle)
        {
            // Better a route that a driver has to correct than a town that nobody may enter.
            oddities.Add("low-emission zones: the profile has no emission class, not applied", $"profile {profile.Name}");
            return 0;
        }
        var against = Zones.Against(vehicle, profile.Slices);
        for (var edge = 0; edge < draft.Edges.Count && against.Count > 0; edge++)
        {
            var (middle, shut) = (Middle(draft, draft.Edges[edge]), 0UL);
            foreach (var (zone, slices) in against)
                if (zone.Holds(middle))
                    shut |= slices;
            if (shut != 0)
                draft.ShutByZones[edge] = shut;
        }
        return against.Count;
    }

    static Position Middle(Draft draft, in DraftEdge edge)
    {
        var left = edge.Metres / 2;
        for (var point = edge.FirstPoint; point < edge.FirstPoint + edge.PointCount - 1; point++)
        {
            var metres = Spherical.Metres(draft.Longitudes[point], draft.Latitudes[point], draft.Longitudes[point + 1], draft.Latitudes[point + 1]);
            if (metres > 0 && metres >= left)
                return Spherical.Between(draft.Longitudes[point], draft.Latitudes[point], draft.Longitudes[point + 1], draft.Latitudes[point + 1], left / metres);
            left -= metres;
        }
        return new(draft.Longitudes[edge.FirstPoint], draft.Latitudes[edge.FirstPoint]);
    }
}
