namespace Logistics.Routing;

/// <summary>What single rule made wider, and by how little, would let a request that was left out into a plan whose other stops stay as they are.</summary>
/// <remarks>Each relaxation is found by applying it to one tour and looking for a place: it fits with the amount named and does not with one unit less.</remarks>
public static class RelaxationFinder
{
    /// <summary>The least of each kind, the smallest first (see <see cref="SizeOf"/>). Empty where no single one would do, where the request fits already and is only
    /// not worth it, or where it stands or falls with others.</summary>
    public static IReadOnlyList<Relaxation> Of(Problem problem, Solution plan, int request, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNegative(request);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(request, problem.Requests.Count);
        if (problem.Groups.Any(group => group.Contains(request)))
            return [];
        var least = new Dictionary<object, Relaxation>();
        var empty = new HashSet<(Vehicle, bool)>();
        var closed = problem.Locks.OfType<TourLock.Whole>().Select(each => each.Vehicle).ToHashSet();
        for (var v = 0; v < problem.Vehicles.Count; v++)
        {
            var tour = plan.Tours.FirstOrDefault(each => each.Vehicle == v);
            var allowed = problem.Requests[request].AllowedVehicles?.Contains(v) != false;
            if (closed.Contains(v) || (tour is null && !empty.Add((problem.Vehicles[v], allowed))))
                continue;
            var one = new OneTour(problem, v, tour, request, objective);
            if (allowed && one.Fits(one.Problem))
                return [];
            foreach (var found in one.Relaxations())
                if (!least.TryGetValue(Kind(found), out var known) || SizeOf(problem, found) < SizeOf(problem, known))
                    least[Kind(found)] = found;
        }
        return [.. least.Values.OrderBy(each => SizeOf(problem, each)).ThenBy(each => each.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>
    /// One measure for unlike things, in hours: a second is a second; all the room, the way or the stops that a vehicle may have now are worth a day of eight hours, and a
    /// part of them as much of it; another vehicle is worth one hour.
    /// </summary>
    public static double SizeOf(Problem problem, Relaxation relaxation)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return relaxation switch
        {
            Relaxation.LaterWindow x => x.Seconds / 3_600.0,
            Relaxation.EarlierWindow x => x.Seconds / 3_600.0,
            Relaxation.LongerShift x => x.Seconds / 3_600.0,
            Relaxation.EarlierShift x => x.Seconds / 3_600.0,
            Relaxation.LongerRide x => x.Seconds / 3_600.0,
            Relaxation.LongerTour x => x.Seconds / 3_600.0,
            Relaxation.LaterBreak x => x.Seconds / 3_600.0,
            Relaxation.MoreRoom x => 8.0 * x.Amount / Math.Max(1, problem.TypeOf(x.Vehicle).Capacity[x.Dimension]),
            Relaxation.FurtherTour x => 8.0 * x.Decimetres / Math.Max(1, problem.TypeOf(x.Vehicle).MaxDecimetres ?? 1),
            Relaxation.MoreStops x => 8.0 * x.Stops / Math.Max(1, problem.TypeOf(x.Vehicle).MaxStops ?? 1),
            _ => 1,
        };
    }

    static object Kind(Relaxation relaxation) => relaxation switch
    {
        Relaxation.LaterWindow x => (nameof(Relaxation.LaterWindow), x.Request, x.End),
        Relaxation.EarlierWindow x => (nameof(Relaxation.EarlierWindow), x.Request, x.End),
        Relaxation.MoreRoom x => (nameof(Relaxation.MoreRoom), x.Dimension),
        _ => relaxation.GetType(),
    };
}
