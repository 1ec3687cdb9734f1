namespace Logistics.Routing;

/// <summary>
/// All that a routing question says, on indices: which goods, which vehicles, how far. Validated once, here; the search only trusts.
/// Immutable, may be shared between threads.
/// </summary>
public sealed class Problem
{
    /// <summary>The largest time or single arc, in the problem's units: about 8 years of seconds. Sums of two stay well inside an int.</summary>
    public const int Horizon = 1 << 28;

    /// <summary>The largest load or capacity in one dimension: 1,000 tonnes in grams.</summary>
    public const int LargestLoad = 1_000_000_000;

    /// <exception cref="ArgumentException">The parts do not fit together; the message has one line for each fault.</exception>
    public Problem(
        IReadOnlyList<TravelTable> tables, IReadOnlyList<VehicleType> types, IReadOnlyList<Vehicle> vehicles, IReadOnlyList<Request> requests)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(vehicles);
        ArgumentNullException.ThrowIfNull(requests);
        Tables = [.. tables];
        Types = [.. types];
        Vehicles = [.. vehicles];
        Requests = [.. requests];
        Dimensions = Types.Count > 0 ? Types[0].Capacity.Count : 0;
        Locations = Tables.Count > 0 ? Tables[0].Locations : 0;

        var faults = ProblemFaults.Of(this);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }

    public IReadOnlyList<TravelTable> Tables { get; }

    public IReadOnlyList<VehicleType> Types { get; }

    public IReadOnlyList<Vehicle> Vehicles { get; }

    public IReadOnlyList<Request> Requests { get; }

    /// <summary>How many amounts a load has.</summary>
    public int Dimensions { get; }

    public int Locations { get; }

    public VehicleType TypeOf(int vehicle) => Types[Vehicles[vehicle].Type];

    public TravelTable TableOf(int vehicle) => Tables[TypeOf(vehicle).Profile];
}
