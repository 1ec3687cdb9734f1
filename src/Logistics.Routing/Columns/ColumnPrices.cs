using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>
/// Which columns are worth giving to the exact engine: GLOP solves the partitioning without wholeness, and those of least reduced cost are kept.
/// A choice of where to look, not a proof: nothing here bounds the plan.
/// </summary>
static class ColumnPrices
{
    /// <summary>
    /// Of <paramref name="fresh"/> the cheapest <paramref name="kept"/> by reduced cost, in the order given; the first ones where the engine does not answer.
    /// The columns of <paramref name="plan"/> make the question solvable.
    /// </summary>
    public static async Task<IReadOnlyList<Column>> CheapestAsync(
        Model model, IReadOnlyList<Column> plan, IReadOnlyList<Column> fresh, int kept, ISolverClient client, SolveLimits limits, CancellationToken cancellation)
    {
        if (fresh.Count <= kept)
            return fresh;
        List<Column> columns = [.. plan, .. fresh];

        // Costs in units of the dearest column: the engine's tolerances are absolute.
        double dearest = Math.Max(1, columns.Max(column => column.Cost));
        var perVehicle = model.Objective == Objective.Hierarchical ? 1.0 : 0.0;
        var master = LinearModel.Minimize();
        var rows = new LinearRow[model.Requests];
        for (var r = 0; r < model.Requests; r++)
        {
            rows[r] = master.Exactly(1);
            var required = model.LeftOutWeight[r] > 0 ? 10.0 : 0;
            master.Add(rows[r], master.Real(0, 1, required + model.Prize[r] / dearest));
        }
        var kinds = model.VehiclesOfKind.Select(vehicles => master.AtMost(vehicles.Length)).ToArray();
        var variables = new LinearVariable[columns.Count];
        for (var c = 0; c < columns.Count; c++)
        {
            variables[c] = master.Real(0, double.PositiveInfinity, perVehicle + columns[c].Cost / dearest);
            master.Add(kinds[columns[c].Kind], variables[c]);
            foreach (var request in columns[c].Requests)
                master.Add(rows[request], variables[c]);
        }

        var outcome = await client.SolveAsync(master, limits, cancellation).ConfigureAwait(false);
        if (outcome is not Outcome<LinearSolution>.Optimal { Solution: { HasDuals: true } solution })
            return [.. fresh.Take(kept)];
        // Rounded, so that the last bits of the engine's arithmetic cannot order two columns; then as given.
        return [.. Enumerable.Range(plan.Count, fresh.Count)
            .OrderBy(c => Math.Round(solution.ReducedCostOf(variables[c]), 9)).ThenBy(c => c).Take(kept).Order().Select(c => columns[c])];
    }
}
