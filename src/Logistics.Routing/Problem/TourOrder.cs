namespace Logistics.Routing;

/// <summary>One step of a tour given from outside; breaks and reloads are steps too, by their number.</summary>
/// <param name="Compartment">Null: the first that accepts the goods, or 0.</param>
public sealed record TourStep(VisitKind Kind, int Index, int? Compartment = null);

/// <summary>What one vehicle does, in order, start and end left out.</summary>
public sealed record TourOrder(int Vehicle, IReadOnlyList<TourStep> Steps)
{
    /// <summary>The order of a tour that has its times already.</summary>
    public static TourOrder Of(Tour tour)
    {
        ArgumentNullException.ThrowIfNull(tour);
        return new(tour.Vehicle, [.. tour.Visits.Where(visit => visit.Kind is not (VisitKind.Start or VisitKind.End))
            .Select(visit => new TourStep(visit.Kind, visit.Index, visit.Kind is VisitKind.Pickup or VisitKind.Delivery ? visit.Compartment : null))]);
    }

    /// <summary>The orders of a plan.</summary>
    public static IReadOnlyList<TourOrder> Of(Solution plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Tours.Select(Of)];
    }
}
