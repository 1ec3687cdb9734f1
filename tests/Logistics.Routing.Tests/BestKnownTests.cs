using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Routing.Tests;

/// <summary>Instances whose best-known plan a short search must reach; the checker judges the plan.</summary>
public class BestKnownTests
{
    [Theory]
    [InlineData("solomon/C101", 10, 828.94)]
    [InlineData("solomon/C201", 3, 591.56)]
    [InlineData("li_lim/100/lc101", 10, 828.94)]
    [InlineData("li_lim/100/lc201", 3, 591.56)]
    public void A_short_search_reaches_the_best_known(string name, int vehicles, double distance)
    {
        var instance = Bench.Read(SharedData.Require($"bench/{name}.txt"));
        var solution = Solver.Solve(instance.Problem, new(1, Objective.Hierarchical), new WorkLimit(10_000), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Checker.Check(instance.Problem, solution, Objective.Hierarchical));
        Assert.Equal(vehicles, solution.Totals.Vehicles);
        Assert.Equal(distance, (double)instance.CostOf(solution, Objective.Hierarchical), 0.006);
    }
}
