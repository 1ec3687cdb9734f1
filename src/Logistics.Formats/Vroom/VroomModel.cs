using Logistics.Routing;

namespace Logistics.Formats.Vroom;

/// <summary>
/// Turns VROOM's question into ours. Each task is a location of its own, so that what VROOM counts by task (stops, set-up) is a property of an arc. VROOM's cost is
/// of travel alone: it takes the place of the distance, at a price for each unit.
/// </summary>
static class VroomModel
{
    /// <summary>Microeuros in one unit of VROOM's cost.</summary>
    public const long CostUnit = 10_000;

    /// <summary>In units of VROOM's cost: the most that <see cref="Routing.Problem.DearestUnit"/> lets <see cref="Type"/> say.</summary>
    public const long DearestFixed = Routing.Problem.DearestUnit / CostUnit;
    public const long DearestHour = DearestFixed * 3_600 / 10_000;
    public const long DearestKilometre = DearestFixed / 10;

    /// <summary>Null when something cannot be expressed, which is told.</summary>
    public static VroomQuestion? Of(VroomInput input, ProblemList problems)
    {
        var origin = Origin(input);
        var nodes = new VroomNodes(input);
        var (tables, types, vehicles) = (new List<TravelTable>(), new List<VehicleType>(), new List<Vehicle>());
        var (tableOf, typeOf) = (new Dictionary<(string, double, long, long), int>(), new Dictionary<string, int>());
        foreach (var vehicle in input.Vehicles)
        {
            var travel = new VroomTravel(input, vehicle);
            Refuse(vehicle, travel, problems);
            var key = (vehicle.Profile, vehicle.SpeedFactor, vehicle.CostPerHour, vehicle.CostPerKilometre);
            if (!tableOf.TryGetValue(key, out var table))
            {
                tableOf[key] = table = tables.Count;
                tables.Add(nodes.Table(travel));
            }
            var kind = $"{table} {string.Join(' ', vehicle.Capacity)} {vehicle.CostFixed} {vehicle.MaxTasks} {vehicle.MaxTravelTime} {vehicle.MaxDistance}";
            if (!typeOf.TryGetValue(kind, out var type))
            {
                typeOf[kind] = type = types.Count;
                types.Add(Type(input, vehicle, travel, table));
            }
            vehicles.Add(new()
            {
                Type = type,
                Start = vehicle.Start is { } start ? nodes.OfPlace(start) : null,
                End = vehicle.End is { } end ? nodes.OfPlace(end) : null,
                Shift = vehicle.Window is { } window ? Shifted(window, origin) : TimeWindow.Always,
                Breaks = [.. vehicle.Breaks.Select(each => new Break(Shifted(each.Window, origin), each.Service))],
            });
        }
        if (problems.Any)
            return null;
        var priority = Priorities(input);
        var requests = input.Requests.Select(request => new Request
        {
            Pickup = request.Delivery is not null || request.Collects ? nodes.Activity(request.Task, origin) : null,
            Delivery = request.Delivery is { } drop ? nodes.Activity(drop, origin) : request.Collects ? null : nodes.Activity(request.Task, origin),
            Load = Sized(request.Amount, input.Dimensions),
            Priority = priority(request.Priority),
            AllowedVehicles = request.Skills.Count == 0 ? null
                : [.. Enumerable.Range(0, input.Vehicles.Count).Where(v => request.Skills.All(input.Vehicles[v].Skills.Contains))],
        }).ToList();
        return new(input, new Routing.Problem(tables, types, vehicles, requests));
    }

    /// <summary>Our engine bounds one sum over the arcs of a tour, that of which the cost is made.</summary>
    static void Refuse(VroomVehicle vehicle, VroomTravel travel, ProblemList problems)
    {
        if (vehicle.MaxTravelTime is not null && !travel.IsByTime)
            problems.Add(Instances.InstanceCodes.NotHandled, "", $"vehicle {vehicle.Id}: max_travel_time + costs");
        if (vehicle.MaxDistance is not null && !travel.IsByDistance)
            problems.Add(Instances.InstanceCodes.NotHandled, "", $"vehicle {vehicle.Id}: max_distance, costs/per_hour > 0");
    }

    static VehicleType Type(VroomInput input, VroomVehicle vehicle, VroomTravel travel, int table) => new()
    {
        Capacity = Sized(vehicle.Capacity, input.Dimensions),
        Profile = table,
        CostFixed = new(vehicle.CostFixed * CostUnit),
        // For 10,000 units of the arcs.
        CostPerKilometre = new(travel.IsByTime ? (long)Math.Round(vehicle.CostPerHour * (CostUnit * 10_000.0) / 3_600)
            : travel.IsByDistance ? vehicle.CostPerKilometre * CostUnit * 10
            : CostUnit * 10_000 / VroomNodes.MixedUnits),
        MaxDecimetres = vehicle.MaxTravelTime ?? vehicle.MaxDistance,
        MaxStops = vehicle.MaxTasks,
    };

    public static TimeWindow Shifted(VroomWindow window, long origin) => new(
        (int)Math.Clamp(window.From - origin, 0, Routing.Problem.Horizon), (int)Math.Clamp(window.To - origin, 0, Routing.Problem.Horizon));

    /// <summary>Times may be timestamps; ours begin at 0. A vehicle without hours may leave long before the first window.</summary>
    static long Origin(VroomInput input)
    {
        var first = input.Requests.SelectMany(request => request.Tasks).SelectMany(task => task.Windows)
            .Concat(input.Vehicles.Select(vehicle => vehicle.Window).OfType<VroomWindow>())
            .Concat(input.Vehicles.SelectMany(vehicle => vehicle.Breaks).Select(each => each.Window))
            .Select(window => window.From).DefaultIfEmpty(0).Min();
        return input.Vehicles.All(vehicle => vehicle.Window is not null) ? first : Math.Max(0, first - Routing.Problem.Horizon / 4);
    }

    /// <summary>
    /// VROOM serves the greatest sum of priorities, then as many as it can; ours are lexicographic. Its values become the levels 1 to 9 in their order, by tenths
    /// of the range where there are more.
    /// </summary>
    static Func<int, int> Priorities(VroomInput input)
    {
        var values = input.Requests.Select(request => request.Priority).Distinct().Order().ToList();
        return values.Count <= 9 ? value => values.IndexOf(value) + 1 : value => 1 + value * 8 / 100;
    }

    static long[] Sized(long[] amounts, int dimensions) => amounts.Length == dimensions ? amounts : new long[dimensions];
}
