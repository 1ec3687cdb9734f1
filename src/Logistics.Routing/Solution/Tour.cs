using Logistics.Measures;

namespace Logistics.Routing;

public enum VisitKind
{
    Start,
    Pickup,
    Delivery,
    Break,

    /// <summary>The end of one trip and the beginning of the next.</summary>
    Reload,
    End,
}

/// <summary>One entry of a tour; times in seconds since the plan's origin.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Index">The request of a pickup or delivery; the break's or reload's number; 0 for start and end.</param>
/// <param name="Location">Where; null only at the start or end of an open tour. A break is where the visit before it was.</param>
/// <param name="Arrival">When the vehicle gets there.</param>
/// <param name="Begin">When service begins, after any wait.</param>
/// <param name="Departure">When service ends and the vehicle may leave.</param>
/// <param name="Compartment">Where the goods ride; 0 where nothing is loaded or the type has no compartments.</param>
/// <param name="Load">On board on leaving, all compartments together.</param>
public sealed record Visit(VisitKind Kind, int Index, int? Location, int Arrival, int Begin, int Departure, int Compartment, IReadOnlyList<long> Load);

/// <summary>The route of one vehicle: <see cref="VisitKind.Start"/>, then pickups, deliveries, breaks and reloads, then <see cref="VisitKind.End"/>.</summary>
public sealed record Tour(int Vehicle, IReadOnlyList<Visit> Visits, long Decimetres, Cost Cost)
{
    public int Departure => Visits[0].Departure;

    public int Return => Visits[^1].Arrival;

    /// <summary>Departure to return.</summary>
    public int Seconds => Return - Departure;
}
