using Logistics.Routing.Search;

namespace Logistics.Routing.Tests.Columns;

/// <summary>Every route that can be driven in a tiny problem, one vehicle of each kind, by trying all sequences and all compartments.</summary>
static class AllRoutes
{
    public static IEnumerable<Route> Of(Model model)
    {
        var scheduler = new Scheduler();
        foreach (var vehicle in model.VehiclesOfKind.Select(vehicles => vehicles[0]))
            foreach (var nodes in Sequences(model, []))
                foreach (var holds in Holds(model, vehicle, nodes, 0, []))
                {
                    var route = new Route { Vehicle = vehicle };
                    route.SetSequence([model.StartOf(vehicle), .. nodes, model.EndOf(vehicle)], [0, .. nodes.Select(node => holds[node >> 1]), 0]);
                    if (route.Update(model, scheduler) && HasRoom(model, route) && HasWholeGroups(model, holds))
                        yield return route;
                }
    }

    static IEnumerable<int[]> Sequences(Model model, int[] begun)
    {
        if (begun.Length > 0 && begun.All(node => (node & 1) == 1 || !model.HasDelivery[node >> 1] || begun.Contains(node + 1)))
            yield return begun;
        for (var node = 0; node < 2 * model.Requests; node++)
        {
            var exists = (node & 1) == 0 ? model.HasPickup[node >> 1] : model.HasDelivery[node >> 1];
            var due = (node & 1) == 0 || !model.HasPickup[node >> 1] || begun.Contains(node - 1);
            if (exists && due && !begun.Contains(node))
                foreach (var longer in Sequences(model, [.. begun, node]))
                    yield return longer;
        }
    }

    static IEnumerable<Dictionary<int, byte>> Holds(Model model, int vehicle, int[] nodes, int at, Dictionary<int, byte> chosen)
    {
        if (at == nodes.Length)
            yield return chosen;
        else if (chosen.ContainsKey(nodes[at] >> 1))
            foreach (var holds in Holds(model, vehicle, nodes, at + 1, chosen))
                yield return holds;
        else
            for (byte hold = 0; model.HoldsFor(nodes[at] >> 1, vehicle) >> hold != 0; hold++)
                if ((model.HoldsFor(nodes[at] >> 1, vehicle) >> hold & 1) != 0)
                    foreach (var holds in Holds(model, vehicle, nodes, at + 1, new(chosen) { [nodes[at] >> 1] = hold }))
                        yield return holds;
    }

    static bool HasRoom(Model model, Route route)
    {
        var capacity = model.Capacity[model.TypeOf[route.Vehicle]];
        for (var k = 0; k <= route.Count; k++)
            for (var d = 0; d < route.Width; d++)
                if (route.Load[k * route.Width + d] > capacity[d])
                    return false;
        return true;
    }

    static bool HasWholeGroups(Model model, Dictionary<int, byte> holds) =>
        model.Groups.All(group => !group.Any(holds.ContainsKey) || group.All(holds.ContainsKey));
}
