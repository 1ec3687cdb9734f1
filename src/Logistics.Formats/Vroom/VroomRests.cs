namespace Logistics.Formats.Vroom;

/// <summary>
/// Breaks that the search did not owe (<see cref="Routing.Break"/> is due only for who is under way when its window closes), put in where the route has time for
/// them: VROOM has every break in every route.
/// </summary>
static class VroomRests
{
    /// <summary>The stops with each break that is not there yet, in the order of the breaks, where the route breaks no rule and ends soonest; one that fits nowhere stays out.</summary>
    public static IReadOnlyList<VroomStop> Added(VroomInput input, VroomVehicle vehicle, IReadOnlyList<VroomStop> stops)
    {
        for (var b = 0; b < vehicle.Breaks.Count; b++)
        {
            var rest = vehicle.Breaks[b];
            if (stops.All(stop => stop.Break != rest))
                stops = Places(vehicle, stops, b).Select(at => (VroomStop[])[.. stops.Take(at), new(VroomKind.Break, null, null, rest, null), .. stops.Skip(at)])
                    .Select((route, at) => (Route: route, Timed: VroomTimetable.Of(input, vehicle, route, breaksAreDue: false), FromTheMiddle: Math.Abs(2 * at - stops.Count)))
                    .Where(each => !each.Timed.AllViolations.Any())
                    .OrderBy(each => each.Timed.Steps[^1].Arrival).ThenBy(each => each.FromTheMiddle)
                    .Select(each => each.Route).FirstOrDefault() ?? stops;
        }
        return stops;
    }

    /// <summary>After the breaks that come before it, before those that come after.</summary>
    static IEnumerable<int> Places(VroomVehicle vehicle, IReadOnlyList<VroomStop> stops, int number)
    {
        var of = stops.Select(stop => stop.Break is { } rest ? vehicle.Breaks.ToList().IndexOf(rest) : -1).ToList();
        var first = of.FindLastIndex(each => each >= 0 && each < number) + 1;
        var last = of.FindIndex(each => each > number);
        return Enumerable.Range(first, (last < 0 ? stops.Count : last) - first + 1);
    }
}
