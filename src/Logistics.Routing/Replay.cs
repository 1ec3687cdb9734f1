using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>Turns sequences made elsewhere (a published solution, a dispatcher's board) into a plan with times and loads, whether they keep the rules or not.</summary>
public static class Replay
{
    /// <summary>
    /// Leaves as late as it can without being late, or back, later than it must; then begins everything as early as it may, and on arrival where a window was
    /// missed. The <see cref="Checker"/> tells which rules the plan breaks. Requests in no tour are unassigned.
    /// </summary>
    /// <exception cref="ArgumentException">A vehicle, request, break or reload does not exist, or a vehicle has two tours.</exception>
    public static Solution Of(Problem problem, IReadOnlyList<TourOrder> orders, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(orders);
        return Of(new Model(problem, objective), new Scheduler(), orders);
    }

    internal static Solution Of(Model model, Scheduler scheduler, IReadOnlyList<TourOrder> orders)
    {
        if (orders.Select(order => order.Vehicle).Distinct().Count() != orders.Count)
            throw new ArgumentException("A vehicle has two tours.", nameof(orders));
        var tours = orders.Where(order => order.Steps.Count > 0).OrderBy(order => order.Vehicle).Select(order => TourOf(model, scheduler, order)).ToList();
        var served = orders.SelectMany(order => order.Steps).Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery).Select(step => step.Index).ToHashSet();
        var unassigned = Enumerable.Range(0, model.Requests).Where(r => !served.Contains(r))
            .Select(r => new Unassigned(r, new UnassignedReason.NotPlanned()));
        return SolutionWriter.Assemble(model, tours, [.. unassigned]);
    }

    internal static Tour TourOf(Model model, Scheduler scheduler, TourOrder order)
    {
        if (order.Vehicle < 0 || order.Vehicle >= model.Vehicles)
            throw new ArgumentException($"There is no vehicle {order.Vehicle}.");
        var items = order.Steps.Select(step => Item(model, order.Vehicle, step)).Prepend(model.StartOf(order.Vehicle)).Append(model.EndOf(order.Vehicle)).ToArray();
        scheduler.Replay(model, order.Vehicle, items);
        var holds = new Dictionary<int, int>();
        foreach (var step in order.Steps.Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery))
            holds.TryAdd(step.Index, step.Compartment ?? FirstHold(model, step.Index, order.Vehicle));
        return SolutionWriter.TourOf(model, scheduler, order.Vehicle, holds);
    }

    static int Item(Model model, int vehicle, TourStep step)
    {
        var exists = step.Kind switch
        {
            VisitKind.Pickup => step.Index >= 0 && step.Index < model.Requests && model.HasPickup[step.Index],
            VisitKind.Delivery => step.Index >= 0 && step.Index < model.Requests && model.HasDelivery[step.Index],
            VisitKind.Break => step.Index >= 0 && step.Index < model.Problem.Vehicles[vehicle].Breaks.Count,
            VisitKind.Reload => step.Index >= 0 && step.Index < model.ReloadsOf[model.TypeOf[vehicle]].Length,
            _ => false,
        };
        if (!exists)
            throw new ArgumentException($"Vehicle {vehicle}: there is no {step.Kind} {step.Index}.");
        return step.Kind switch
        {
            VisitKind.Pickup => 2 * step.Index,
            VisitKind.Delivery => 2 * step.Index + 1,
            VisitKind.Reload => model.ReloadsOf[model.TypeOf[vehicle]][step.Index],
            _ => -1 - step.Index,
        };
    }

    static int FirstHold(Model model, int request, int vehicle)
    {
        var holds = model.HoldsFor(request, vehicle);
        return holds == 0 ? 0 : System.Numerics.BitOperations.TrailingZeroCount(holds);
    }
}
