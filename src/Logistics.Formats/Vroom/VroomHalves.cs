namespace Logistics.Formats.Vroom;

/// <summary>
/// A job that exchanges goods is two requests of ours in one group: what it brings stands at the job's own number, what it takes after all of VROOM's requests.
/// Answers have it whole again.
/// </summary>
static class VroomHalves
{
    public static IEnumerable<int[]> Pairs(VroomInput input)
    {
        var second = input.Requests.Count;
        for (var first = 0; first < input.Requests.Count; first++)
            if (input.Requests[first].Exchanges)
                yield return [first, second++];
    }

    public static int? SecondOf(VroomInput input, int first) => Pairs(input).Where(pair => pair[0] == first).Select(pair => (int?)pair[1]).FirstOrDefault();

    /// <summary>
    /// The same stops with each exchange once. Where the search has left its halves apart, it is done where the route then breaks no rule, with the one or
    /// the other; where there is no such place it is left out.
    /// </summary>
    /// <param name="stops">The first half of an exchange is a whole stop, the second is null in <c>Stop</c>.</param>
    public static IReadOnlyList<VroomStop> Joined(VroomInput input, VroomVehicle vehicle, IReadOnlyList<(VroomStop? Stop, VroomRequest? Request)> stops)
    {
        var route = stops.Where(each => each.Stop is not null).Select(each => each.Stop!).ToList();
        for (var k = 0; k < stops.Count; k++)
        {
            if (stops[k].Stop is not null)
                continue;
            var exchange = stops[k].Request;
            var at = stops.ToList().FindIndex(each => each.Stop?.Request == exchange);
            if (at < k && stops.Skip(at + 1).Take(k - at - 1).All(each => each.Stop?.Kind == VroomKind.Break))
                continue;
            var without = route.Where(stop => stop.Request != exchange).ToList();
            var later = without.Count(stop => stops.Take(k).Any(each => each.Stop == stop));
            var moved = without.ToList();
            moved.Insert(later, stops[at].Stop!);
            route = IsSound(route) ? route : IsSound(moved) ? moved : without;
        }
        return route;

        bool IsSound(List<VroomStop> some) => !VroomTimetable.Of(input, vehicle, some, breaksAreDue: false).AllViolations.Any();
    }
}
