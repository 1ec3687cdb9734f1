using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>One vehicle for one shift: at most one tour.</summary>
public sealed record Vehicle
{
    /// <summary>Index of its <see cref="VehicleType"/>.</summary>
    public required int Type { get; init; }

    /// <summary>Location where the tour starts; null: at its first stop, at no cost.</summary>
    public int? Start { get; init; }

    /// <summary>Location where the tour ends; null: at its last stop.</summary>
    public int? End { get; init; }

    /// <summary>The tour leaves no earlier than <c>Earliest</c> and is back by <c>Latest</c>, both inclusive.</summary>
    public TimeWindow Shift { get; init; } = TimeWindow.Always;

    /// <summary>In time order; their windows must not cross.</summary>
    public IReadOnlyList<Break> Breaks { get; init; } = [];
}

/// <summary>
/// A rest of <paramref name="Seconds"/> that begins inside <paramref name="Window"/>, taken where the vehicle stands between two stops (or at its start),
/// before it drives on. It is due only if the tour is under way when the window closes: not if it is back by then, nor if it leaves then or later.
/// </summary>
public sealed record Break(TimeWindow Window, int Seconds)
{
    /// <summary>False: its seconds (not the wait for it) cost nothing by the hour and do not count towards overtime. They do count for <see cref="VehicleType.MaxSeconds"/>.</summary>
    public bool Paid { get; init; } = true;
}

/// <summary>What vehicles of one kind can carry, and what they cost.</summary>
public sealed record VehicleType
{
    /// <summary>For the whole vehicle, one amount per dimension.</summary>
    public required IReadOnlyList<long> Capacity { get; init; }

    /// <summary>Empty: one hold for goods of class 0 only. Otherwise every request rides in one of these, from pickup to delivery.</summary>
    public IReadOnlyList<Compartment> Compartments { get; init; } = [];

    /// <summary>Index of the travel table it drives by.</summary>
    public int Profile { get; init; }

    /// <summary>Paid once if the vehicle leaves at all.</summary>
    public Cost CostFixed { get; init; }

    /// <summary>Per hour from departure to return, less the breaks that are not paid.</summary>
    public Cost CostPerHour { get; init; }

    /// <summary>Paid seconds beyond these are overtime; null: there is none.</summary>
    public int? RegularSeconds { get; init; }

    /// <summary>On top of <see cref="CostPerHour"/>, for each hour of overtime.</summary>
    public Cost CostPerOvertimeHour { get; init; }

    public Cost CostPerKilometre { get; init; }

    /// <summary>Departure to return, in seconds, inclusive.</summary>
    public int? MaxSeconds { get; init; }

    public long? MaxDecimetres { get; init; }

    /// <summary>Halts: activities done one after the other at one location are one stop; what is done at the start before leaving is none.</summary>
    public int? MaxStops { get; init; }

    /// <summary>Where a vehicle may end one trip and begin the next, as often as it likes: what it has collected leaves it, what it is to deliver is loaded,
    /// and goods that have both a pickup and a delivery stay on board. Empty: a tour is one trip.</summary>
    public IReadOnlyList<Activity> Reloads { get; init; } = [];

    /// <summary>At most so many trips in a tour, the first included; null means no limit.</summary>
    public int? MaxTrips { get; init; }
}

/// <summary>A part of a vehicle with its own limits and temperature.</summary>
/// <param name="Capacity">One amount per dimension; the vehicle's own capacity holds beside it.</param>
/// <param name="Classes">The classes of goods it may hold.</param>
public sealed record Compartment(IReadOnlyList<long> Capacity, ClassSet Classes);

/// <summary>A set of goods classes 0..63.</summary>
public readonly record struct ClassSet(ulong Bits)
{
    public static ClassSet Of(params ReadOnlySpan<int> classes)
    {
        var bits = 0UL;
        foreach (var each in classes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(each);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(each, 63);
            bits |= 1UL << each;
        }
        return new(bits);
    }

    public bool Contains(int goods) => (Bits >> goods & 1) != 0;
}
