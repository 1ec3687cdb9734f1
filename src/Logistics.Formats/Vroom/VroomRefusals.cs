using Logistics.Formats.Instances;

namespace Logistics.Formats.Vroom;

/// <summary>What VROOM plans and this engine can only judge. Nothing of it is dropped: planning refuses it, with the way round.</summary>
static class VroomRefusals
{
    public static void Tell(VroomInput input, ProblemList problems)
    {
        foreach (var vehicle in input.Vehicles)
        {
            if (input.Matrices.ContainsKey(vehicle.Profile))
                OfLimits(vehicle, new(input, vehicle), problems);
            OfBreaks(vehicle, problems);
            // An exchange is two halts for the engine.
            if (vehicle.MaxTasks < input.Requests.Sum(request => request.Tasks.Count())
                && input.Requests.FirstOrDefault(request => request.Exchanges && vehicle.MayServe(request)) is { } both)
                problems.Add(InstanceCodes.ExchangeCounted, $"{vehicle.Pointer}/max_tasks", both.Task.Id);
        }
    }

    /// <summary>Our engine bounds one sum over the arcs of a tour, that of which the cost is made.</summary>
    static void OfLimits(VroomVehicle vehicle, VroomTravel travel, ProblemList problems)
    {
        if (vehicle.MaxTravelTime is not null && !travel.IsByTime)
            problems.Add(InstanceCodes.LimitUnpaid, $"{vehicle.Pointer}/max_travel_time", "max_travel_time", "per_hour");
        if (vehicle.MaxDistance is not null && !travel.IsByDistance)
            problems.Add(InstanceCodes.LimitUnpaid, $"{vehicle.Pointer}/max_distance", "max_distance", "per_km");
    }

    static void OfBreaks(VroomVehicle vehicle, ProblemList problems)
    {
        foreach (var rest in vehicle.Breaks)
        {
            if (rest.Windows.Count > 1)
                problems.Add(InstanceCodes.BreakNotPlanned, $"{vehicle.Pointer}/breaks", rest.Id, "time_windows > 1");
            if (rest.MaxLoad is not null)
                problems.Add(InstanceCodes.BreakNotPlanned, $"{vehicle.Pointer}/breaks", rest.Id, "max_load");
        }
        for (var b = 1; b < vehicle.Breaks.Count; b++)
            if (vehicle.Breaks[b].Window.From < vehicle.Breaks[b - 1].Window.To)
                problems.Add(
                    InstanceCodes.BreakNotPlanned, $"{vehicle.Pointer}/breaks", vehicle.Breaks[b].Id, $"time_windows: {vehicle.Breaks[b].Window.From} < {vehicle.Breaks[b - 1].Window.To}");
    }
}
