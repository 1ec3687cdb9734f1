using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>What is done at a stop: where, when it may begin, how long it takes.</summary>
/// <param name="Location">Row of the travel tables.</param>
/// <param name="Windows">In time order, apart from each other; service begins inside one of them. Empty means any time.</param>
/// <param name="ServiceSeconds">From begin to departure.</param>
public sealed record Activity(int Location, IReadOnlyList<TimeWindow> Windows, int ServiceSeconds)
{
    public Activity(int location, TimeWindow window, int serviceSeconds) : this(location, [window], serviceSeconds)
    {
    }

    /// <summary>
    /// A soft last window: service may begin up to so many seconds after it closes, at a cost. Only where the objective is <see cref="Objective.Cost"/>;
    /// under an objective without money the window is hard, as lateness would be free there.
    /// </summary>
    public int LateSeconds { get; init; }

    /// <summary>For each hour of that lateness.</summary>
    public Cost CostPerHourLate { get; init; }

    /// <summary>How long after the last window service begins; 0 when it does not. It is paid for under any objective, allowed or not.</summary>
    public int LatenessAt(int time) => Windows.Count == 0 ? 0 : Math.Max(0, time - Windows[^1].Latest);

    /// <summary>True when service may begin at <paramref name="time"/>.</summary>
    public bool MayBeginAt(int time) => Windows.Count == 0 || Windows.Any(window => window.Contains(time));
}
