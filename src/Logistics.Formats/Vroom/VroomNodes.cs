using Logistics.Routing;

namespace Logistics.Formats.Vroom;

/// <summary>
/// Locations of our problem: one for each task; one more for each exchange, where the goods come aboard; one for each place where vehicles start or end; and
/// nowhere, from which and to which an open route is no way.
/// </summary>
sealed class VroomNodes
{
    /// <summary>Cost made of several things, or given as a matrix, is counted in hundredths.</summary>
    public const int MixedUnits = 100;

    readonly VroomInput input;
    readonly List<VroomTask> tasks;
    readonly List<VroomTask> exchanged;
    readonly Dictionary<VroomTask, int> nodeOf;
    readonly Dictionary<VroomTask, int> stayOf;
    readonly List<int> ends;
    readonly HashSet<int> shared;

    public VroomNodes(VroomInput input)
    {
        this.input = input;
        tasks = [.. input.Requests.SelectMany(request => request.Tasks)];
        exchanged = [.. input.Requests.Where(request => request.Exchanges).Select(request => request.Task)];
        nodeOf = new(tasks.Select((task, node) => KeyValuePair.Create(task, node)), ReferenceEqualityComparer.Instance);
        ends = [.. input.Vehicles.SelectMany(vehicle => new[] { vehicle.Start, vehicle.End }).OfType<int>().Distinct()];
        shared = [.. tasks.Select(task => task.Place).Concat(input.Vehicles.Select(vehicle => vehicle.Start).OfType<int>().Distinct())
            .GroupBy(place => place).Where(group => group.Count() > 1).Select(group => group.Key)];
        stayOf = new(input.Requests.SelectMany(request => request.Tasks.Select(task => KeyValuePair.Create(task, CommonStay(request, task)))), ReferenceEqualityComparer.Instance);
    }

    public int Nowhere => tasks.Count + exchanged.Count + ends.Count;

    public int OfPlace(int? place) => place is { } known ? tasks.Count + exchanged.Count + ends.IndexOf(known) : Nowhere;

    /// <summary>
    /// Set-up follows the wait for the window, so it is part of the stay. It is spared where the vehicle is there already: for a task without windows it is
    /// part of the way there instead. One with windows at a shared place pays it always; the answer's times spare it again.
    /// </summary>
    public Activity Activity(VroomTask task, long origin) => new(
        nodeOf[task], [.. task.Windows.Select(window => VroomModel.Shifted(window, origin))], stayOf[task]);

    /// <summary>Where the goods of an exchange come aboard, at once after the others have left.</summary>
    public Activity Aboard(VroomTask task) => new(tasks.Count + exchanged.FindIndex(each => ReferenceEquals(each, task)), [], 0);

    bool OnTheWay(VroomTask task) => task.Windows.Count == 0 && shared.Contains(task.Place);

    int Stay(VroomTask task, VroomVehicle vehicle) => task.Service.For(vehicle) + (OnTheWay(task) ? 0 : task.SetUp.For(vehicle));

    /// <summary>
    /// What a type needs beyond this is part of its ways from there. Breaks are taken before the way, so for who has any all of it is here, and where such types
    /// differ the quicker is planned as if it were the slower; the answer's times are its own.
    /// </summary>
    int CommonStay(VroomRequest request, VroomTask task)
    {
        var able = input.Vehicles.Where(vehicle => vehicle.MayServe(request)).ToList();
        var resting = able.Where(vehicle => vehicle.Breaks.Count > 0).Select(vehicle => Stay(task, vehicle)).ToList();
        return resting.Count > 0 ? resting.Max() : able.Select(vehicle => Stay(task, vehicle)).DefaultIfEmpty(0).Min();
    }

    public TravelTable Table(VroomVehicle vehicle)
    {
        var travel = new VroomTravel(input, vehicle);
        var size = Nowhere + 1;
        var (times, costs) = (new int[size * size], new int[size * size]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                if (i == j)
                    continue;
                var (from, to, task) = (Place(i), Place(j), j < tasks.Count ? tasks[j] : null);
                var isWay = from is not null && to is not null;
                var setUp = task is not null && from != to ? task.SetUp.For(vehicle) : 0;
                times[i * size + j] = (isWay ? travel.Seconds(from!.Value, to!.Value) : 0)
                    + (task is not null && OnTheWay(task) ? setUp : 0)
                    + (i < tasks.Count ? Math.Max(0, Stay(tasks[i], vehicle) - stayOf[tasks[i]]) : 0);
                costs[i * size + j] = !isWay && vehicle.CostPerTaskHour == 0 ? 0
                    : travel.IsByTime ? travel.Seconds(from!.Value, to!.Value)
                    : travel.IsByDistance ? travel.Metres(from!.Value, to!.Value)
                    : (int)Math.Min(Routing.Problem.Horizon, Math.Round(MixedUnits
                        * ((isWay ? travel.Cost(from!.Value, to!.Value) : 0) + (task is null ? 0 : travel.CostOfWork(setUp + task.Service.For(vehicle))))));
            }
        Part(costs, size);
        return new(size, times, costs);
    }

    /// <summary>
    /// Between the two halves of an exchange nothing may come. A way to the second half from anywhere but the first is so dear that no search that
    /// can do otherwise ends with it, yet open, so that either half may be put into a tour first.
    /// </summary>
    void Part(int[] costs, int size)
    {
        if (exchanged.Count == 0)
            return;
        var dear = Math.Min(Routing.Problem.Horizon, 20L * (costs.Max() + 1L));
        for (var e = 0; e < exchanged.Count; e++)
            for (var i = 0; i < size; i++)
                if (i != nodeOf[exchanged[e]] && i != tasks.Count + e)
                    costs[i * size + tasks.Count + e] = (int)dear;
    }

    int? Place(int node) => node < tasks.Count ? tasks[node].Place
        : node < tasks.Count + exchanged.Count ? exchanged[node - tasks.Count].Place
        : node < Nowhere ? ends[node - tasks.Count - exchanged.Count] : null;
}
