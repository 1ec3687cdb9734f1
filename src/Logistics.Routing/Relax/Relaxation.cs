namespace Logistics.Routing;

/// <summary>One rule of a problem, made wider by a stated amount (at least 1, in the unit of its name). Closed: these are all the ways.</summary>
public abstract record Relaxation
{
    Relaxation()
    {
    }

    /// <summary>The last window of that end of the request closes later.</summary>
    public sealed record LaterWindow(int Request, VisitKind End, int Seconds) : Relaxation;

    /// <summary>The first window of that end of the request opens earlier, though not before the plan's origin.</summary>
    public sealed record EarlierWindow(int Request, VisitKind End, int Seconds) : Relaxation;

    /// <summary>The shift ends later.</summary>
    public sealed record LongerShift(int Vehicle, int Seconds) : Relaxation;

    /// <summary>The shift begins earlier, though not before the plan's origin.</summary>
    public sealed record EarlierShift(int Vehicle, int Seconds) : Relaxation;

    /// <summary>More room in the vehicle as a whole, and in this compartment (null: in no compartment) as much.</summary>
    public sealed record MoreRoom(int Vehicle, int? Compartment, int Dimension, long Amount) : Relaxation;

    public sealed record LongerRide(int Request, int Seconds) : Relaxation;

    /// <summary>The tour may last longer.</summary>
    public sealed record LongerTour(int Vehicle, int Seconds) : Relaxation;

    /// <summary>The tour may go further.</summary>
    public sealed record FurtherTour(int Vehicle, long Decimetres) : Relaxation;

    public sealed record MoreStops(int Vehicle, int Stops) : Relaxation;

    /// <summary>The break may begin later.</summary>
    public sealed record LaterBreak(int Vehicle, int Break, int Seconds) : Relaxation;

    /// <summary>This vehicle may carry the request too.</summary>
    public sealed record AllowVehicle(int Request, int Vehicle) : Relaxation;

    /// <summary>The problem with this one rule wider.</summary>
    /// <exception cref="ArgumentException">The rule does not exist, or would leave the range a problem may have.</exception>
    public Problem ApplyTo(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Relaxing.Apply(problem, [this]);
    }
}
