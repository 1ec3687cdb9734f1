using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>
/// A second opinion on a plan, from the problem alone: it shares no code with the search, takes the long way everywhere, and believes no stated number.
/// </summary>
public static class Checker
{
    /// <summary>Every violation of the plan; empty when it keeps every rule and states every figure rightly. Violations that were there in the locked parts of its
    /// tours alone, and that <see cref="Solution.Inherited"/> lists, are not held against it.</summary>
    /// <param name="problem">What was asked.</param>
    /// <param name="solution">What is answered.</param>
    /// <param name="objective">The objective that <see cref="Solution.Objective"/> states.</param>
    public static IReadOnlyList<Violation> Check(Problem problem, Solution solution, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(solution);
        var found = new List<Violation>();
        var vehicles = new HashSet<int>();
        foreach (var tour in solution.Tours)
            if (tour.Vehicle < 0 || tour.Vehicle >= problem.Vehicles.Count || !vehicles.Add(tour.Vehicle))
                found.Add(new Violation.VehicleMisused(tour.Vehicle));
            else
                found.AddRange(new TourCheck(problem, tour, objective).Run());
        found.AddRange(CheckService(problem, solution));
        found.AddRange(CheckTotals(problem, solution, objective));
        found.AddRange(LockCheck.Broken(problem, solution));
        LockCheck.Excuse(problem, objective, solution, found);
        return found;
    }

    /// <summary>Each request is either in tours, each end once, or among the unassigned, once.</summary>
    internal static IEnumerable<Violation> CheckService(Problem problem, Solution solution)
    {
        var visits = solution.Tours.SelectMany(tour => tour.Visits).Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery).ToList();
        var times = visits.GroupBy(visit => (visit.Index, visit.Kind)).ToDictionary(group => group.Key, group => group.Count());
        var unassigned = solution.Unassigned.GroupBy(each => each.Request).ToDictionary(group => group.Key, group => group.Count());
        for (var r = 0; r < problem.Requests.Count; r++)
        {
            var pickups = times.GetValueOrDefault((r, VisitKind.Pickup));
            var deliveries = times.GetValueOrDefault((r, VisitKind.Delivery));
            var left = unassigned.GetValueOrDefault(r);
            if (pickups > 1 || deliveries > 1)
                yield return new Violation.ServedTwice(r);
            if (pickups + deliveries == 0 && left == 0)
                yield return new Violation.Forgotten(r);
            if ((pickups + deliveries > 0 && left > 0) || left > 1)
                yield return new Violation.WronglyUnassigned(r);
        }
        var vehicleOf = new Dictionary<int, int>();
        foreach (var tour in problem.Groups.Count == 0 ? [] : solution.Tours)
            foreach (var visit in tour.Visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery))
                vehicleOf[visit.Index] = tour.Vehicle;
        for (var g = 0; g < problem.Groups.Count; g++)
            if (problem.Groups[g].Select(r => vehicleOf.TryGetValue(r, out var vehicle) ? vehicle : -1).Distinct().Count() > 1)
                yield return new Violation.GroupSplit(g);
        foreach (var stranger in unassigned.Keys.Where(r => r < 0 || r >= problem.Requests.Count))
            yield return new Violation.WronglyUnassigned(stranger);
    }

    static IEnumerable<Violation> CheckTotals(Problem problem, Solution solution, Objective objective)
    {
        var lost = solution.Unassigned.Select(each => each.Request).Where(r => r >= 0 && r < problem.Requests.Count).Select(r => problem.Requests[r]).ToList();
        var distance = solution.Tours.Sum(tour => tour.Decimetres);
        var cost = new Cost(solution.Tours.Sum(tour => tour.Cost.Microeuros));
        var prizes = new Cost(lost.Sum(request => request.Prize.Microeuros));
        var totals = solution.Totals;
        (string Name, long Stated, long Actual)[] sums =
        [
            ("vehicles", totals.Vehicles, solution.Tours.Count),
            ("decimetres", totals.Decimetres, distance),
            ("seconds", totals.Seconds, solution.Tours.Sum(tour => (long)tour.Visits[^1].Arrival - tour.Visits[0].Departure)),
            ("left out", totals.LeftOut, solution.Unassigned.Count),
            ("lost prizes", totals.LostPrizes.Microeuros, prizes.Microeuros),
        ];
        foreach (var (name, stated, actual) in sums)
            if (stated != actual)
                yield return new Violation.TotalMismatch(name, stated, actual);
        var balance = UnevennessOf(problem, solution.Tours);
        if (totals.Balance != balance)
            yield return new Violation.TotalMismatch("balance", totals.Balance.Microeuros, balance.Microeuros);
        if (totals.Cost != cost)
            yield return new Violation.CostMismatch(null, totals.Cost, cost);

        var levels = new List<long>();
        for (var priority = Request.Required; priority > 0; priority--)
            levels.Add(lost.Count(request => request.Priority == priority));
        if (objective != Objective.Cost)
            levels.Add(lost.Count(request => request.Priority == 0));
        levels.AddRange(objective switch
        {
            Objective.Cost => [cost.Microeuros + prizes.Microeuros + balance.Microeuros],
            Objective.Hierarchical => [solution.Tours.Count, distance],
            _ => [distance],
        });
        var value = new ObjectiveValue(levels);
        if (value != solution.Objective)
            yield return new Violation.ObjectiveMismatch(solution.Objective, value);
    }

    static Cost UnevennessOf(Problem problem, IReadOnlyList<Tour> tours)
    {
        if (problem.Balance is null || tours.Count < 2)
            return Cost.Zero;
        var (cost, per, parts) = problem.Balance switch
        {
            Balance.OfTime time => (time.PerHour, 3_600m, tours.Select(tour => (decimal)tour.Visits[^1].Arrival - tour.Visits[0].Departure).ToList()),
            Balance.OfLoad load => (load.PerUnit, 1m, tours.Select(tour => (decimal)LoadOf(tour).Sum(r => problem.Requests[r].Load[load.Dimension])).ToList()),
            _ => (Cost.Zero, 1m, []),
        };
        return new((long)decimal.Round(cost.Microeuros * (parts.Max() - parts.Min()) / per, MidpointRounding.AwayFromZero));

        HashSet<int> LoadOf(Tour tour) =>
            [.. tour.Visits.Where(each => each.Kind is VisitKind.Pickup or VisitKind.Delivery && each.Index >= 0 && each.Index < problem.Requests.Count).Select(each => each.Index)];
    }
}
