using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>A request that no tour serves, and why.</summary>
public sealed record Unassigned(int Request, UnassignedReason Reason);

/// <summary>Why a request was left out: found by trying it, first on every empty vehicle, then on the tours of the plan.</summary>
public abstract record UnassignedReason
{
    UnassignedReason()
    {
    }

    /// <summary>Its list of allowed vehicles is empty, or all their tours are locked.</summary>
    public sealed record NoVehicleAllowed : UnassignedReason;

    /// <summary>No allowed vehicle has a compartment for goods of this class.</summary>
    public sealed record NoCompartment(int Class) : UnassignedReason;

    /// <summary>Too large even for the best empty vehicle: so much over, in the dimension where it is tightest.</summary>
    public sealed record TooLarge(int Dimension, long Excess) : UnassignedReason;

    /// <summary>Even alone on the best vehicle, a window, a shift's end or another limit would be missed. <paramref name="SecondsLate"/> is the least
    /// lateness over those vehicles; 0 when times would do but a limit (distance, duration, stops, ride, break) would not.</summary>
    public sealed record OutOfReach(int SecondsLate) : UnassignedReason;

    /// <summary>Some vehicle could carry it alone, but in this plan it fits nowhere. To place it in a tour of the plan takes at least <paramref name="SecondsLate"/> of
    /// tolerance in time, or at least <paramref name="MissingCapacity"/> in <paramref name="Dimension"/>; null where that alone would not do. Breaks, ride limits and limits of
    /// the vehicle are not looked at, so it may take more; <see cref="RelaxationFinder"/> tries what it names.</summary>
    public sealed record NoRoomLeft(int? SecondsLate, int? Dimension, long? MissingCapacity) : UnassignedReason;

    /// <summary>Whoever made the plan did not plan it; nothing was tried.</summary>
    public sealed record NotPlanned : UnassignedReason;

    /// <summary>It could be placed, but the cheapest way costs <paramref name="Extra"/>, more than its prize.</summary>
    public sealed record NotWorthIt(Cost Extra) : UnassignedReason;
}
