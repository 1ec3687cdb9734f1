namespace Logistics.Routing.Bounds;

/// <summary>
/// What a partial route may still gain at the most: the cheapest walk from a node to the end that keeps windows, by time of leaving, where any node may be visited again
/// and no delivery needs its pickup (q-routes: Christofides, Mingozzi and Toth 1981, "Exact algorithms for the vehicle routing problem", Mathematical Programming 20:255).
/// </summary>
sealed class WalkBound
{
    /// <summary>More steps of time than this are not worth their time.</summary>
    const int MostSteps = 2_000;

    readonly RouteRules rules;
    readonly int origin;
    readonly int width;
    readonly int steps;
    readonly long[] least;

    WalkBound(RouteRules rules, int width, int steps)
    {
        (this.rules, this.width, this.steps) = (rules, width, steps);
        origin = rules.Start(0)!.Value.Earliest;
        least = new long[2 * rules.Model.Requests * steps];
    }

    /// <summary>Null where hops are too short for it: time must move on with each.</summary>
    public static WalkBound? Of(RouteRules rules, int[] nodes, long[] duals)
    {
        if (rules.Start(0) is not { } start)
            return null;
        var shortest = int.MaxValue;
        foreach (var i in nodes)
            foreach (var j in nodes)
                if (i != j)
                    shortest = Math.Min(shortest, rules.Arc(i, j).Time + rules.Model.Service[j]);
        var end = rules.Model.Close[rules.Model.EndOf(rules.Vehicle)];
        if (shortest <= 0 || nodes.Length < 2 || (end - start.Earliest) / shortest >= MostSteps)
            return null;
        var bound = new WalkBound(rules, shortest, (end - start.Earliest) / shortest + 1);
        bound.Fill(nodes, duals, end);
        return bound;
    }

    /// <summary>From leaving the node no earlier than at <paramref name="time"/>; <see cref="long.MaxValue"/> when the end cannot be reached.</summary>
    public long From(int node, int time)
    {
        var step = Math.Max(0, time - origin) / width;
        return step >= steps ? long.MaxValue : least[node * steps + step];
    }

    void Fill(int[] nodes, long[] duals, int end)
    {
        var model = rules.Model;
        var last = model.EndOf(rules.Vehicle);
        // Waits are free here, so to leave later is never better; and time is rounded down to its step, which only allows more.
        for (var step = steps - 1; step >= 0; step--)
            foreach (var from in nodes)
            {
                var time = origin + step * width;
                var home = rules.Arc(from, last);
                var best = time + home.Time <= end ? home.Distance * rules.DistanceRate + home.Time * rules.TimeRate : long.MaxValue;
                foreach (var to in nodes)
                {
                    if (to == from)
                        continue;
                    var arc = rules.Arc(from, to);
                    var begin = Math.Max(time + arc.Time, model.Open[to]);
                    if (begin > model.Close[to])
                        continue;
                    var rest = From(to, begin + model.Service[to]);
                    if (rest != long.MaxValue)
                        best = Math.Min(best, rest + arc.Distance * rules.DistanceRate + (arc.Time + model.Service[to]) * rules.TimeRate - duals[to]);
                }
                least[from * steps + step] = best;
            }
    }
}
