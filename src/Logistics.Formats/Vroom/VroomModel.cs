using Logistics.Routing;

namespace Logistics.Formats.Vroom;

/// <summary>
/// Turns VROOM's question into ours. Each task is a location of its own, so that what VROOM counts by task or by type of vehicle (stops, set-up) is a property of an arc. VROOM's cost is
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

    /// <param name="input">Without problems, those of <see cref="VroomRefusals"/> included.</param>
    public static VroomQuestion Of(VroomInput input)
    {
        var origin = Origin(input);
        var nodes = new VroomNodes(input);
        var (tables, types, vehicles) = (new List<TravelTable>(), new List<VehicleType>(), new List<Vehicle>());
        var (tableOf, typeOf) = (new Dictionary<(string, double, long, long, long, string?), int>(), new Dictionary<string, int>());
        foreach (var vehicle in input.Vehicles)
        {
            var key = (vehicle.Profile, vehicle.SpeedFactor, vehicle.CostPerHour, vehicle.CostPerKilometre, vehicle.CostPerTaskHour, vehicle.Type);
            if (!tableOf.TryGetValue(key, out var table))
            {
                tableOf[key] = table = tables.Count;
                tables.Add(nodes.Table(vehicle));
            }
            var kind = $"{table} {string.Join(' ', vehicle.Capacity)} {vehicle.CostFixed} {vehicle.MaxTasks} {vehicle.MaxTravelTime} {vehicle.MaxDistance}";
            if (!typeOf.TryGetValue(kind, out var type))
            {
                typeOf[kind] = type = types.Count;
                types.Add(Type(input, vehicle, new(input, vehicle), table));
            }
            vehicles.Add(new()
            {
                Type = type,
                Start = nodes.OfPlace(vehicle.Start),
                End = nodes.OfPlace(vehicle.End),
                Shift = vehicle.Window is { } window ? Shifted(window, origin) : TimeWindow.Always,
                Breaks = [.. vehicle.Breaks.Select(each => new Break(Shifted(each.Window, origin), each.Service))],
            });
        }
        return new(input, new(tables, types, vehicles, [.. Requests(input, nodes, origin)], groups: [.. VroomHalves.Pairs(input)]));
    }

    /// <summary>One for each of VROOM's, in its order, then the second halves of the exchanges.</summary>
    static IEnumerable<Request> Requests(VroomInput input, VroomNodes nodes, long origin)
    {
        var priority = Priorities(input);
        foreach (var request in input.Requests)
        {
            var onlyCollects = request.Collects && !request.Exchanges;
            yield return new()
            {
                Pickup = request.Delivery is not null || onlyCollects ? nodes.Activity(request.Task, origin) : null,
                Delivery = request.Delivery is { } drop ? nodes.Activity(drop, origin) : onlyCollects ? null : nodes.Activity(request.Task, origin),
                Load = Sized(request.Delivery is not null ? request.Amount : onlyCollects ? request.Taken : request.Brought, input.Dimensions),
                Priority = priority(request.Priority),
                AllowedVehicles = Allowed(input, request),
            };
        }
        // Left out only with its first half, which is what counts.
        foreach (var exchange in input.Requests.Where(request => request.Exchanges))
            yield return new() { Pickup = nodes.Aboard(exchange.Task), Load = Sized(exchange.Taken, input.Dimensions), Priority = 0, AllowedVehicles = Allowed(input, exchange) };
    }

    static int[]? Allowed(VroomInput input, VroomRequest request) => request.Skills.Count == 0 ? null
        : [.. Enumerable.Range(0, input.Vehicles.Count).Where(v => input.Vehicles[v].MayServe(request))];

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
