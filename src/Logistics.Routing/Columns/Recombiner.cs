using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>
/// The best combination of pooled routes, by OR-Tools in its own process: the search goes on meanwhile (clock), or waits at a barrier (work limit; the answer then
/// repeats, given limits in the engine's own work).
/// </summary>
sealed class Recombiner(Model model, ISolverClient client)
{
    /// <summary>Columns given to GLOP at most, the most recent, and of these to CP-SAT.</summary>
    public const int MostPriced = 12_000;
    public const int MostColumns = 4_000;

    /// <summary>Share of the time, and of the work, for choosing the columns.</summary>
    const double PricingShare = 0.25;

    /// <summary>
    /// Reads the pool and the plan before it returns; both may change afterwards. The task gives a plan strictly better than <paramref name="incumbent"/>, or null:
    /// there is none in the pool, unevenness has a price, something is locked, the limits came first, nobody answered or the caller cancelled.
    /// </summary>
    public Task<Snapshot?> StartAsync(RoutePool pool, Snapshot incumbent, SolveLimits limits, CancellationToken cancellation)
    {
        // The cost is no sum over routes; or a column left unchosen might be one that is locked.
        if (model.Balance is not null || model.Problem.Locks.Count > 0)
            return Task.FromResult<Snapshot?>(null);
        var plan = ColumnsOf(incumbent);
        var known = plan.ToDictionary(column => pool.KeyOf(column.Kind, column.Nodes), column => column.Cost);
        var fresh = new List<Column>();
        foreach (var at in pool.MostRecent(MostPriced))
        {
            ref readonly var route = ref pool.Routes[at];
            if (!known.TryGetValue(route.Key, out var cost) || route.Cost < cost)
                fresh.Add(Column.Of(model, route.Kind, route.Nodes, route.Holds, route.Cost));
        }
        return fresh.Count == 0 ? Task.FromResult<Snapshot?>(null) : SolveAsync(plan, fresh, PlanValue.Of(model, incumbent), limits, cancellation);
    }

    async Task<Snapshot?> SolveAsync(
        List<Column> plan, List<Column> fresh, PlanValue incumbent, SolveLimits limits, CancellationToken cancellation)
    {
        try
        {
            // Off the caller's thread at once: building the models takes tens of milliseconds.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var priced = await ColumnPrices.CheapestAsync(
                model, plan, fresh, MostColumns, client, Part(limits, PricingShare), cancellation).ConfigureAwait(false);
            List<Column> offered = [.. plan, .. priced];
            var (question, chosen) = PartitionModel.Build(model, offered, plan.Count);
            var outcome = await client.SolveAsync(question, Part(limits, 1 - PricingShare), cancellation).ConfigureAwait(false);
            if (outcome.Best is not { } answer)
                return null;
            var best = offered.Where((_, c) => answer[chosen[c]]).ToList();
            return PlanValue.Of(model, best).CompareTo(incumbent) < 0 ? Write(best) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>A route of the plan to better keeps its vehicle; the others take the free ones of their kind, lowest first.</summary>
    Snapshot Write(List<Column> best)
    {
        var plan = new Snapshot(model.Vehicles);
        var taken = new bool[model.Vehicles];
        foreach (var column in best.Where(column => column.Vehicle >= 0))
            Put(plan, taken, column.Vehicle, column);
        foreach (var column in best.Where(column => column.Vehicle < 0))
            Put(plan, taken, model.VehiclesOfKind[column.Kind].First(v => !taken[v]), column);
        for (var v = 0; v < model.Vehicles; v++)
            if (!taken[v])
                plan.Put(v, [model.StartOf(v), model.EndOf(v)], [0, 0], 0);
        var value = PlanValue.Of(model, best);
        plan.Value(value.LeftOut, best.Count, value.Cost);
        return plan;
    }

    void Put(Snapshot plan, bool[] taken, int vehicle, Column column)
    {
        taken[vehicle] = true;
        plan.Put(vehicle, [model.StartOf(vehicle), .. column.Nodes, model.EndOf(vehicle)], [0, .. column.Holds, 0], column.Cost);
    }

    static SolveLimits Part(SolveLimits limits, double share) => limits with { Time = limits.Time * share, Work = limits.Work * share };

    List<Column> ColumnsOf(Snapshot plan)
    {
        var columns = new List<Column>();
        for (var v = 0; v < model.Vehicles; v++)
            if (plan.CountOf(v) > 0)
                columns.Add(Column.Of(model, model.KindOf[v], plan.NodesOf(v)[1..^1], plan.HoldsOf(v)[1..^1], plan.CostOf(v)) with { Vehicle = v });
        return columns;
    }
}
