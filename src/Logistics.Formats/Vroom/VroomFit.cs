using Logistics.Formats.Instances;

namespace Logistics.Formats.Vroom;

/// <summary>Whether the parts of a question fit together: names, places, amounts.</summary>
static class VroomFit
{
    /// <returns>Components of every amount and capacity.</returns>
    public static int Check(VroomInput input, ProblemList problems)
    {
        CheckIds(input, problems);
        CheckPlaces(input, problems);
        return CheckAmounts(input, problems);
    }

    static void CheckIds(VroomInput input, ProblemList problems)
    {
        var tasks = input.Requests.SelectMany(request => request.Tasks).ToList();
        foreach (var twice in tasks.GroupBy(task => (task.Kind, task.Id)).SelectMany(group => group.Skip(1)))
            problems.Add(InstanceCodes.Repeated, twice.Pointer, $"{twice.Kind} {twice.Id}");
        foreach (var twice in input.Vehicles.GroupBy(vehicle => vehicle.Id).SelectMany(group => group.Skip(1)))
            problems.Add(InstanceCodes.Repeated, twice.Pointer, $"vehicle {twice.Id}");
        var names = tasks.Select(task => (task.Kind, task.Id)).ToHashSet();
        var used = new HashSet<(VroomKind, long)>();
        foreach (var vehicle in input.Vehicles)
            foreach (var step in vehicle.Steps)
            {
                var exists = step.Kind == VroomKind.Break ? vehicle.Breaks.Any(each => each.Id == step.Id) : names.Contains((step.Kind, step.Id));
                if (!exists)
                    problems.Add(InstanceCodes.UnknownStop, $"{vehicle.Pointer}/steps", $"{step.Kind} {step.Id}");
                else if (step.Kind != VroomKind.Break && !used.Add((step.Kind, step.Id)))
                    problems.Add(InstanceCodes.Repeated, $"{vehicle.Pointer}/steps", $"steps: {step.Kind} {step.Id}");
            }
    }

    static void CheckPlaces(VroomInput input, ProblemList problems)
    {
        var matrices = input.Matrices;
        if (matrices.Count == 0)
            return;
        var last = matrices.Values.Min(matrix => matrix.Size) - 1;
        var places = input.Requests.SelectMany(request => request.Tasks).Select(task => (At: $"{task.Pointer}/location_index", Index: (int?)task.Place))
            .Concat(input.Vehicles.SelectMany(vehicle => new[] { (At: $"{vehicle.Pointer}/start_index", Index: vehicle.Start), (At: $"{vehicle.Pointer}/end_index", Index: vehicle.End) }));
        foreach (var place in places.Where(place => place.Index > last))
            problems.Add(InstanceCodes.OutOfRange, place.At, place.Index!, 0, last);
        foreach (var vehicle in input.Vehicles.Where(vehicle => matrices.ContainsKey(vehicle.Profile)))
        {
            if (matrices[vehicle.Profile].Costs is not null && (vehicle.CostPerHour != 3600 || vehicle.CostPerKilometre != 0))
                problems.Add(InstanceCodes.NotHandled, $"{vehicle.Pointer}/costs", $"matrices/{vehicle.Profile}/costs + costs");
            if (matrices[vehicle.Profile].Distances is null && (vehicle.CostPerKilometre > 0 || vehicle.MaxDistance is not null))
                problems.Add(InstanceCodes.MissingKey, $"/matrices/{vehicle.Profile}", "distances");
        }
    }

    /// <summary>All amounts of one length; a list left out is all zeros.</summary>
    static int CheckAmounts(VroomInput input, ProblemList problems)
    {
        var amounts = input.Requests.SelectMany(request => new[]
            {
                (At: $"{request.Task.Pointer}/delivery", Values: request.Brought), (At: $"{request.Task.Pointer}/pickup", Values: request.Taken),
                (At: $"{request.Task.Pointer[..Math.Max(0, request.Task.Pointer.LastIndexOf('/'))]}/amount", Values: request.Amount),
            })
            .Concat(input.Vehicles.Select(vehicle => (At: $"{vehicle.Pointer}/capacity", Values: vehicle.Capacity)))
            .Concat(input.Vehicles.SelectMany(vehicle => vehicle.Breaks.Select(rest => (At: $"{vehicle.Pointer}/breaks", Values: rest.MaxLoad ?? []))))
            .Where(each => each.Values.Length > 0).ToList();
        if (amounts.Count == 0)
            return 0;
        // What most of them have is what is meant.
        var length = amounts.GroupBy(each => each.Values.Length).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        foreach (var other in amounts.Where(each => each.Values.Length != length))
            problems.Add(InstanceCodes.WrongAmount, other.At, other.Values.Length, length);
        return length;
    }
}
