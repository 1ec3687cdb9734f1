namespace Logistics.Routing.Search;

/// <summary>The part of a plan that one island searches: some vehicles with all they serve, and some of the absent requests. The rest is not there for it.</summary>
sealed record Scope(bool[] Vehicles, bool[] Absent)
{
    /// <summary>
    /// Cuts a plan in parts that lie side by side: tours ordered by their mean distance from a drawn stop, shared out by what they serve
    /// (route-based decomposition, after Hiermann and Schiffer 2024, arXiv 2405.00230). Parts are as many as asked for, of about equal size.
    /// Vehicles at home and absent requests are dealt out in turn, a group in one piece.
    /// </summary>
    public static Scope[] Cut(Model model, Snapshot plan, int parts, Rng rng)
    {
        var scopes = Enumerable.Range(0, parts).Select(_ => new Scope(new bool[model.Vehicles], new bool[model.Halves])).ToArray();
        var served = new bool[model.Halves];
        var used = Enumerable.Range(0, model.Vehicles).Where(v => plan.CountOf(v) > 0).ToArray();
        var activities = used.Sum(plan.CountOf);
        var seed = plan.NodesOf(used[rng.Next(used.Length)])[1];
        var done = 0;
        foreach (var v in used.OrderBy(v => MeanDistance(model, plan.NodesOf(v), seed)).ThenBy(v => v))
        {
            scopes[Math.Min(parts - 1, (int)((long)done * parts / activities))].Vehicles[v] = true;
            done += plan.CountOf(v);
            foreach (var node in plan.NodesOf(v)[1..^1])
                served[node >> 1] = true;
        }
        var turn = 0;
        for (var v = 0; v < model.Vehicles; v++)
            if (plan.CountOf(v) == 0)
                scopes[turn++ % parts].Vehicles[v] = true;
        for (var r = 0; r < model.Requests; r++)
            if (!served[r])
                scopes[(model.GroupOf[r] is >= 0 and var group ? group : turn++) % parts].Absent[r] = true;
        return scopes;
    }

    static double MeanDistance(Model model, ReadOnlySpan<int> nodes, int seed)
    {
        var row = model.Out[0].AsSpan(model.Location[seed] * model.Locations, model.Locations);
        var sum = 0.0;
        foreach (var node in nodes[1..^1])
            sum += row[model.Location[node]].Distance;
        return sum / (nodes.Length - 2);
    }
}
