using Logistics.Measures;
using Logistics.Planning;

namespace Logistics.Host.Worker;

/// <summary>The best rounds that were known at an instant.</summary>
/// <param name="After">Since the solve began.</param>
/// <param name="LeftOut">Shipments that they leave behind.</param>
/// <param name="Cost">Of driving, of working time, and of what is left behind.</param>
public sealed record CostPoint(TimeSpan After, int LeftOut, Cost Cost)
{
    public bool IsBetterThan(CostPoint other) => (LeftOut, Cost.Microeuros).CompareTo((other.LeftOut, other.Cost.Microeuros)) < 0;
}

/// <summary>
/// How the best that a solve knows became better. Territories are searched one after the other or side by side: one that was not begun yet counts with the first that was found for it, so that the curve
/// is of all of them at each instant and never rises because another territory came to it.
/// </summary>
/// <param name="step">Of what comes closer together only the last is kept.</param>
/// <remarks>Thread safe.</remarks>
public sealed class CostCurve(TimeSpan step)
{
    readonly Lock gate = new();
    readonly List<Dictionary<string, List<CostPoint>>> searches = [];

    /// <summary>Told of all that a plan is told of: each sharing is driven by searches of its own.</summary>
    public void Tell(TimeSpan after, PlanningProgress told)
    {
        ArgumentNullException.ThrowIfNull(told);
        lock (gate)
        {
            if (told.Stage == PlanningStage.Matching)
                searches.Add([]);
            if (told is not { Best: { } best, Detail: { } territory } || searches.Count == 0)
                return;
            var point = new CostPoint(after, best.LeftOut, best.Cost);
            if (!searches[^1].TryGetValue(territory, out var known))
                searches[^1][territory] = [point];
            else if (!point.IsBetterThan(known[^1]))
                return;
            else if (known.Count > 1 && after - known[^2].After < step)
                known[^1] = point;
            else
                known.Add(point);
        }
    }

    /// <summary>In the order of time, each better than the one before it.</summary>
    public IReadOnlyList<CostPoint> Points
    {
        get
        {
            lock (gate)
            {
                var points = new List<CostPoint>();
                // A search that has not come to all territories yet has no cost that could be compared.
                var all = searches.Select(search => search.Count).DefaultIfEmpty().Max();
                foreach (var search in searches.Where(search => search.Count == all))
                    foreach (var after in search.Values.SelectMany(known => known).Select(point => point.After).Distinct().Order())
                        if (At(search, after) is var point && (points.Count == 0 || point.IsBetterThan(points[^1])))
                            points.Add(point);
                return points;
            }
        }
    }

    static CostPoint At(Dictionary<string, List<CostPoint>> search, TimeSpan after)
    {
        var now = search.Values.Select(known => known.LastOrDefault(point => point.After <= after) ?? known[0]).ToList();
        return new(after, now.Sum(point => point.LeftOut), now.Aggregate(Cost.Zero, (sum, point) => sum + point.Cost));
    }
}
