using Logistics.Measures;
using Logistics.Roads.Guidance;

namespace Logistics.Roads;

/// <summary>How long it takes and how far it is: one engine behind one small interface, so that another can be plugged in.</summary>
/// <remarks>Implementations are immutable once built and safe to call from several threads at once.</remarks>
public interface IRoads
{
    /// <summary>What the figures rest on, so that the plan, the page and the sheet can say it.</summary>
    RoadSource Source { get; }

    /// <summary>The nearest place on the network where a vehicle may stop; null when it is farther than the limit (a site in the sea).</summary>
    Snap? Snap(Position position);

    /// <summary>Travel times and distances between all pairs, both directions. A place that does not snap is unreachable from and to every other.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    TravelMatrix Matrix(IReadOnlyList<Position> places, CancellationToken cancellation);

    /// <summary>The quickest path, whose duration and distance equal the matrix exactly; null when either end does not snap or no path exists.</summary>
    RoadPath? Path(Position from, Position to);

    RoadCapabilities Capabilities { get; }

    /// <summary>As the other, each stop made from its side.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    TravelMatrix Matrix(IReadOnlyList<RoadStop> stops, CancellationToken cancellation) => Matrix([.. stops.Select(stop => stop.Position)], cancellation);

    /// <summary>As the other, each stop made from its side.</summary>
    RoadPath? Path(RoadStop from, RoadStop to) => Path(from.Position, to.Position);

    /// <summary>
    /// How figures change over a day: spans one after the other, the first from midnight. Where they do not change, one span.
    /// </summary>
    IReadOnlyList<RoadSpan> Day(DateOnly date) => [new(TimeOnly.MinValue, this)];
}

/// <summary>From this time on, until the next span's, the roads are as these.</summary>
public sealed record RoadSpan(TimeOnly From, IRoads Roads);

/// <summary>The place on the network that stands for a position.</summary>
/// <param name="Position">On the road.</param>
/// <param name="Walk">Great-circle distance between the position asked for and the road; no part of any travel time.</param>
/// <param name="Island">
/// How far a nearer road is that belongs to an island, which a vehicle cannot both reach and leave; null where there is none. A place on it is served from
/// elsewhere, or the map is wrong there.
/// </param>
public sealed record Snap(Position Position, Distance Walk, Distance? Island = null);

/// <summary>A stretch of road near a position.</summary>
/// <param name="Snap">The nearest place on it; of islands it says nothing.</param>
/// <param name="Way">The number of the way in the map.</param>
/// <param name="Name">Empty where the map has none.</param>
public sealed record NearRoad(Snap Snap, RoadClass Class, long Way, string Name);

/// <summary>A way from one place to another along the network.</summary>
/// <param name="Geometry">From the first snapped place to the last, both inclusive; at least two positions.</param>
public sealed record RoadPath(Duration Duration, Distance Distance, IReadOnlyList<Position> Geometry)
{
    internal Itinerary? Itinerary { get; init; }

    /// <summary>What the driver does, from departing to arriving; worked out when first asked for. Empty where no roads are known.</summary>
    public IReadOnlyList<RoadStep> Steps => Itinerary?.Steps ?? [];

    /// <summary>Where the time comes from; null where no roads are known.</summary>
    public TravelParts? Parts => Itinerary?.Parts;
}
