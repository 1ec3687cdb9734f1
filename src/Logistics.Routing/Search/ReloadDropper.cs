namespace Logistics.Routing.Search;

/// <summary>Takes out of a tour the reloads it is cheaper without, where the two trips fit into one.</summary>
sealed class ReloadDropper(Model model, Scheduler scheduler)
{
    public void Apply(Route route)
    {
        if (model.Pins.IsClosed(route.Vehicle))
            return;
        for (var k = route.Count; k > 0; k--)
            if (route.Trips is { Count: > 1 } trips && trips.First[k] == k && FitsInOne(route, trips, k))
                TryWithout(route, k);
    }

    void TryWithout(Route route, int position)
    {
        var (site, cost) = (route.Nodes[position], route.Cost);
        route.RemoveAt(position);
        if (route.Update(model, scheduler) && route.Cost <= cost && KeepsApart(route))
            return;
        route.Insert(position - 1, site, 0);
        route.Update(model, scheduler);
    }

    /// <summary>Asked again, as a tour with locked parts is excused by <see cref="Route.Update"/>.</summary>
    bool KeepsApart(Route route) => model.Apart is null || route.Classes.Update(model, route.Nodes.AsSpan(0, route.Size));

    /// <summary>Without the reload, what the second trip delivers is on board in the first already, and what the first collects still in the second.</summary>
    bool FitsInOne(Route route, Trips trips, int position)
    {
        var capacity = model.Capacity[model.TypeOf[route.Vehicle]];
        var (before, here) = ((position - 1) * route.Width, position * route.Width);
        for (var w = 0; w < route.Width; w++)
            if (trips.PeakBefore[before + w] + trips.ToDeliver[here + w] > capacity[w] || trips.PeakAfter[here + w] + trips.Collected[before + w] > capacity[w])
                return false;
        return true;
    }
}
