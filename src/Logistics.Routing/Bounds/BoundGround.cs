using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What stays the same whatever the duals.</summary>
/// <param name="Model">The problem.</param>
/// <param name="Served">Requests that take part.</param>
/// <param name="Rules">By kind of vehicle, with arcs that no way round shortens.</param>
sealed record BoundGround(Model Model, IReadOnlyList<int> Served, IReadOnlyList<RouteRules> Rules)
{
    public static BoundGround Of(Model model)
    {
        var arcs = Enumerable.Range(0, model.Problem.Tables.Count).Select(profile => ShortestArcs.Of(model, profile)).ToArray();
        return new(
            model,
            [.. Enumerable.Range(0, model.Requests).Where(r => Carriage.IsPossible(model, r))],
            [.. model.VehiclesOfKind.Select(vehicles => new RouteRules(model, vehicles[0], arcs[model.ProfileOf[vehicles[0]]]))]);
    }
}
