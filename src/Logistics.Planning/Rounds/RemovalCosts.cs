using System.Collections.Frozen;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Planning.Travel;

namespace Logistics.Planning.Rounds;

/// <summary>
/// What each way from site to site really costs in solved routes: what its two stops add to their route, shared with the other shipments
/// that are served there. Matching, which had only estimated it, can then choose again.
/// </summary>
/// <remarks>What the removal of a stop spares is the insertion cost seen from the other side; several ways may share a stop, and each bears its part.</remarks>
static class RemovalCosts
{
    public static FrozenDictionary<(SiteId From, SiteId To), Cost> Of(DayIndex day, DayTravel travel, IEnumerable<Route> routes, IEnumerable<Shipment> shipments)
    {
        var byId = shipments.ToDictionary(x => x.Id);
        var of = new Dictionary<(SiteId, SiteId), long>();
        foreach (var route in routes)
        {
            var vehicle = day[route.Vehicle];
            for (var i = 1; i + 1 < route.Stops.Count; i++)
            {
                var stop = route.Stops[i];
                var served = stop.Activities.Select(x => x.Shipment).Distinct().Select(x => byId[x]).Select(x => (x.From, x.To)).Distinct().ToList();
                var saved = Detour(travel, vehicle, day[stop.Site].ServiceDuration, route.Stops[i - 1].Site, stop.Site, route.Stops[i + 1].Site);
                foreach (var way in served)
                    of[way] = of.GetValueOrDefault(way) + saved / served.Count;
            }
        }
        return of.ToFrozenDictionary(x => x.Key, x => new Cost(x.Value));
    }

    /// <summary>Microeuros that leaving a stop out would spare.</summary>
    static long Detour(DayTravel travel, Domain.Fleet.Vehicle vehicle, Duration service, SiteId before, SiteId at, SiteId after)
    {
        var (toDistance, toDuration) = Leg(travel, before, at);
        var (onDistance, onDuration) = Leg(travel, at, after);
        var (pastDistance, pastDuration) = Leg(travel, before, after);
        var distance = Math.Max(0, toDistance + onDistance - pastDistance);
        var duration = Math.Max(0, toDuration + onDuration - pastDuration) + service.Milliseconds;
        return (long)((Int128)vehicle.CostPerKilometre.Microeuros * distance / 10_000 + (Int128)vehicle.CostPerHour.Microeuros * duration / 3_600_000);
    }

    static (long Decimetres, long Milliseconds) Leg(DayTravel travel, SiteId from, SiteId to) =>
        from != to && travel.Between(from, to) is { } leg ? (leg.Distance.Decimetres, leg.Duration.Milliseconds) : (0, 0);
}
