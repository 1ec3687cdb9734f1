namespace Logistics.Routing.Tests;

/// <summary>
/// What must hold for the best plan of any made-up day of up to eight requests, which the engine finds by weighing every plan; trying everything
/// (<see cref="PolicyProperties"/>) ends at three.
/// </summary>
public class ExactProperties
{
    const int Largest = 8;

    [Fact]
    public void The_order_of_the_input_changes_neither_status_nor_cost_of_the_optimum()
    {
        var compared = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (problem, objective) = Of(seed);
            if (Best(problem, objective) is not { } best)
                continue;
            var shuffled = Shuffled(problem, seed);
            Assert.True(Best(shuffled, objective) == best, $"seed {seed}, {objective}: {best}, shuffled {Best(shuffled, objective)}");
            compared++;
        }
        Assert.True(compared > 100, $"only {compared} compared");
    }

    [Fact]
    public void One_rule_more_never_makes_the_optimum_better()
    {
        var (compared, worse) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var (problem, objective) = Of(seed);
            var random = new Random(seed);
            if (Best(problem, objective) is not { } best || Best(Harder(problem, random.Next(9), random), objective) is not { } harder)
                continue;
            Assert.True(harder >= best, $"seed {seed}, {objective}: {best} without the rule, {harder} with it");
            compared++;
            worse += harder > best ? 1 : 0;
        }
        Assert.True(compared > 200 && worse > 60, $"{compared} compared, {worse} of them worse with the rule");
    }

    static (Problem Problem, Objective Objective) Of(int seed) =>
        (RandomProblems.Mixed(seed, requests: 1 + seed % Largest, vehicles: 1 + seed % 3, richness: seed % 5 / 10.0), (Objective)(seed % 3));

    /// <summary>Null where a rule of the day is none that every plan can be weighed under.</summary>
    static ObjectiveValue? Best(Problem problem, Objective objective)
    {
        var plan = Solver.Solve(problem, new(1, objective), new WorkLimit(1), cancellation: TestContext.Current.CancellationToken);
        return plan.Bound is Bound.Proven { Method: BoundMethod.Enumeration } proven && proven.Value == plan.Objective ? plan.Objective : null;
    }

    static Problem Shuffled(Problem problem, int seed)
    {
        var (requests, vehicles) = (Enumerable.Range(0, problem.Requests.Count).ToArray(), Enumerable.Range(0, problem.Vehicles.Count).ToArray());
        var random = new Random(seed);
        random.Shuffle(requests);
        random.Shuffle(vehicles);
        return problem.With(
            vehicles: [.. vehicles.Select(v => problem.Vehicles[v])],
            requests: [.. requests.Select(r => problem.Requests[r]).Select(request => request with { AllowedVehicles = request.AllowedVehicles?.Select(v => Array.IndexOf(vehicles, v)).ToArray() })]);
    }

    /// <summary>Rules that forbid plans, or make them dearer, and leave the times of the others as they are.</summary>
    static Problem Harder(Problem problem, int rule, Random random)
    {
        Problem Types(Func<VehicleType, VehicleType> change) => problem.With(types: [.. problem.Types.Select(change)]);
        Problem Requests(Func<Request, Request> change) => problem.With(requests: [.. problem.Requests.Select(change)]);
        return rule switch
        {
            0 => Types(type => type with { MaxStops = Math.Min(type.MaxStops ?? 99, random.Next(1, 8)) }),
            1 => Types(type => type with { MaxDecimetres = Math.Min(type.MaxDecimetres ?? long.MaxValue, random.Next(200_000, 1_200_000)) }),
            2 => Types(type => type with { MaxSeconds = Math.Min(type.MaxSeconds ?? int.MaxValue, random.Next(3_000, 15_000)) }),
            3 => Types(type => type with { Capacity = [.. type.Capacity.Select(most => most / 2)] }),
            4 => Types(type => type with { CostFixed = type.CostFixed + new Measures.Cost(2_000_000), CostPerKilometre = type.CostPerKilometre + new Measures.Cost(100_000) }),
            5 => Requests(request => request with { AllowedVehicles = [.. (request.AllowedVehicles ?? [.. Enumerable.Range(0, problem.Vehicles.Count)]).Where(v => v != random.Next(3))] }),
            6 => Requests(request => request with { Prize = request.Prize + new Measures.Cost(1_000_000) }),
            7 => problem.With(apart: [.. problem.Apart, new(0, 1), new(0, 2), new(1, 2)]),
            _ => problem.With(vehicles: [.. problem.Vehicles.Take(problem.Vehicles.Count - 1), problem.Vehicles[^1] with { Shift = new(0, 0) }]),
        };
    }
}
