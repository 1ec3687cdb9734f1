using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Travel;
using Logistics.Routing;
using Unassigned = Logistics.Domain.Shipments.Unassigned;
using UnassignedReason = Logistics.Domain.Shipments.UnassignedReason;

namespace Logistics.Planning.Rounds;

sealed record RoundsResult(ValueList<Route> Routes, ValueList<Unassigned> Unassigned, long Iterations);

/// <summary>
/// Each territory drives its own vehicles, so each is a question of its own: small ones end better and several are searched at once.
/// </summary>
sealed class RoundsSearch(
    DayInput input, PlanId plan, DayIndex day, DayTravel travel, Consolidator consolidator, ValueList<Allocation> allocations)
{
    readonly Dictionary<AllocationId, Allocation> byId = allocations.ToDictionary(x => x.Id);

    public RoundsResult Solve(IReadOnlyList<Shipment> shipments, IProgress<PlanningProgress>? progress, CancellationToken cancellation)
    {
        // The largest first, so that the last thread does not begin with the longest work.
        var territories = shipments.GroupBy(shipment => shipment.Territory).OrderByDescending(group => group.Count())
            .ThenBy(group => day[group.Key].Code, StringComparer.Ordinal).Select(group => (Territory: group.Key, Shipments: group.ToList())).ToList();
        var meter = new Meter(territories.Sum(x => x.Shipments.Count), progress);
        var results = new RoundsResult[territories.Count];
        Parallel.For(0, territories.Count, new ParallelOptions { MaxDegreeOfParallelism = input.Budget.Threads }, i =>
            results[i] = SolveOne(territories[i].Territory, territories[i].Shipments, ShareOf(territories[i].Shipments.Count, shipments.Count), meter, cancellation));

        var order = day.Day.Territories.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return new RoundsResult(
            results.SelectMany(x => x.Routes).OrderBy(route => order[route.Territory]).ThenBy(route => route.Number).ToValueList(),
            results.SelectMany(x => x.Unassigned).OrderBy(x => x.Shipment.Value).ToValueList(),
            results.Sum(x => x.Iterations));
    }

    /// <summary>Time goes to territories by their shipments; with several threads each has its share of every thread.</summary>
    TimeSpan ShareOf(int shipments, int all)
    {
        if (input.Budget.Time == Timeout.InfiniteTimeSpan)
            return input.Budget.Time;
        var share = input.Budget.Time * input.Budget.Threads * ((double)shipments / all);
        return share < input.Budget.Time ? share : input.Budget.Time;
    }

    IStoppingCriterion StopAfter(TimeSpan time) =>
        input.Budget.Iterations is { } iterations ? new WorkLimit(iterations) : new TimeLimit(time, input.Clock);

    RoundsResult SolveOne(TerritoryId territory, List<Shipment> shipments, TimeSpan time, Meter meter, CancellationToken cancellation)
    {
        var shifts = day.Day.Shifts.Where(shift => shift.Territory == territory).OrderBy(shift => shift.Code, StringComparer.Ordinal).ToList();
        if (shifts.Count == 0)
            return new RoundsResult([], shipments.Select(x => new Unassigned(x.Id, new UnassignedReason.NoVehicleOnDuty())).ToValueList(), 0);

        var question = new RoundsQuestion(day, travel, shipments, shifts);
        var part = meter.Part(shipments.Count, day[territory].Name);
        var solution = Solver.Solve(question.Problem, new SolverOptions(Seed: unchecked((ulong)input.Seed)), StopAfter(time), part, cancellation);
        var violations = Checker.Check(question.Problem, solution, Objective.Cost);
        if (violations.Count > 0)
            throw new InvalidOperationException($"The routing checker refuses the solution: {string.Join("; ", violations)}");
        var answer = new RoundsAnswer(day, travel, consolidator, byId, question, plan);
        return new RoundsResult(answer.Routes(solution).ToValueList(), answer.Unassigned(solution).ToValueList(), solution.Iterations);
    }
}
