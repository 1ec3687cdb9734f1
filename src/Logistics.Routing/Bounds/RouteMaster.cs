using Logistics.OrTools;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// The linear program over the routes known so far, for GLOP: every request at least once, where duals far from those of a centre cost. Only its duals matter, and they
/// need not even be right: whatever they are, <see cref="LagrangianValue"/> makes a bound of them.
/// </summary>
/// <remarks>The box around the centre: Marsten, Hogan and Blankenship 1975, "The boxstep method for large-scale optimization", Operations Research 23:389.</remarks>
/// <param name="model">The problem.</param>
/// <param name="served">Requests that take part.</param>
/// <param name="target">Cost of the plan in shares.</param>
sealed class RouteMaster(Model model, IReadOnlyList<int> served, long target)
{
    /// <summary>What one vehicle more may be worth at the most, as a share of the plan's cost.</summary>
    const double MostOfVehicle = 0.1;

    readonly double unit = Math.Max(1.0, target / 1_000.0);
    readonly List<PricedRoute> routes = [];

    public void Add(PricedRoute route) => routes.Add(route);

    /// <summary>Null when the engine does not answer.</summary>
    /// <param name="centre">Duals by node in shares.</param>
    /// <param name="reach">How far from there, as a share of each and of their mean.</param>
    /// <param name="client">Engine.</param>
    /// <param name="limits">Of the engine.</param>
    /// <param name="cancellation">Asked while the engine works.</param>
    public async Task<RouteDuals?> DualsAsync(RouteDuals centre, double reach, ISolverClient client, SolveLimits limits, CancellationToken cancellation)
    {
        var program = LinearModel.Minimize();
        var mean = served.Sum(r => (double)centre.Of(r)) / Math.Max(1, served.Count);
        var rows = new LinearRow?[model.Requests];
        foreach (var r in served)
        {
            var row = program.AtLeast(1);
            var (dual, width) = ((double)centre.Of(r), reach * (Math.Abs(centre.Of(r)) + Math.Max(mean, unit)));
            var most = model.LeftOutWeight[r] == 0 ? Math.Min(dual + width, model.Prize[r]) : dual + width;
            program.Add(row, program.Real(0, double.PositiveInfinity, most / unit));
            if (Math.Min(most, dual - width) is > 0 and var least)
                program.Add(row, -1 * program.Real(0, double.PositiveInfinity, -least / unit));
            rows[r] = row;
        }
        LinearRow[] kinds = [.. model.VehiclesOfKind.Select(vehicles => program.AtMost(vehicles.Length))];
        foreach (var row in kinds)
            program.Add(row, -1 * program.Real(0, double.PositiveInfinity, MostOfVehicle * target / unit));
        foreach (var route in routes)
        {
            var variable = program.Real(0, double.PositiveInfinity, route.Cost / unit);
            program.Add(kinds[route.Kind], variable);
            foreach (var request in route.Nodes.Select(node => node >> 1).Distinct())
                program.Add(rows[request]!.Value, variable);
        }
        var outcome = await client.SolveAsync(program, limits, cancellation).ConfigureAwait(false);
        if (outcome is not Outcome<LinearSolution>.Optimal { Solution: { HasDuals: true } solution })
            return null;
        var ofNode = new long[2 * model.Requests];
        foreach (var r in served)
        {
            var dual = InShares(solution.DualOf(rows[r]!.Value));
            var atPickup = !model.HasPickup[r] ? 0 : model.HasDelivery[r] ? dual / 2 : dual;
            (ofNode[2 * r], ofNode[2 * r + 1]) = (atPickup, dual - atPickup);
        }
        return new(ofNode, [.. kinds.Select(row => Math.Min(0, InShares(solution.DualOf(row))))]);
    }

    long InShares(double dual) => (long)Math.Round(Math.Clamp(dual * unit, -1e15, 1e15));
}

/// <summary>What the linear program says each activity and each vehicle is worth, in shares.</summary>
/// <param name="OfNode">By node; only the sum over a request counts.</param>
/// <param name="OfKind">At most 0; routes of less reduced cost are worth having.</param>
sealed record RouteDuals(long[] OfNode, long[] OfKind)
{
    public long Of(int request) => OfNode[2 * request] + OfNode[2 * request + 1];
}
