using Logistics.Domain;
using Logistics.Domain.Routes;
using Logistics.Planning.Rounds;
using Logistics.Routing;

namespace Logistics.Planning.Editing;

/// <summary>Sets the times of a round that was changed by hand, with its breaks where they do least harm, and says what it would cost.</summary>
/// <remarks>One thread at a time.</remarks>
sealed class LaneTimes
{
    /// <summary>Seconds of lateness that breaking a rule of another kind is worth: only to choose between places, never to refuse one.</summary>
    const long OfAnyRule = 3600, OfABreak = 1800;

    readonly RoundsQuestion question;
    readonly Evaluator evaluator;
    readonly Dictionary<ShipmentId, int> requests;
    readonly Dictionary<ShiftId, int> vehicles;

    public LaneTimes(RoundsQuestion question)
    {
        this.question = question;
        evaluator = new Evaluator(question.Problem, Objective.Cost);
        requests = question.Shipments.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        vehicles = question.Shifts.Index().ToDictionary(x => x.Item.Id, x => x.Index);
    }

    public LaneCost Weigh(ShiftId shift, IReadOnlyList<LaneVisit> lane) => lane.Count == 0 ? default : CostOf(Evaluate(vehicles[shift], [.. lane.Select(StepOf)]));

    /// <summary>
    /// What no order of a lane costs less than, known a hundred times sooner than <see cref="Weigh"/>: driving and halting without a rest or an hour too many, each visit as early as it
    /// could be when the round left as early as it may, and of loads that of the whole vehicle.
    /// </summary>
    public LaneCost AtLeast(ShiftId shift, IReadOnlyList<LaneVisit> lane)
    {
        if (lane.Count == 0)
            return default;
        var problem = question.Problem;
        var vehicle = problem.Vehicles[vehicles[shift]];
        var type = problem.Types[vehicle.Type];
        var table = problem.Tables[type.Profile];
        Span<long> load = stackalloc long[problem.Dimensions];
        var (wrong, seconds, decimetres, time, at) = (0L, 0L, 0L, vehicle.Shift.Earliest, vehicle.Start);
        foreach (var visit in lane)
        {
            var request = problem.Requests[requests[visit.Shipment]];
            var isPickup = visit.Kind == ActivityKind.Pickup;
            var activity = (isPickup ? request.Pickup : request.Delivery)!;
            Drive(activity.Location);
            if (activity.Windows.Count > 0)
            {
                time = Math.Max(time, activity.Windows[0].Earliest);
                wrong += Math.Max(0, time - activity.Windows[^1].Latest - activity.LateSeconds);
            }
            time += activity.ServiceSeconds;
            seconds += activity.ServiceSeconds;
            for (var d = 0; d < load.Length; d++)
            {
                load[d] += isPickup ? request.Load[d] : -request.Load[d];
                if (load[d] > type.Capacity[d])
                    wrong += OfAnyRule;
            }
        }
        if (vehicle.End is { } end)
            Drive(end);
        wrong += Math.Max(0, time - vehicle.Shift.Latest);
        return new(wrong, type.CostFixed.Microeuros + type.CostPerKilometre.Microeuros * decimetres / 10_000 + type.CostPerHour.Microeuros * seconds / 3600);

        void Drive(int to)
        {
            if (at is { } from)
            {
                var takes = table.LeastSeconds(from, to);
                time += takes;
                seconds += takes;
                decimetres += table.Decimetres(from, to);
            }
            at = to;
        }
    }

    /// <param name="lane">Not empty.</param>
    public Tour Set(ShiftId shift, IReadOnlyList<LaneVisit> lane)
    {
        var vehicle = vehicles[shift];
        List<TourStep> steps = [.. lane.Select(StepOf)];
        var (best, least, from) = (Evaluate(vehicle, steps), default(LaneCost), 0);
        least = CostOf(best);
        // One break after the other, each behind the one before it.
        for (var number = 0; number < question.Problem.Vehicles[vehicle].Breaks.Count; number++)
        {
            List<TourStep>? chosen = null;
            for (var at = from; at <= steps.Count; at++)
            {
                List<TourStep> tried = [.. steps[..at], new(VisitKind.Break, number), .. steps[at..]];
                var evaluation = Evaluate(vehicle, tried);
                if (CostOf(evaluation) is var cost && cost.CompareTo(least) < 0)
                    (best, least, chosen, from) = (evaluation, cost, tried, at + 1);
            }
            steps = chosen ?? steps;
        }
        return best.Tour;
    }

    TourEvaluation Evaluate(int vehicle, IReadOnlyList<TourStep> steps) => evaluator.Of(new TourOrder(vehicle, steps));

    TourStep StepOf(LaneVisit visit) => new(visit.Kind == ActivityKind.Pickup ? VisitKind.Pickup : VisitKind.Delivery, requests[visit.Shipment]);

    static LaneCost CostOf(TourEvaluation tour) => new(
        tour.Violations.Sum(violation => violation switch
        {
            Violation.Late x => x.Seconds,
            Violation.Early x => x.Seconds,
            Violation.ShiftExceeded x => x.Seconds,
            Violation.LeavesBeforeShift x => x.Seconds,
            // A rest at the wrong hour is none.
            Violation.BreakMisplaced x => OfABreak + x.Seconds,
            Violation.BreakMissing => OfABreak,
            _ => OfAnyRule,
        }),
        tour.Tour.Cost.Microeuros);
}
