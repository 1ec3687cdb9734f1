namespace Logistics.Routing;

/// <summary>
/// All that a routing question says, on indices: which goods, which vehicles, how far. Validated once, here; the search only trusts.
/// Immutable, may be shared between threads.
/// </summary>
public sealed class Problem
{
    /// <summary>The largest time or single arc, in the problem's units: about 8 years of seconds. Sums of two stay well inside an int.</summary>
    public const int Horizon = 1 << 28;

    /// <summary>The most that balance may come to, in microeuros: 10 million euros.</summary>
    public const long DearestBalance = 10_000_000_000_000;

    /// <summary>
    /// The most that one use of a vehicle, one hour, one hour of overtime or lateness, one kilometre or one request left out may cost, in microeuros:
    /// 100,000 euros. Hundreds of the dearest can be counted together; more than 100 million euros in one plan overflow.
    /// </summary>
    public const long DearestUnit = 100_000_000_000;

    /// <summary>The largest load or capacity in one dimension: 1,000 tonnes in grams.</summary>
    public const int LargestLoad = 1_000_000_000;

    /// <param name="tables">By profile; all of one size.</param>
    /// <param name="types">Of the vehicles.</param>
    /// <param name="vehicles">Who drives.</param>
    /// <param name="requests">What is to be moved.</param>
    /// <param name="setUpSeconds">See <see cref="SetUpSeconds"/>; null means none anywhere.</param>
    /// <param name="apart">See <see cref="Apart"/>; null means none.</param>
    /// <param name="balance">See <see cref="Balance"/>.</param>
    /// <param name="groups">See <see cref="Groups"/>; null means none.</param>
    /// <param name="locks">See <see cref="Locks"/>; null means none.</param>
    /// <exception cref="ArgumentException">The parts do not fit together; the message has one line for each fault.</exception>
    public Problem(
        IReadOnlyList<TravelTable> tables,
        IReadOnlyList<VehicleType> types,
        IReadOnlyList<Vehicle> vehicles,
        IReadOnlyList<Request> requests,
        IReadOnlyList<int>? setUpSeconds = null,
        IReadOnlyList<ClassPair>? apart = null,
        Balance? balance = null,
        IReadOnlyList<IReadOnlyList<int>>? groups = null,
        IReadOnlyList<TourLock>? locks = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(types);
        ArgumentNullException.ThrowIfNull(vehicles);
        ArgumentNullException.ThrowIfNull(requests);
        Tables = [.. tables];
        Types = [.. types];
        Vehicles = [.. vehicles];
        Requests = [.. requests];
        SetUpSeconds = [.. setUpSeconds ?? []];
        Apart = [.. apart ?? []];
        Balance = balance;
        Groups = [.. (groups ?? []).Select(group => group.ToArray())];
        Locks = [.. locks ?? []];
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

    /// <summary>
    /// By location (empty: none anywhere): parking, greeting, opening a gate. Paid once whenever a vehicle arrives from another location to serve, before the
    /// first service there; so activities done one after the other at one place share it, also across a break. It begins on arrival, even before a window
    /// opens: a window bounds the begin of service, after set-up. None is paid at the vehicle's start (nor at the first stop of an open tour, where it
    /// stands already), nor at its end.
    /// </summary>
    public IReadOnlyList<int> SetUpSeconds { get; }

    /// <summary>Classes of goods that must not travel together; in either order.</summary>
    public IReadOnlyList<ClassPair> Apart { get; }

    /// <summary>What unevenness between drivers costs; null: nothing.</summary>
    public Balance? Balance { get; }

    /// <summary>
    /// Requests, each in one group at most, that are all served in one tour or all left out: one pickup with several deliveries, several pickups with one
    /// delivery. Each member says its own share of the goods; where members meet at one place the service may be said of one of them, and set-up there is
    /// shared (<see cref="SetUpSeconds"/>).
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups { get; }

    /// <summary>What is decided already.</summary>
    public IReadOnlyList<TourLock> Locks { get; }

    /// <summary>How many amounts a load has.</summary>
    public int Dimensions { get; }

    public int Locations { get; }

    public VehicleType TypeOf(int vehicle) => Types[Vehicles[vehicle].Type];

    /// <summary>The same question with some of its parts replaced.</summary>
    public Problem With(
        IReadOnlyList<TravelTable>? tables = null,
        IReadOnlyList<VehicleType>? types = null,
        IReadOnlyList<Vehicle>? vehicles = null,
        IReadOnlyList<Request>? requests = null,
        IReadOnlyList<int>? setUpSeconds = null,
        IReadOnlyList<ClassPair>? apart = null,
        Balance? balance = null,
        IReadOnlyList<IReadOnlyList<int>>? groups = null,
        IReadOnlyList<TourLock>? locks = null) =>
        new(tables ?? Tables, types ?? Types, vehicles ?? Vehicles, requests ?? Requests, setUpSeconds ?? SetUpSeconds, apart ?? Apart, balance ?? Balance, groups ?? Groups,
            locks ?? Locks);

    public TravelTable TableOf(int vehicle) => Tables[TypeOf(vehicle).Profile];
}
