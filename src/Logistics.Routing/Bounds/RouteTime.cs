using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What time says between two partial routes at one node.</summary>
static class RouteTime
{
    /// <summary>When the vehicle can be away at the earliest.</summary>
    public static int Ready(in Segment route) => route.Earliest + route.Duration;

    /// <summary>
    /// By how much the first partial route is at most longer than the second, however both go on, given that it is ready no later. A route that must be away at t lasts
    /// its least duration, and the wait beyond its latest start: flat, then rising with t; the difference of two such is greatest where the second begins to rise.
    /// (Tilk and Irnich 2017, "Dynamic programming for the minimum tour duration problem", Transportation Science 51:549.)
    /// </summary>
    public static int Excess(in Segment first, in Segment second)
    {
        var rises = second.Latest + second.Duration;
        return first.Duration + Math.Max(0, rises - first.Latest - first.Duration) - second.Duration;
    }
}
