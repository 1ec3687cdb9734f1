using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>A rule that a plan breaks, where, and by how much. Closed: these are all the ways.</summary>
public abstract record Violation
{
    Violation()
    {
    }

    /// <summary>The vehicle does not exist, or has a second tour.</summary>
    public sealed record VehicleMisused(int Vehicle) : Violation;

    /// <summary>The tour does not go from the vehicle's start to its end, or a visit is not where its activity is, or does not exist.</summary>
    public sealed record WrongPlace(int Vehicle, int Visit) : Violation;

    /// <summary>Served later than its last window (and the lateness it tolerates), or between two windows later than the first:
    /// <paramref name="Seconds"/> after that time, or after the nearest window closed.</summary>
    public sealed record Late(int Vehicle, int Visit, int Request, int Seconds) : Violation;

    /// <summary>Served before its first window opens.</summary>
    public sealed record Early(int Vehicle, int Visit, int Request, int Seconds) : Violation;

    /// <summary>A stated time cannot be: it begins before it arrives (and has set up), leaves before service is done, or arrives otherwise than the travel time says.</summary>
    public sealed record WrongTime(int Vehicle, int Visit, int Stated, int Expected) : Violation;

    public sealed record LeavesBeforeShift(int Vehicle, int Seconds) : Violation;

    public sealed record ShiftExceeded(int Vehicle, int Seconds) : Violation;

    /// <summary>More on board than the compartment (null: the whole vehicle) holds, on leaving a visit.</summary>
    public sealed record Overload(int Vehicle, int Visit, int? Compartment, int Dimension, long Excess) : Violation;

    /// <summary>The stated load is not what is on board.</summary>
    public sealed record LoadMismatch(int Vehicle, int Visit, int Dimension, long Stated, long Actual) : Violation;

    public sealed record DeliveredBeforePickup(int Vehicle, int Request) : Violation;

    public sealed record MissingPickup(int Vehicle, int Request) : Violation;

    public sealed record MissingDelivery(int Vehicle, int Request) : Violation;

    /// <summary>More than one visit does the same.</summary>
    public sealed record ServedTwice(int Request) : Violation;

    /// <summary>In no tour, and not among the unassigned either.</summary>
    public sealed record Forgotten(int Request) : Violation;

    /// <summary>In a tour, and among the unassigned too; or twice, or never existing, among the unassigned.</summary>
    public sealed record WronglyUnassigned(int Request) : Violation;

    public sealed record VehicleNotAllowed(int Vehicle, int Request) : Violation;

    /// <summary>The compartment does not exist, does not accept this class, or changes between pickup and delivery.</summary>
    public sealed record WrongCompartment(int Vehicle, int Request, int Compartment) : Violation;

    /// <summary>On leaving a visit, goods of both classes are on board.</summary>
    public sealed record CarriedTogether(int Vehicle, int Visit, int First, int Second) : Violation;

    public sealed record RideTooLong(int Vehicle, int Request, int Seconds) : Violation;

    public sealed record DurationExceeded(int Vehicle, int Seconds) : Violation;

    public sealed record DistanceExceeded(int Vehicle, long Decimetres) : Violation;

    public sealed record StopsExceeded(int Vehicle, int Stops) : Violation;

    /// <summary>A break that is due is not taken.</summary>
    public sealed record BreakMissing(int Vehicle, int Break) : Violation;

    /// <summary>A break that does not exist, or begins outside its window by <paramref name="Seconds"/>, or is taken twice.</summary>
    public sealed record BreakMisplaced(int Vehicle, int Visit, int Seconds) : Violation;

    /// <summary>The members of a group are not all in one tour, nor all left out.</summary>
    public sealed record GroupSplit(int Group) : Violation;

    /// <summary>A reload begins <paramref name="Seconds"/> outside its windows.</summary>
    public sealed record ReloadMisplaced(int Vehicle, int Visit, int Seconds) : Violation;

    public sealed record TooManyTrips(int Vehicle, int Excess) : Violation;

    /// <summary>The start or reload that loads the goods is left before they are ready.</summary>
    public sealed record NotReady(int Vehicle, int Request, int Seconds) : Violation;

    /// <summary>Lock number <paramref name="Lock"/> of the problem is not kept.</summary>
    public sealed record LockBroken(int Vehicle, int Lock) : Violation;

    /// <summary>The plan lists this among what its locked parts brought along, but it is not there, or the locked parts alone do not break that rule so much.</summary>
    public sealed record WronglyInherited(Violation Listed) : Violation;

    public sealed record CostMismatch(int? Vehicle, Cost Stated, Cost Actual) : Violation;

    /// <summary>A stated sum (named) is not the sum.</summary>
    public sealed record TotalMismatch(string Name, long Stated, long Actual) : Violation;

    public sealed record ObjectiveMismatch(ObjectiveValue Stated, ObjectiveValue Actual) : Violation;
}
