using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Travel;
using Logistics.Routing;
using Unassigned = Logistics.Domain.Shipments.Unassigned;
using UnassignedReason = Logistics.Domain.Shipments.UnassignedReason;

namespace Logistics.Planning.Rounds;

/// <param name="Bound">Null: none is known, or nothing was searched that could have one.</param>
sealed record RoundsResult(ValueList<Route> Routes, ValueList<Unassigned> Unassigned, long Iterations, RoutesBound? Bound = null)
{
    /// <summary>Whether a search gave it, so that a bound of the whole needs one of it.</summary>
    public bool IsSearched { get; init; }
}

/// <summary>
/// Each territory drives its own vehicles, so each is a question of its own: small ones end better and several are searched at once.
/// </summary>
sealed class RoundsSearch(
    DayInput input, PlanId plan, DayIndex day, DayTravel travel, Consolidator consolidator, ValueList<Allocation> allocations, HeldRounds held)
{
    readonly Dictionary<AllocationId, Allocation> byId = allocations.ToDictionary(x => x.Id);

    public RoundsResult Solve(IReadOnlyList<Shipment> shipments, IProgress<PlanningProgress>? progress, CancellationToken cancellation)
    {
        var meter = new Meter(shipments.Count, progress);
        var results = new ConcurrentBag<RoundsResult>();
        try
        {
            Parallel.ForEach(Lanes(shipments), new ParallelOptions { MaxDegreeOfParallelism = input.Budget.Threads }, lane =>
            {
                var all = lane.Sum(x => x.Count);
                foreach (var one in lane)
                    results.Add(SolveOne(one[0].Territory, one, ShareOf(one.Count, all), meter, cancellation));
            });
        }
        catch (AggregateException failures)
        {
            // What went wrong in one territory is told as itself, not wrapped in the machinery of threads.
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        var order = day.Day.Territories.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return new RoundsResult(
            results.SelectMany(x => x.Routes).Concat(held.Routes).OrderBy(route => order[route.Territory]).ThenBy(route => route.Number).ToValueList(),
            results.SelectMany(x => x.Unassigned).OrderBy(x => x.Shipment.Value).ToValueList(),
            results.Sum(x => x.Iterations),
            held.Holds.Count > 0 ? null : SumOf([.. results.Where(x => x.IsSearched).Select(x => x.Bound)]));
    }

    /// <summary>Territories share nothing, so what each must cost adds up; null when one has no bound.</summary>
    static RoutesBound? SumOf(IReadOnlyList<RoutesBound?> bounds) =>
        bounds.Count == 0 || bounds.Contains(null)
            ? null
            : bounds.Aggregate((sum, next) => new RoutesBound(sum!.Cost + next!.Cost, sum.AtLeast + next.AtLeast));

    /// <summary>Only where the plan leaves out no more than the bound speaks of: else their costs do not compare.</summary>
    static RoutesBound? BoundOf(Solution solution) =>
        solution.Bound is Bound.Proven { Value: var least } && least.Levels.Take(least.Levels.Count - 1).SequenceEqual(solution.Objective.Levels.Take(least.Levels.Count - 1))
            ? new(new(solution.Objective.Levels[^1]), new(least.Levels[^1]))
            : null;

    /// <summary>One lane of territories for each thread, the largest territory first and each to the lane with least work (Graham 1969), so that all end together.</summary>
    List<List<List<Shipment>>> Lanes(IReadOnlyList<Shipment> shipments)
    {
        var lanes = Enumerable.Range(0, input.Budget.Threads).Select(_ => new List<List<Shipment>>()).ToList();
        foreach (var territory in shipments.GroupBy(x => x.Territory).OrderByDescending(x => x.Count()).ThenBy(x => day[x.Key].Code, StringComparer.Ordinal))
            lanes.MinBy(lane => lane.Sum(x => x.Count))!.Add([.. territory]);
        return lanes;
    }

    /// <summary>Within a lane time goes to territories by their shipments, so no lane takes longer than the whole budget.</summary>
    TimeSpan ShareOf(int shipments, int all) =>
        input.Budget.Time == Timeout.InfiniteTimeSpan ? input.Budget.Time : input.Budget.Time * ((double)shipments / all);

    IStoppingCriterion StopAfter(TimeSpan time) =>
        input.Budget.Iterations is { } iterations ? new WorkLimit(iterations) : new TimeLimit(time, input.Clock);

    RoundsResult SolveOne(TerritoryId territory, List<Shipment> shipments, TimeSpan time, Meter meter, CancellationToken cancellation)
    {
        var shifts = day.Day.Shifts.Where(shift => shift.Territory == territory && !held.Shut.Contains(shift.Id)).OrderBy(shift => shift.Code, StringComparer.Ordinal).ToList();
        if (shifts.Count == 0)
            return new RoundsResult([], shipments.Select(x => new Unassigned(x.Id, new UnassignedReason.NoVehicleOnDuty())).ToValueList(), 0);

        var (possible, hopeless) = Sort(shipments, RoundsQuestion.OriginOf(shifts));
        if (possible.Count == 0)
            return new RoundsResult([], hopeless, 0);

        var question = new RoundsQuestion(day, travel, possible, shifts);
        var part = meter.Part(shipments.Count, day[territory].Name);
        var (problem, initial) = WithHolds(question);
        var solution = Solver.Solve(problem, new SolverOptions(Seed: unchecked((ulong)input.Seed)) { Engine = input.Solver, Initial = initial }, StopAfter(time), part, cancellation);
        var violations = Checker.Check(problem, solution, Objective.Cost);
        if (violations.Count > 0)
            throw new InvalidOperationException($"The routing checker refuses the solution: {string.Join("; ", violations)}");
        var answer = new RoundsAnswer(travel, consolidator, byId, question, plan);
        return new RoundsResult(answer.Routes(solution, held.Routes.Where(x => x.Territory == territory).Select(x => x.Number).ToHashSet()).ToValueList(), [.. hopeless, .. answer.Unassigned(solution)], solution.Iterations, BoundOf(solution)) { IsSearched = true };
    }

    /// <summary>The question with what stays with its vehicle, and how that rode before: what is there already is not left out.</summary>
    (Problem Problem, IReadOnlyList<TourOrder> Initial) WithHolds(RoundsQuestion question)
    {
        var requests = question.Shipments.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        var vehicles = question.Shifts.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        var stays = held.Holds.Where(hold => hold.Shipment is { } shipment && requests.ContainsKey(shipment) && vehicles.ContainsKey(hold.Shift)).ToLookup(hold => hold.Shift, hold => hold.Shipment!.Value);
        if (stays.Count == 0)
            return (question.Problem, []);
        return (
            question.Problem.With(locks: [.. stays.SelectMany(x => x.Select(shipment => new TourLock.Stays(vehicles[x.Key], requests[shipment])))]),
            [
                .. stays.Select(x => new TourOrder(vehicles[x.Key],
                    [
                        .. input.Held!.Routes.Where(route => route.Shift == x.Key).SelectMany(route => route.Stops).SelectMany(stop => stop.Activities)
                            .Where(activity => x.Contains(activity.Shipment)).Select(activity => (activity.Kind, activity.Shipment)).Distinct()
                            .Select(visit => new TourStep(visit.Kind == Domain.Routes.ActivityKind.Pickup ? VisitKind.Pickup : VisitKind.Delivery, requests[visit.Shipment])),
                    ])),
            ]);
    }

    /// <summary>Sets aside what need not be asked: no road between the two sites, or a door that is open only before anyone is on duty.</summary>
    (List<Shipment> Possible, ValueList<Unassigned> Hopeless) Sort(List<Shipment> shipments, DateTimeOffset origin)
    {
        var possible = new List<Shipment>();
        var hopeless = new List<Unassigned>();
        foreach (var shipment in shipments)
        {
            var shut = new[] { shipment.PickupWindows, shipment.DeliveryWindows }.Where(x => ServiceWindows.InSeconds(x, origin).Count == 0).ToList();
            if (travel.Between(shipment.From, shipment.To) is null)
                hopeless.Add(new Unassigned(shipment.Id, new UnassignedReason.NotReachable(shipment.To)));
            else if (shut.Count > 0)
                hopeless.Add(new Unassigned(shipment.Id, new UnassignedReason.OutsideWindows(
                    Duration.FromTimeSpan(shut.Max(x => ServiceWindows.ClosedBefore(x, origin))))));
            else
                possible.Add(shipment);
        }
        return (possible, hopeless.ToValueList());
    }
}
