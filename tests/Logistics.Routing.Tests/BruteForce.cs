using Logistics.Routing.Search;

namespace Logistics.Routing.Tests;

/// <summary>
/// The best plan of a tiny problem by trying everything: which requests to leave out, which vehicle for each, every order and every place for the breaks and reloads.
/// It builds plans with <see cref="Replay"/> and keeps those the <see cref="Checker"/> accepts, so it knows nothing of the search. A tour may also leave
/// when the window of a break closes, which excuses it from that break.
/// </summary>
static class BruteForce
{
    public static ObjectiveValue Best(Problem problem, Objective objective)
    {
        var requests = problem.Requests.Count;
        var perVehicle = new Dictionary<(int Vehicle, int Set), Tour?>();
        var owners = new int[requests];
        var model = new Model(problem, objective);
        ObjectiveValue? best = null;
        Assign(0);
        return best!;

        void Assign(int request)
        {
            if (request < requests)
            {
                for (owners[request] = -1; owners[request] < problem.Vehicles.Count; owners[request]++)
                    Assign(request + 1);
                return;
            }
            if (problem.Groups.Any(group => group.Select(r => owners[r]).Distinct().Count() > 1))
                return;
            var tours = new List<Tour>();
            for (var v = 0; v < problem.Vehicles.Count; v++)
            {
                var set = Enumerable.Range(0, requests).Where(r => owners[r] == v).Aggregate(0, (bits, r) => bits | 1 << r);
                if (set == 0)
                    continue;
                if (!perVehicle.TryGetValue((v, set), out var tour))
                    perVehicle[(v, set)] = tour = BestTour(problem, objective, v, [.. Enumerable.Range(0, requests).Where(r => owners[r] == v)]);
                if (tour is null)
                    return;
                tours.Add(tour);
            }
            var left = Enumerable.Range(0, requests).Where(r => owners[r] < 0).Select(r => new Unassigned(r, new UnassignedReason.NotPlanned()));
            var value = SolutionWriter.Assemble(model, tours, [.. left]).Objective;
            if (best is null || value < best)
                best = value;
        }
    }

    static Tour? BestTour(Problem problem, Objective objective, int vehicle, IReadOnlyList<int> requests)
    {
        Tour? best = null;
        var van = problem.Vehicles[vehicle];
        var starts = van.Breaks.Select(rest => rest.Window.Latest).Where(time => time > van.Shift.Earliest && time <= van.Shift.Latest)
            .Select(time => problem.With(
                vehicles: [.. problem.Vehicles.Select((each, v) => v == vehicle ? each with { Shift = each.Shift with { Earliest = time } } : each)]))
            .Prepend(problem).Select(each => new Model(each, objective)).ToList();
        var holdings = Compartments(problem, vehicle, requests).ToList();
        var scheduler = new Scheduler();
        Extend([]);
        return best;

        void Extend(List<TourStep> steps)
        {
            Consider(steps);
            foreach (var r in requests)
                foreach (var kind in (VisitKind[])[VisitKind.Pickup, VisitKind.Delivery])
                {
                    var request = problem.Requests[r];
                    if ((kind == VisitKind.Pickup ? request.Pickup : request.Delivery) is null || Has(steps, kind, r))
                        continue;
                    if (kind == VisitKind.Delivery && request.Pickup is not null && !Has(steps, VisitKind.Pickup, r))
                        continue;
                    Extend([.. steps, new(kind, r)]);
                }
            // Each reload serves some goods that lack one end.
            if (steps.Any(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery) && steps[^1].Kind != VisitKind.Reload
                && steps.Count(step => step.Kind == VisitKind.Reload) < requests.Count(r => problem.Requests[r].Pickup is null || problem.Requests[r].Delivery is null))
                for (var s = 0; s < problem.TypeOf(vehicle).Reloads.Count; s++)
                    Extend([.. steps, new(VisitKind.Reload, s)]);
            var breaks = problem.Vehicles[vehicle].Breaks.Count;
            var next = steps.Where(step => step.Kind == VisitKind.Break).Select(step => step.Index + 1).DefaultIfEmpty(-1).Max();
            for (var b = Math.Max(0, next); b < (next < 0 ? breaks : Math.Min(breaks, next + 1)); b++)
                Extend([.. steps, new(VisitKind.Break, b)]);
        }

        void Consider(List<TourStep> steps)
        {
            var ends = requests.Sum(r => (problem.Requests[r].Pickup is null ? 0 : 1) + (problem.Requests[r].Delivery is null ? 0 : 1));
            if (steps.Count(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery) != ends || steps[^1].Kind == VisitKind.Reload)
                return;
            foreach (var holds in holdings)
                foreach (var start in starts)
                {
                    var order = new TourOrder(vehicle, [.. steps.Select(step => step.Kind is VisitKind.Break or VisitKind.Reload ? step : step with { Compartment = holds[step.Index] })]);
                    var plan = Replay.Of(start, scheduler, [order]);
                    if (Checker.Check(problem, plan, objective).Count == 0 && (best is null || Value(plan.Tours[0]) < Value(best)))
                        best = plan.Tours[0];
                }
        }

        long Value(Tour tour) => objective == Objective.Cost ? tour.Cost.Microeuros : tour.Decimetres;
    }

    static bool Has(List<TourStep> steps, VisitKind kind, int index) => steps.Any(step => step.Kind == kind && step.Index == index);

    static IEnumerable<Dictionary<int, int>> Compartments(Problem problem, int vehicle, IReadOnlyList<int> requests)
    {
        var count = Math.Max(1, problem.TypeOf(vehicle).Compartments.Count);
        for (var choice = 0; choice < Math.Pow(count, requests.Count); choice++)
        {
            var rest = choice;
            var holds = new Dictionary<int, int>();
            foreach (var r in requests)
            {
                holds[r] = rest % count;
                rest /= count;
            }
            if (requests.All(r => problem.TypeOf(vehicle).Compartments is not { Count: > 0 } compartments || compartments[holds[r]].Classes.Contains(problem.Requests[r].Class)))
                yield return holds;
        }
    }
}
