namespace Logistics.Routing;

/// <summary>
/// What a dispatcher or the day itself has decided already about the tour of one vehicle. Locked requests are never left out nor given to another vehicle, and
/// nothing else is served in between locked steps; waits and breaks may still fall there. Closed: these are all the ways.
/// </summary>
/// <remarks>
/// A vehicle under way is better said without locks: it starts where it is, its shift begins when it is free there, and what it has on board are requests
/// without a pickup that allow only this vehicle. <see cref="First"/> is for what is under way in the plan's own time.
/// </remarks>
public abstract record TourLock
{
    TourLock(int vehicle) => Vehicle = vehicle;

    public int Vehicle { get; }

    /// <summary>The request rides on this vehicle or on none; where the initial tours have it there it is never left out. It may change places within the tour,
    /// unless the tour's locked parts break a rule already: then it keeps its place among them.</summary>
    public sealed record Stays(int Vehicle, int Request) : TourLock(Vehicle);

    /// <summary>These steps follow one another in this order, somewhere in the tour.</summary>
    public sealed record Consecutive(int Vehicle, IReadOnlyList<TourStep> Steps) : TourLock(Vehicle);

    /// <summary>The tour begins with these steps in this order: done, or under way.</summary>
    public sealed record First(int Vehicle, IReadOnlyList<TourStep> Steps) : TourLock(Vehicle);

    /// <summary>The tour is these steps and no others, breaks and reloads included, at the times <see cref="Replay"/> gives them. Without steps: the vehicle does not leave.</summary>
    public sealed record Whole(int Vehicle, IReadOnlyList<TourStep> Steps) : TourLock(Vehicle);

    /// <summary>Made by the search where a tour's locked parts break a rule: a request of <see cref="Stays"/> that must keep its place.</summary>
    internal sealed record Frozen(int Vehicle, int Request) : TourLock(Vehicle);

    /// <summary>Made by the search where nothing can be added to a tour without making what its locked parts break worse.</summary>
    internal sealed record Shut(int Vehicle) : TourLock(Vehicle);

    /// <summary>Of <see cref="Stays"/> and <see cref="Frozen"/>: none.</summary>
    internal IReadOnlyList<TourStep> LockedSteps => this switch
    {
        Consecutive x => x.Steps,
        First x => x.Steps,
        Whole x => x.Steps,
        _ => [],
    };

    /// <summary>Every request it touches, once.</summary>
    internal IEnumerable<int> Requests => this switch
    {
        Stays x => [x.Request],
        Frozen x => [x.Request],
        _ => LockedSteps.Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery).Select(step => step.Index).Distinct(),
    };
}
