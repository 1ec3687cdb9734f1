using Logistics.Testing;
using Logistics.Testing.Instances;

namespace Logistics.Routing.Tests;

/// <summary>Instances whose best-known plan a short search must reach; the checker judges the plan.</summary>
public class BestKnownTests
{
    [Theory]
    [InlineData("C101", 10, 828.94)]
    [InlineData("C201", 3, 591.56)]
    public void Solomon_deliveries_are_solved_to_the_best_known(string name, int vehicles, double distance)
    {
        var problem = Solomon.Read(SharedData.Require($"bench/solomon/{name}.txt"));
        Reaches(problem, vehicles, distance);
    }

    [Theory]
    [InlineData("lc101", 10, 828.94)]
    [InlineData("lc201", 3, 591.56)]
    public void Li_and_Lim_pairs_are_solved_to_the_best_known(string name, int vehicles, double distance)
    {
        var problem = LiLim.Read(SharedData.Require($"bench/li_lim/100/{name}.txt")).Problem;
        Reaches(problem, vehicles, distance);
    }

    static void Reaches(Problem problem, int vehicles, double distance)
    {
        var solution = Solver.Solve(problem, new(1, Objective.Hierarchical), new WorkLimit(10_000), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Checker.Check(problem, solution, Objective.Hierarchical));
        Assert.Equal(vehicles, solution.Totals.Vehicles);
        Assert.Equal(distance, solution.Totals.Decimetres / (double)Euclid.Scale, 0.011);
    }
}
