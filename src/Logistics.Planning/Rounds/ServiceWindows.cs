using Logistics.Domain;
using Logistics.Routing;
using TimeWindow = Logistics.Domain.TimeWindow;

namespace Logistics.Planning.Rounds;

/// <summary>Windows of the day as whole seconds since the question's origin, in order and apart from each other, as Routing wants them.</summary>
static class ServiceWindows
{
    /// <summary>
    /// Windows that touch become one; what lies before the origin, when no vehicle is on duty, or beyond the horizon is left out. Empty when
    /// nothing is left: to Routing an empty list would mean "always", so such a shipment must not be asked.
    /// </summary>
    public static IReadOnlyList<Logistics.Routing.TimeWindow> InSeconds(IEnumerable<TimeWindow> windows, DateTimeOffset origin)
    {
        var apart = new List<Logistics.Routing.TimeWindow>();
        foreach (var window in windows.OrderBy(x => x.Begin))
            if (InSeconds(window, origin) is { } next)
                if (apart.Count > 0 && next.Earliest <= apart[^1].Latest + 1)
                    apart[^1] = new(apart[^1].Earliest, Math.Max(apart[^1].Latest, next.Latest));
                else
                    apart.Add(next);
        return apart;
    }

    /// <summary>A window never grows by rounding: it begins at the next whole second and ends at the last. Null when nothing of it is left.</summary>
    public static Logistics.Routing.TimeWindow? InSeconds(TimeWindow window, DateTimeOffset origin)
    {
        var earliest = Math.Max(0, (long)Math.Ceiling((window.Begin - origin).TotalSeconds));
        var latest = Math.Min(Problem.Horizon, (long)Math.Floor((window.End - origin).TotalSeconds));
        return earliest <= latest ? new((int)earliest, (int)latest) : null;
    }

    /// <summary>How long before the origin the last of the windows closed; zero when there is none.</summary>
    public static TimeSpan ClosedBefore(ValueList<TimeWindow> windows, DateTimeOffset origin) =>
        windows.Count > 0 && origin > windows.Max(x => x.End) ? origin - windows.Max(x => x.End) : TimeSpan.Zero;
}
