using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Planning.Checking;

namespace Logistics.Planning.Editing;

/// <summary>Where on the rounds a violation shows.</summary>
/// <param name="Shift">Whose round; null: it is no round's.</param>
/// <param name="Stop">From 0, the start; null: the round as a whole.</param>
public readonly record struct ViolationSpot(ShiftId? Shift, int? Stop)
{
    /// <summary>The spot of each violation, in their order.</summary>
    public static IReadOnlyList<ViolationSpot> Of(DayPlan plan, IReadOnlyCollection<PlanViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(violations);
        var shifts = plan.Routes.GroupBy(route => route.Id).ToDictionary(x => x.Key, x => x.First().Shift);
        var deliveries = new Dictionary<AllocationId, ViolationSpot>();
        foreach (var route in plan.Routes)
            foreach (var (i, stop) in route.Stops.Index())
                foreach (var activity in stop.Activities.Where(x => x.Kind == ActivityKind.Delivery))
                    deliveries[activity.Allocation] = new(route.Shift, i);
        return [.. violations.Select(One)];

        ViolationSpot One(PlanViolation violation) => violation switch
        {
            PlanViolation.DeadlineMissed x => deliveries.GetValueOrDefault(x.Allocation),
            PlanViolation.HandedOutTooLate x => deliveries.GetValueOrDefault(x.Allocation),
            PlanViolation.Forbidden x => deliveries.GetValueOrDefault(x.Allocation),
            PlanViolation.ActivityMisstated x => At(x.Route, x.Stop),
            PlanViolation.WrongPlace x => At(x.Route, x.Stop),
            PlanViolation.TimesDisagree x => At(x.Route, x.Stop),
            PlanViolation.StopOutOfOrder x => At(x.Route, x.Stop),
            PlanViolation.ServiceTooShort x => At(x.Route, x.Stop),
            PlanViolation.Closed x => At(x.Route, x.Stop),
            PlanViolation.OutsidePickupWindow x => At(x.Route, x.Stop),
            PlanViolation.Overloaded x => At(x.Route, x.Stop),
            PlanViolation.CompartmentOverloaded x => At(x.Route, x.Stop),
            PlanViolation.LoadMisstated x => At(x.Route, x.Stop),
            PlanViolation.NoCompartment x => At(x.Route, plan.Routes.First(route => route.Id == x.Route).Stops.Index()
                .FirstOrDefault(stop => stop.Item.Activities.Any(activity => activity.Shipment == x.Shipment)).Index),
            PlanViolation.NotItsShift x => At(x.Route, null),
            PlanViolation.UsedTwice x => At(x.Route, null),
            PlanViolation.OutsideShift x => At(x.Route, null),
            PlanViolation.BreakMissed x => At(x.Route, null),
            PlanViolation.BreakInvalid x => At(x.Route, null),
            _ => default,
        };

        ViolationSpot At(RouteId route, int? stop) => shifts.TryGetValue(route, out var shift) ? new(shift, stop) : default;
    }
}
