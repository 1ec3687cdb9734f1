using Logistics.Measures;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Terrain;

/// <summary>Low-emission zones as imported polygons: where a vehicle of a class may not drive, and when.</summary>
/// <remarks>
/// Nothing is built in, because the law changes; <see cref="EmissionZonesFile"/> reads them. A stretch of road is shut where its middle lies in a
/// zone, whatever part of it does. Immutable.
/// </remarks>
public sealed class EmissionZones
{
    readonly IReadOnlyList<EmissionZone> zones;

    internal EmissionZones(IReadOnlyList<EmissionZone> zones, int passedOver) => (this.zones, PassedOver) = (zones, passedOver);

    /// <summary>How many zones are in force on the day they were read for.</summary>
    public int Count => zones.Count;

    /// <summary>Features that are no polygons (special roads), or not in force on that day.</summary>
    public int PassedOver { get; }

    /// <summary>The zones that keep the vehicle out at some hour, each with a bit for each slice in which it does.</summary>
    internal List<(EmissionZone Zone, ulong Slices)> Against(EmissionRules vehicle, IReadOnlyList<TimeSlice> slices)
    {
        var against = new List<(EmissionZone, ulong)>();
        foreach (var zone in zones)
            if (zone.Rules.TryGetValue(vehicle.Kind, out var rule) && vehicle.Class >= rule.From)
            {
                var mask = 0UL;
                for (var slice = 0; slice < slices.Count; slice++)
                    if (rule.Hours?.Holds(slices[slice].Moment) != false)
                        mask |= 1UL << slice;
                if (mask != 0)
                    against.Add((zone, mask));
            }
        return against;
    }
}

/// <param name="Rings">Of all polygons; a position inside an odd number of rings is inside the zone, so that holes need no care.</param>
/// <param name="Rules">By the kind of vehicle: the cleanest class that may not enter, into <see cref="EmissionRules.Classes"/>, and when; null: always.</param>
sealed record EmissionZone(IReadOnlyList<Position[]> Rings, IReadOnlyDictionary<string, (int From, OpeningHours? Hours)> Rules)
{
    readonly int west = Rings.Min(ring => ring.Min(at => at.LongitudeE7)), east = Rings.Max(ring => ring.Max(at => at.LongitudeE7));
    readonly int south = Rings.Min(ring => ring.Min(at => at.LatitudeE7)), north = Rings.Max(ring => ring.Max(at => at.LatitudeE7));

    public bool Holds(Position at)
    {
        if (at.LongitudeE7 < west || at.LongitudeE7 > east || at.LatitudeE7 < south || at.LatitudeE7 > north)
            return false;
        var inside = false;
        foreach (var ring in Rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                // A ray to the east: each side of a ring that it crosses changes in and out.
                var (a, b) = (ring[i], ring[j]);
                if (a.LatitudeE7 > at.LatitudeE7 != b.LatitudeE7 > at.LatitudeE7
                    && at.LongitudeE7 < (b.LongitudeE7 - (double)a.LongitudeE7) * (at.LatitudeE7 - (double)a.LatitudeE7) / (b.LatitudeE7 - (double)a.LatitudeE7) + a.LongitudeE7)
                    inside = !inside;
            }
        return inside;
    }
}
