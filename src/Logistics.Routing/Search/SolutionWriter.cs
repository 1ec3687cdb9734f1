using Logistics.Measures;

namespace Logistics.Routing.Search;

/// <summary>Writes the search's sequences out as a plan with times, loads and sums.</summary>
static class SolutionWriter
{
    public static Solution Write(Model model, Snapshot plan, IReadOnlyList<Unassigned> unassigned)
    {
        var scheduler = new Scheduler();
        var tours = new List<Tour>();
        for (var v = 0; v < model.Vehicles; v++)
        {
            if (plan.CountOf(v) == 0)
                continue;
            var nodes = plan.NodesOf(v);
            if (!scheduler.TryFit(model, v, nodes))
                throw new InvalidOperationException($"The search kept a tour of vehicle {v} that cannot be driven.");
            scheduler.LeaveLate();
            tours.Add(TourOf(model, scheduler, v, HoldsByRequest(model, nodes, plan.HoldsOf(v))));
        }
        return Assemble(model, tours, unassigned);
    }

    public static Solution Assemble(Model model, IReadOnlyList<Tour> tours, IReadOnlyList<Unassigned> unassigned)
    {
        var lost = unassigned.Select(each => model.Problem.Requests[each.Request]).ToList();
        var totals = new SolutionTotals(
            tours.Count,
            tours.Sum(tour => tour.Decimetres),
            tours.Sum(tour => (long)tour.Seconds),
            tours.Aggregate(Cost.Zero, (sum, tour) => sum + tour.Cost),
            lost.Aggregate(Cost.Zero, (sum, request) => sum + request.Prize),
            lost.Count)
        { Balance = BalanceOf(model.Problem, tours) };
        return new() { Tours = tours, Unassigned = unassigned, Totals = totals, Objective = ValueOf(model.Objective, totals, lost) };
    }

    static Cost BalanceOf(Problem problem, IReadOnlyList<Tour> tours)
    {
        if (BalanceCost.Of(problem.Balance) is not { } balance || tours.Count == 0)
            return Cost.Zero;
        var parts = tours.Select(tour => problem.Balance is Balance.OfLoad load ? Moved(problem, tour, load.Dimension) : tour.Seconds).ToList();
        return new((balance.Of(parts.Min(), parts.Max()) + Model.Share / 2) / Model.Share);
    }

    static long Moved(Problem problem, Tour tour, int dimension) => tour.Visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery)
        .Select(visit => visit.Index).Distinct().Sum(request => problem.Requests[request].Load[dimension]);

    static ObjectiveValue ValueOf(Objective objective, SolutionTotals totals, IReadOnlyList<Request> lost)
    {
        var lowest = objective == Objective.Cost ? 1 : 0;
        var levels = new List<long>();
        for (var priority = Request.Required; priority >= lowest; priority--)
            levels.Add(lost.Count(request => request.Priority == priority));
        if (objective == Objective.Hierarchical)
            levels.Add(totals.Vehicles);
        levels.Add(objective == Objective.Cost ? (totals.Cost + totals.LostPrizes + totals.Balance).Microeuros : totals.Decimetres);
        return new(levels);
    }

    static Dictionary<int, int> HoldsByRequest(Model model, ReadOnlySpan<int> nodes, ReadOnlySpan<byte> holds)
    {
        var result = new Dictionary<int, int>();
        for (var k = 1; k < nodes.Length - 1; k++)
            if (nodes[k] < model.FirstReload)
                result[nodes[k] >> 1] = holds[k];
        return result;
    }

    /// <summary>The tour that the scheduler last set the times of.</summary>
    public static Tour TourOf(Model model, Scheduler scheduler, int vehicle, Dictionary<int, int> holds)
    {
        var load = new long[model.Dimensions];
        var items = scheduler.Items.AsSpan(0, scheduler.Count).ToArray();
        var visits = new List<Visit>();
        var distance = 0L;
        var location = model.Location[model.StartOf(vehicle)];
        for (var k = 0; k < scheduler.Count; k++)
        {
            var item = scheduler.Items[k];
            var (kind, index) = Meaning(model, vehicle, item);
            if (kind is VisitKind.Pickup or VisitKind.Delivery)
                Add(model, load, index, kind == VisitKind.Pickup ? 1 : -1);
            if (kind is VisitKind.Start or VisitKind.Reload)
                BeginTrip(model, items, k, load);
            var here = item < 0 ? location : model.Location[item];
            distance += model.Out[model.ProfileOf[vehicle]][location * model.Locations + here].Distance;
            var setUp = model.Places.SetUp(location, here);
            location = here;
            visits.Add(new(
                kind, index, model.Places.LocationOf(here),
                scheduler.ArrivalAt(k) - setUp, scheduler.Begin[k], scheduler.DepartureFrom(k),
                kind is VisitKind.Pickup or VisitKind.Delivery ? holds[index] : 0, [.. load]));
        }
        return new(vehicle, visits, distance, CostOf(model.Problem, vehicle, visits, distance));
    }

    /// <summary>To the nearest microeuro.</summary>
    public static Cost CostOf(Problem problem, int vehicle, IReadOnlyList<Visit> visits, long decimetres)
    {
        var type = problem.TypeOf(vehicle);
        var paid = visits[^1].Arrival - visits[0].Departure;
        var shares = type.CostPerKilometre.Microeuros * (Model.Share / 10_000) * decimetres;
        foreach (var visit in visits)
            if (visit.Kind == VisitKind.Break)
                paid -= problem.Vehicles[vehicle].Breaks[visit.Index] is { Paid: false } rest ? rest.Seconds : 0;
            else if (visit.Kind is VisitKind.Pickup or VisitKind.Delivery)
                shares += LatenessCost(visit.Kind == VisitKind.Pickup ? problem.Requests[visit.Index].Pickup! : problem.Requests[visit.Index].Delivery!, visit.Begin);
        shares += Pay.Of(type).For(paid);
        return type.CostFixed + new Cost((shares + Model.Share / 2) / Model.Share);
    }

    static long LatenessCost(Activity activity, int begin) => activity.CostPerHourLate.Microeuros * (Model.Share / 3_600) * activity.LatenessAt(begin);

    static (VisitKind Kind, int Index) Meaning(Model model, int vehicle, int item)
    {
        if (item < 0)
            return (VisitKind.Break, -1 - item);
        if (item == model.StartOf(vehicle))
            return (VisitKind.Start, 0);
        if (item == model.EndOf(vehicle))
            return (VisitKind.End, 0);
        if (item >= model.FirstReload)
            return (VisitKind.Reload, (item - model.ReloadsOf[model.TypeOf[vehicle]][0]) / 2);
        return ((item & 1) == 0 ? VisitKind.Pickup : VisitKind.Delivery, item >> 1);
    }

    /// <summary>Unloads what the trip before has collected, and loads what the one that begins here delivers.</summary>
    static void BeginTrip(Model model, int[] items, int position, long[] load)
    {
        bool IsTripEnd(int item) => item >= 2 * model.Requests;
        foreach (var item in items.Take(position).Reverse().TakeWhile(item => !IsTripEnd(item)))
            if (item >= 0 && (item & 1) == 0 && !model.HasDelivery[item >> 1])
                Add(model, load, item >> 1, -1);
        foreach (var item in items.Skip(position + 1).TakeWhile(item => !IsTripEnd(item)))
            if (item >= 0 && (item & 1) == 1 && !model.HasPickup[item >> 1])
                Add(model, load, item >> 1, 1);
    }

    static void Add(Model model, long[] load, int request, int sign)
    {
        for (var k = 0; k < load.Length; k++)
            load[k] += sign * model.Load[request * model.Dimensions + k];
    }
}
