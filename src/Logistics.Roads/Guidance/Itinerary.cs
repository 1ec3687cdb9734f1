using Logistics.Measures;
using Logistics.Roads.Graph;
using Logistics.Roads.Search;

namespace Logistics.Roads.Guidance;

/// <summary>What is known of a path beside its line, worked out when somebody asks.</summary>
/// <remarks>Safe to share between threads.</remarks>
sealed class Itinerary
{
    readonly Lazy<IReadOnlyList<RoadStep>> steps;
    readonly Lazy<TravelParts> parts;

    /// <param name="ground">Keeps alive what the roads lie in, which may be a mapped file.</param>
    /// <param name="asked">The position asked for, which <paramref name="to"/> stands for.</param>
    Itinerary(object ground, CompiledRoads roads, Trip trip, Anchor from, Anchor to, Position asked)
    {
        steps = new(() => Of(stretches => Manoeuvres.Of(roads, stretches, from, to, asked)));
        parts = new(() => Of(Explanation.Of));

        T Of<T>(Func<Stretch[], T> work)
        {
            var result = work(Stretch.Of(roads, trip, from, to));
            GC.KeepAlive(ground);
            return result;
        }
    }

    public IReadOnlyList<RoadStep> Steps => steps.Value;

    public TravelParts Parts => parts.Value;

    /// <inheritdoc cref="Itinerary(object, CompiledRoads, Trip, Anchor, Anchor, Position)"/>
    public static RoadPath Path(object ground, CompiledRoads roads, Trip trip, Anchor from, Anchor to, Position asked)
    {
        var path = new RoadPath(Weight.Duration(trip.Weight), Weight.Distance(trip.Weight), Shape.Of(roads, trip.Arcs, from, to))
        {
            Itinerary = new(ground, roads, trip, from, to, asked),
        };
        GC.KeepAlive(ground);
        return path;
    }
}
