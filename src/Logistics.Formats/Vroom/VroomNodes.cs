using Logistics.Routing;

namespace Logistics.Formats.Vroom;

/// <summary>Locations of our problem: one for each task, then one for each place where vehicles start or end.</summary>
sealed class VroomNodes
{
    /// <summary>Cost made of time and distance, or given as a matrix, is counted in hundredths.</summary>
    public const int MixedUnits = 100;

    readonly List<VroomTask> tasks;
    readonly Dictionary<VroomTask, int> nodeOf;
    readonly List<int> ends;
    readonly HashSet<int> shared;
    readonly bool allStart;

    public VroomNodes(VroomInput input)
    {
        tasks = [.. input.Requests.SelectMany(request => request.Tasks)];
        nodeOf = new(tasks.Select((task, node) => KeyValuePair.Create(task, node)), ReferenceEqualityComparer.Instance);
        ends = [.. input.Vehicles.SelectMany(vehicle => new[] { vehicle.Start, vehicle.End }).OfType<int>().Distinct()];
        allStart = input.Vehicles.All(vehicle => vehicle.Start is not null);
        shared = [.. tasks.Select(task => task.Place).Concat(input.Vehicles.Select(vehicle => vehicle.Start).OfType<int>().Distinct())
            .GroupBy(place => place).Where(group => group.Count() > 1).Select(group => group.Key)];
    }

    public int OfPlace(int place) => tasks.Count + ends.IndexOf(place);

    /// <summary>
    /// Set-up follows the wait for the window, so it is part of the stay. It is spared where the vehicle is there already: for a task without windows it is
    /// part of the way there instead (if all vehicles come from somewhere). One with windows at a shared place pays it always; the answer's times spare it again.
    /// </summary>
    public Activity Activity(VroomTask task, long origin) => new(
        nodeOf[task], [.. task.Windows.Select(window => VroomModel.Shifted(window, origin))], task.Service + (OnTheWay(task) ? 0 : task.SetUp));

    bool OnTheWay(VroomTask task) => allStart && task.Windows.Count == 0 && shared.Contains(task.Place);

    public TravelTable Table(VroomTravel travel)
    {
        var size = tasks.Count + ends.Count;
        var (times, costs) = (new int[size * size], new int[size * size]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                if (i == j)
                    continue;
                var (from, to) = (Place(i), Place(j));
                times[i * size + j] = travel.Seconds(from, to) + (j < tasks.Count && from != to && OnTheWay(tasks[j]) ? tasks[j].SetUp : 0);
                costs[i * size + j] = travel.IsByTime ? travel.Seconds(from, to)
                    : travel.IsByDistance ? travel.Metres(from, to)
                    : (int)Math.Min(Routing.Problem.Horizon, Math.Round(travel.Cost(from, to) * MixedUnits));
            }
        return new(size, times, costs);
    }

    int Place(int node) => node < tasks.Count ? tasks[node].Place : ends[node - tasks.Count];
}
