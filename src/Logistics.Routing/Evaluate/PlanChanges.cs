namespace Logistics.Routing;

/// <summary>
/// What a new plan asks the drivers to do otherwise than the old one, stop by stop. A stop is one end of a request; breaks do not count.
/// </summary>
/// <param name="Moved">On another vehicle than before.</param>
/// <param name="Reordered">
/// On the same vehicle, but out of the old order: of the stops that a vehicle has in both plans the longest sequence that keeps the old order stays,
/// and the others are reordered. What comes in or goes out between two stops does not reorder them.
/// </param>
/// <param name="LeftOut">In the old plan and not in the new one.</param>
/// <param name="Added">In the new plan only: no change to anybody's habits, hence not counted.</param>
public sealed record PlanChanges(
    IReadOnlyList<TourStep> Moved, IReadOnlyList<TourStep> Reordered, IReadOnlyList<TourStep> LeftOut, IReadOnlyList<TourStep> Added)
{
    /// <summary>Stops moved, reordered or left out.</summary>
    public int Count => Moved.Count + Reordered.Count + LeftOut.Count;

    /// <summary>Both in the numbers of one problem. Where a plan does something twice the first time counts. Steps are named without their compartment.</summary>
    public static PlanChanges Between(IReadOnlyList<TourOrder> before, IReadOnlyList<TourOrder> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = PlacesIn(before);
        var now = PlacesIn(after);
        List<TourStep> moved = [], reordered = [], added = [];
        foreach (var order in after)
        {
            var stayed = new List<(TourStep Step, int Position)>();
            foreach (var step in Stops(order))
                if (!old.TryGetValue(step, out var place))
                    added.Add(step);
                else if (place.Vehicle != order.Vehicle)
                    moved.Add(step);
                else
                    stayed.Add((step, place.Position));
            var kept = new bool[stayed.Count];
            KeptOrder.Mark([.. stayed.Select(each => each.Position)], kept);
            reordered.AddRange(stayed.Where((_, k) => !kept[k]).Select(each => each.Step));
        }
        return new(moved, reordered, [.. old.Keys.Where(step => !now.ContainsKey(step))], added);
    }

    static Dictionary<TourStep, (int Vehicle, int Position)> PlacesIn(IReadOnlyList<TourOrder> orders)
    {
        var places = new Dictionary<TourStep, (int, int)>();
        foreach (var order in orders)
        {
            var position = 0;
            foreach (var step in Stops(order))
                places.TryAdd(step, (order.Vehicle, position++));
        }
        return places;
    }

    static IEnumerable<TourStep> Stops(TourOrder order) =>
        order.Steps.Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery).Select(step => step with { Compartment = null }).Distinct();
}
