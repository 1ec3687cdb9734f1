using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>Every way the parts of a problem can fail to fit together, in words for the programmer who built it.</summary>
static class ProblemFaults
{
    public static IReadOnlyList<string> Of(Problem problem)
    {
        var faults = new List<string>();
        if (problem.Tables.Count == 0)
            faults.Add("There is no travel table.");
        if (problem.Types.Count == 0)
            faults.Add("There is no vehicle type.");
        if (problem.Vehicles.Count == 0)
            faults.Add("There is no vehicle.");
        if (faults.Count > 0)
            return faults;

        for (var i = 1; i < problem.Tables.Count; i++)
            if (problem.Tables[i].Locations != problem.Locations)
                faults.Add($"Travel table {i} has {problem.Tables[i].Locations} locations, table 0 has {problem.Locations}.");
        for (var i = 0; i < problem.Types.Count; i++)
            OfType(problem, problem.Types[i], $"Vehicle type {i}", faults);
        for (var i = 0; i < problem.Vehicles.Count; i++)
            OfVehicle(problem, problem.Vehicles[i], $"Vehicle {i}", faults);
        for (var i = 0; i < problem.Requests.Count; i++)
            OfRequest(problem, problem.Requests[i], $"Request {i}", faults);
        OfSetUp(problem, faults);
        OfApart(problem, faults);
        OfBalance(problem, faults);
        OfGroups(problem, faults);
        faults.AddRange(LockFaults.Of(problem));
        return faults;
    }

    static void OfSetUp(Problem problem, List<string> faults)
    {
        if (problem.SetUpSeconds.Count > 0 && problem.SetUpSeconds.Count != problem.Locations)
            faults.Add($"There are set-up times for {problem.SetUpSeconds.Count} locations, the tables have {problem.Locations}.");
        for (var i = 0; i < problem.SetUpSeconds.Count; i++)
            if (problem.SetUpSeconds[i] is < 0 or > Problem.Horizon)
                faults.Add($"Location {i}: set-up lasts {problem.SetUpSeconds[i]} s.");
    }

    static void OfApart(Problem problem, List<string> faults)
    {
        foreach (var (first, second) in problem.Apart)
            if (first is < 0 or > 63 || second is < 0 or > 63)
                faults.Add($"Classes {first} and {second} to keep apart: a class lies outside 0..63.");
            else if (first == second)
                faults.Add($"Class {first} is to be kept apart from itself.");
    }

    static void OfBalance(Problem problem, List<string> faults)
    {
        if (problem.Balance is Balance.OfTime { PerHour.Microeuros: < 0 } or Balance.OfLoad { PerUnit.Microeuros: < 0 })
            faults.Add("Balance: its cost is negative.");
        if (problem.Balance is not Balance.OfLoad load)
            return;
        if (load.Dimension < 0 || load.Dimension >= problem.Dimensions)
            faults.Add($"Balance: the load has no dimension {load.Dimension}.");
        else if ((Int128)load.PerUnit.Microeuros * problem.Requests.Sum(request => request.Load.ElementAtOrDefault(load.Dimension)) > Problem.DearestBalance)
            faults.Add($"Balance: {load.PerUnit} for each unit could come to more than can be counted.");
    }

    static void OfGroups(Problem problem, List<string> faults)
    {
        var seen = new HashSet<int>();
        for (var g = 0; g < problem.Groups.Count; g++)
            foreach (var r in problem.Groups[g])
                if (r < 0 || r >= problem.Requests.Count)
                    faults.Add($"Group {g}: there is no request {r}.");
                else if (!seen.Add(r))
                    faults.Add($"Group {g}: request {r} is in a group already.");
    }

    static void OfType(Problem problem, VehicleType type, string name, List<string> faults)
    {
        OfLoad(problem, type.Capacity, $"{name}: capacity", faults);
        if (type.Profile < 0 || type.Profile >= problem.Tables.Count)
            faults.Add($"{name}: there is no travel table {type.Profile}.");
        OfMoney(type.CostFixed, $"{name}: its fixed cost", faults);
        OfMoney(type.CostPerHour, $"{name}: its cost of an hour", faults);
        OfMoney(type.CostPerOvertimeHour, $"{name}: its cost of an hour of overtime", faults);
        OfMoney(type.CostPerKilometre, $"{name}: its cost of a kilometre", faults);
        if (type.MaxSeconds < 0 || type.MaxDecimetres < 0 || type.MaxStops < 0 || type.RegularSeconds < 0)
            faults.Add($"{name}: a limit is negative.");
        if (type.Compartments.Count > 30)
            faults.Add($"{name}: {type.Compartments.Count} compartments, at most 30 are handled.");
        for (var s = 0; s < type.Reloads.Count; s++)
        {
            OfActivity(problem, type.Reloads[s], $"{name}: reload {s}", faults);
            if (type.Reloads[s].LateSeconds > 0)
                faults.Add($"{name}: reload {s} is not served late; its windows are hard.");
        }
        if (type.MaxTrips < 1)
            faults.Add($"{name}: at most {type.MaxTrips} trips; a tour has at least one.");
        for (var c = 0; c < type.Compartments.Count; c++)
            OfLoad(problem, type.Compartments[c].Capacity, $"{name}: capacity of compartment {c}", faults);
    }

    static void OfVehicle(Problem problem, Vehicle vehicle, string name, List<string> faults)
    {
        if (vehicle.Type < 0 || vehicle.Type >= problem.Types.Count)
            faults.Add($"{name}: there is no vehicle type {vehicle.Type}.");
        if (vehicle.Start is { } start)
            OfLocation(problem, start, $"{name}: start", faults);
        if (vehicle.End is { } end)
            OfLocation(problem, end, $"{name}: end", faults);
        OfWindow(vehicle.Shift, $"{name}: shift", faults);
        for (var b = 0; b < vehicle.Breaks.Count; b++)
        {
            OfWindow(vehicle.Breaks[b].Window, $"{name}: window of break {b}", faults);
            if (vehicle.Breaks[b].Seconds is < 0 or > Problem.Horizon)
                faults.Add($"{name}: break {b} lasts {vehicle.Breaks[b].Seconds} s.");
            if (b > 0 && vehicle.Breaks[b].Window.Earliest < vehicle.Breaks[b - 1].Window.Latest)
                faults.Add($"{name}: break {b} may begin before break {b - 1} has.");
        }
    }

    static void OfRequest(Problem problem, Request request, string name, List<string> faults)
    {
        if (request.Pickup is null && request.Delivery is null)
            faults.Add($"{name}: it has neither pickup nor delivery.");
        if (request.Pickup is { } pickup)
            OfActivity(problem, pickup, $"{name}: pickup", faults);
        if (request.Delivery is { } delivery)
            OfActivity(problem, delivery, $"{name}: delivery", faults);
        OfLoad(problem, request.Load, $"{name}: load", faults);
        if (request.Class is < 0 or > 63)
            faults.Add($"{name}: class {request.Class} is outside 0..63.");
        if (request.Priority is < 0 or > Request.Required)
            faults.Add($"{name}: priority {request.Priority} is outside 0..{Request.Required}.");
        OfMoney(request.Prize, $"{name}: its prize", faults);
        if (request.AllowedVehicles?.Any(v => v < 0 || v >= problem.Vehicles.Count) == true)
            faults.Add($"{name}: it allows a vehicle that does not exist.");
        if (request.ReadyAt is < 0 or > Problem.Horizon)
            faults.Add($"{name}: it is ready at {request.ReadyAt}, outside 0..{Problem.Horizon}.");
        if (request.ReadyAt > 0 && request.Pickup is not null)
            faults.Add($"{name}: it has a pickup, whose window must say when the goods are ready.");
        if (request.MaxRideSeconds < 0)
            faults.Add($"{name}: its ride limit is negative.");
        if (request.MaxRideSeconds is not null && (request.Pickup is null || request.Delivery is null))
            faults.Add($"{name}: a ride limit needs both a pickup and a delivery.");
    }

    static void OfActivity(Problem problem, Activity activity, string name, List<string> faults)
    {
        OfLocation(problem, activity.Location, name, faults);
        if (activity.ServiceSeconds is < 0 or > Problem.Horizon)
            faults.Add($"{name}: service lasts {activity.ServiceSeconds} s.");
        if (activity.LateSeconds is < 0 or > Problem.Horizon)
            faults.Add($"{name}: it may be {activity.LateSeconds} s late.");
        OfMoney(activity.CostPerHourLate, $"{name}: an hour late", faults);
        if (activity.LateSeconds > 0 && activity.Windows.Count == 0)
            faults.Add($"{name}: without a window it cannot be late.");
        for (var w = 0; w < activity.Windows.Count; w++)
        {
            OfWindow(activity.Windows[w], $"{name}: window {w}", faults);
            if (w > 0 && activity.Windows[w].Earliest <= activity.Windows[w - 1].Latest)
                faults.Add($"{name}: window {w} does not come after window {w - 1}.");
        }
    }

    static void OfLoad(Problem problem, IReadOnlyList<long> load, string name, List<string> faults)
    {
        if (load.Count != problem.Dimensions)
            faults.Add($"{name} has {load.Count} dimensions, the problem has {problem.Dimensions}.");
        if (load.Any(amount => amount is < 0 or > Problem.LargestLoad))
            faults.Add($"{name} lies outside 0..{Problem.LargestLoad}.");
    }

    static void OfMoney(Cost cost, string name, List<string> faults)
    {
        if (cost.Microeuros is < 0 or > Problem.DearestUnit)
            faults.Add($"{name} is {cost}, outside 0..{new Cost(Problem.DearestUnit)}.");
    }

    static void OfLocation(Problem problem, int location, string name, List<string> faults)
    {
        if (location < 0 || location >= problem.Locations)
            faults.Add($"{name}: there is no location {location}.");
    }

    static void OfWindow(TimeWindow window, string name, List<string> faults)
    {
        if (window.Earliest < 0 || window.Latest > Problem.Horizon)
            faults.Add($"{name} {window.Earliest}..{window.Latest} lies outside 0..{Problem.Horizon}.");
        if (window.Earliest > window.Latest)
            faults.Add($"{name} {window.Earliest}..{window.Latest} is empty.");
    }
}
