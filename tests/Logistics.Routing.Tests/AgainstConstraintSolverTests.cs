using Logistics.OrTools;
using Logistics.Testing;

namespace Logistics.Routing.Tests;

/// <summary>Small days planned by us, by search and by weighing every plan, and by OR-Tools' CP-SAT from a model of its own, to the last microeuro.</summary>
public sealed class AgainstConstraintSolverTests(WarmPool companions)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Small_days_cost_what_CP_SAT_proves_to_be_least(int series)
    {
        var solver = companions.Require();
        var cancellation = TestContext.Current.CancellationToken;
        var (served, left, found) = (0, 0, 0);
        for (var seed = 30 * series; seed < 30 * series + 30; seed++)
        {
            var problem = CompactModel.Day(seed);
            var weighed = Solver.Solve(problem, new(1), new WorkLimit(1), cancellation: cancellation);
            Assert.Equal(BoundMethod.Enumeration, Assert.IsType<Bound.Proven>(weighed.Bound).Method);
            var ours = weighed.Objective.Levels[^1];
            // None but one that costs less than ours would be another optimum; none at all would mean that ours is no plan of the model.
            var outcome = await solver.SolveAsync(CompactModel.Of(problem, atMost: ours), new SolveLimits { Time = TimeSpan.FromMinutes(3) }, cancellation);
            var proven = outcome as Outcome<ConstraintSolution>.Optimal;
            Assert.True(proven?.Solution.Objective == ours, $"seed {seed}: weighed {ours}, CP-SAT {outcome} {outcome.Best?.Objective} of at least {outcome.Best?.Bound}");
            var searched = Solver.Solve(problem, new(1) { MostWeighed = 0 }, new WorkLimit(2_000), cancellation: cancellation);
            Assert.Empty(Checker.Check(problem, searched, Objective.Cost));
            Assert.True(searched.Objective >= weighed.Objective, $"seed {seed}: searched {searched.Objective}, weighed {weighed.Objective}");
            found += searched.Objective == weighed.Objective ? 1 : 0;
            if (searched.Objective != weighed.Objective)
                TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: searched {Said(searched)}, best {Said(weighed)}");
            (served, left) = (served + problem.Requests.Count - weighed.Unassigned.Count, left + weighed.Unassigned.Count);
        }
        Assert.True(found > 20, $"the search found {found} of 30 optima");
        Assert.True(served > 50 && left > 5, $"{served} served, {left} left out: too tame");
    }

    static string Said(Solution plan) => $"{plan.Objective.Levels[^1] / 1e6:0.00} with {plan.Tours.Count} tours, {plan.Unassigned.Count} left out";
}
