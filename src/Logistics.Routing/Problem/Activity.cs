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

    /// <summary>True when service may begin at <paramref name="time"/>.</summary>
    public bool MayBeginAt(int time) => Windows.Count == 0 || Windows.Any(window => window.Contains(time));
}
