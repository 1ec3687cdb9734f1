namespace Logistics.Routing.Search;

/// <summary>How long, how far and with how many stops a tour may go; each inclusive, and its type's largest number where there is no limit.</summary>
readonly record struct TourLimits(int Seconds, long Decimetres, int Stops)
{
    public static TourLimits Of(VehicleType type) => new(type.MaxSeconds ?? int.MaxValue, type.MaxDecimetres ?? long.MaxValue, type.MaxStops ?? int.MaxValue);

    public bool Any => OfTime || OfDistance || OfStops;

    public bool OfTime => Seconds != int.MaxValue;

    public bool OfDistance => Decimetres != long.MaxValue;

    public bool OfStops => Stops != int.MaxValue;

    public bool Allow(int seconds, long decimetres, int stops) => seconds <= Seconds && decimetres <= Decimetres && stops <= Stops;

    /// <summary>Activities done one after the other at one location are one stop; what is done at the start before leaving is none, nor is the end.</summary>
    public static int StopsOf(Model model, ReadOnlySpan<int> nodes)
    {
        var stops = 0;
        for (var k = 1; k < nodes.Length - 1; k++)
            if (model.Location[nodes[k]] != model.Location[nodes[k - 1]])
                stops++;
        return stops;
    }

    /// <summary>Stops that a tour gains by an activity at <paramref name="location"/> after position <paramref name="at"/>; -1 at the least.</summary>
    public static int StopsAdded(Route route, int at, int location) =>
        Step(route, at, location) + Onward(route, at, location) - Onward(route, at, route.Stops[at].Location);

    /// <summary>The same for two activities in a row.</summary>
    public static int StopsAdded(Route route, int at, int first, int second) =>
        Step(route, at, first) + (first == second ? 0 : 1) + Onward(route, at, second) - Onward(route, at, route.Stops[at].Location);

    static int Step(Route route, int at, int location) => route.Stops[at].Location == location ? 0 : 1;

    /// <summary>1 when the next position is another stop than <paramref name="location"/>.</summary>
    static int Onward(Route route, int at, int location) => at == route.Count || route.Stops[at + 1].Location == location ? 0 : 1;
}
