using Logistics.Formats.Instances;

namespace Logistics.Formats.Vroom;

/// <summary>What an answer in VROOM's shape states of itself; what it leaves out is null.</summary>
sealed record VroomClaim(IReadOnlyList<VroomClaimedRoute> Routes, long? Cost, long? Unassigned)
{
    /// <param name="find">The stop of that kind and number; null when the question has none, which is told.</param>
    public static VroomClaim Read(VroomCursor root, IReadOnlyList<VroomVehicle> vehicles, Func<VroomVehicle, VroomKind, long, VroomStop?> find)
    {
        var routes = (root.Require("routes")?.Items() ?? []).Select(at => Route(at, vehicles, find)).OfType<VroomClaimedRoute>().ToList();
        var summary = root.Find("summary");
        return new(routes, summary?.Whole("cost", 0, long.MaxValue), summary?.Whole("unassigned", 0, long.MaxValue));
    }

    static VroomClaimedRoute? Route(VroomCursor at, IReadOnlyList<VroomVehicle> vehicles, Func<VroomVehicle, VroomKind, long, VroomStop?> find)
    {
        var vehicle = at.Require("vehicle")?.Whole(0, long.MaxValue) is { } id ? vehicles.FirstOrDefault(each => each.Id == id) : null;
        if (vehicle is null)
        {
            at.Report(InstanceCodes.UnknownStop, "vehicle");
            return null;
        }
        var stops = new List<(VroomStop, VroomClaimedTime)>();
        VroomClaimedTime? start = null, end = null;
        foreach (var step in at.Items("steps"))
            switch (step.Text("type"))
            {
                case "start":
                    start = TimeOf(step);
                    break;
                case "end":
                    end = TimeOf(step);
                    break;
                case { } type when type.Length > 0 && char.IsAsciiLetterLower(type[0]) && Enum.TryParse<VroomKind>(type, ignoreCase: true, out var kind):
                    var number = step.Id() ?? -1;
                    if (find(vehicle, kind, number) is { } stop)
                        stops.Add((stop, TimeOf(step)));
                    else
                        step.Report(InstanceCodes.UnknownStop, $"{type} {number}");
                    break;
                case var type:
                    step.Report(InstanceCodes.UnknownStop, type ?? "type");
                    break;
            }
        return new(vehicle, [.. stops.Select(each => each.Item1)], [.. stops.Select(each => each.Item2)], start, end, at.Whole("cost", 0, long.MaxValue));
    }

    static VroomClaimedTime TimeOf(VroomCursor step) => new(step.Whole("arrival", long.MinValue / 8, long.MaxValue / 8), step.Whole("waiting_time", 0, long.MaxValue / 8));
}

/// <param name="Times">Of each stop.</param>
/// <param name="Start">Null where no such step is written.</param>
sealed record VroomClaimedRoute(
    VroomVehicle Vehicle, IReadOnlyList<VroomStop> Stops, IReadOnlyList<VroomClaimedTime> Times, VroomClaimedTime? Start, VroomClaimedTime? End, long? Cost);

readonly record struct VroomClaimedTime(long? Arrival, long? Waiting);
