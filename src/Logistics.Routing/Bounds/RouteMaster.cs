using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// The linear program over the routes known so far, for GLOP: every request once. Only its duals matter, and they need not even be right:
/// whatever they are, <see cref="LagrangianValue"/> makes a bound of them.
/// </summary>
sealed class RouteMaster
{
    readonly Model model;
    readonly LinearModel program = LinearModel.Minimize();
    readonly LinearRow?[] rows;
    readonly LinearRow[] kinds;
    readonly double unit;

    /// <param name="model">The problem.</param>
    /// <param name="served">Requests that take part.</param>
    /// <param name="dear">A cost in shares that no request is worth.</param>
    public RouteMaster(Model model, IReadOnlyList<int> served, long dear)
    {
        this.model = model;
        unit = Math.Max(1.0, dear / 1_000.0);
        rows = new LinearRow?[model.Requests];
        foreach (var r in served)
        {
            rows[r] = program.Exactly(1);
            program.Add(rows[r]!.Value, program.Real(0, double.PositiveInfinity, model.LeftOutWeight[r] == 0 ? model.Prize[r] / unit : dear / unit));
        }
        kinds = [.. model.VehiclesOfKind.Select(vehicles => program.AtMost(vehicles.Length))];
    }

    public void Add(PricedRoute route)
    {
        var variable = program.Real(0, double.PositiveInfinity, route.Cost / unit);
        program.Add(kinds[route.Kind], variable);
        foreach (var request in route.Nodes.Select(node => node >> 1).Distinct())
            program.Add(rows[request]!.Value, variable);
    }

    /// <summary>Duals by node in whole shares, halved between the two ends of a request; null when the engine does not answer.</summary>
    public async Task<long[]?> DualsAsync(ISolverClient client, SolveLimits limits, CancellationToken cancellation)
    {
        var outcome = await client.SolveAsync(program, limits, cancellation).ConfigureAwait(false);
        if (outcome is not Outcome<LinearSolution>.Optimal { Solution: { HasDuals: true } solution })
            return null;
        var duals = new long[2 * model.Requests];
        for (var r = 0; r < rows.Length; r++)
            if (rows[r] is { } row)
            {
                var dual = (long)Math.Round(Math.Clamp(solution.DualOf(row) * unit, -1e15, 1e15));
                var atPickup = !model.HasPickup[r] ? 0 : model.HasDelivery[r] ? dual / 2 : dual;
                (duals[2 * r], duals[2 * r + 1]) = (atPickup, dual - atPickup);
            }
        return duals;
    }
}
