using Logistics.Formats.Instances;
using Logistics.Routing;
using static Logistics.Formats.Tests.Instances.Texts;

namespace Logistics.Formats.Tests.Instances;

public sealed class RouteTextTests
{
    [Theory]
    [InlineData("Route #1: 1 2\nCost 17.07")]
    [InlineData("Instance name : CORNER\nSolution\nRoute 1 : 1 2\n")]
    [InlineData("route 1: 1 2")]
    public void Both_ways_of_writing_routes_are_read(string text)
    {
        var judgement = Judged(Accepted(Texts.Solomon), text);
        Assert.True(judgement.IsFeasible);
        Assert.Equal(17.0710678m, judgement.Cost, 6);
    }

    [Theory]
    [InlineData("Cost 17.07", true)]
    [InlineData("Cost: 17.071", true)]
    [InlineData("Cost: 17.08", false)]
    [InlineData("Cost 17.1", true)]
    [InlineData("Cost 17.5", false)]
    [InlineData("Cost about", false)]
    [InlineData("Cost 0.0", false)]
    [InlineData("Cost 1.71", false)]
    [InlineData("Cost 170.71", false)]
    public void A_stated_cost_is_held_against_the_routes(string line, bool holds) =>
        Assert.Equal(holds, Judged(Accepted(Texts.Solomon), "Route #1: 1 2\n" + line).IsFeasible);

    [Fact]
    public void Whole_figures_must_be_exact()
    {
        // 0-1-2-3-0: four sides of 4.
        var instance = Accepted(Replaced(Texts.Vrplib, "CAPACITY : 10", "CAPACITY : 20"));
        Assert.Null(Judged(instance, "Route #1: 1 2 3\nCost 16").WrongCost);
        Assert.Equal("1600", Judged(instance, "Route #1: 1 2 3\nCost 1600").WrongCost);
        Assert.Equal("17", Judged(instance, "Route #1: 1 2 3\nCost 17").WrongCost);
    }

    /// <summary>0-1-2-3-0 is 140 tenths.</summary>
    [Theory]
    [InlineData("140", true)]
    [InlineData("14.0", true)]
    [InlineData("14", true)]
    [InlineData("14.1", false)]
    [InlineData("1.4", false)]
    [InlineData("1400", false)]
    [InlineData("0.0", false)]
    public void Tenths_may_be_stated_in_the_units_of_the_file(string figure, bool holds)
    {
        var instance = Accepted(Replaced(Texts.Vrplib, "CAPACITY : 10", "CAPACITY : 20"), Convention.Dimacs);
        Assert.Equal(holds, Judged(instance, "Route #1: 1 2 3\nCost " + figure).IsFeasible);
    }

    [Fact]
    public void What_breaks_the_rules_is_judged_not_refused()
    {
        var instance = Accepted(Texts.Solomon);
        Assert.Equal([1], Judged(instance, "Route #1: 1").Missing);
        Assert.Contains(Judged(instance, "Route #1: 1 2\nRoute #2: 2").Violations, violation => violation is Violation.ServedTwice);
        var late = Judged(Accepted(Replaced(Texts.Solomon, "0         50          1", "0          4          1")), "Route #1: 1 2");
        Assert.Contains(late.Violations, violation => violation is Violation.Late { Seconds: 10_000 });
        Assert.Equal(1, Judged(Accepted(Replaced(Texts.Solomon, "2         10", "1         10")), "Route #1: 1\nRoute #2: 2").Surplus);
    }

    [Theory]
    [InlineData("", InstanceCodes.NoRoutes)]
    [InlineData("Cost 3", InstanceCodes.NoRoutes)]
    [InlineData("Route #1: 1 9", InstanceCodes.UnknownStop)]
    [InlineData("Route #1: 1 x", InstanceCodes.UnknownStop)]
    [InlineData("Route #1: 1 0 2", InstanceCodes.UnknownStop)]
    [InlineData("Route #1: 1 -2", InstanceCodes.UnknownStop)]
    public void What_is_no_solution_of_this_instance_is_told(string text, string code)
    {
        var rejected = Assert.IsType<RouteReading.Rejected>(Routes(Accepted(Texts.Solomon), text));
        Assert.Equal(code, Assert.Single(rejected.Problems).Code);
    }

    [Theory]
    [InlineData(Texts.Solomon)]
    [InlineData(Texts.LiLim)]
    [InlineData(Texts.Sartori)]
    [InlineData(Texts.Vrplib)]
    public void What_is_written_is_read_back_and_holds(string text)
    {
        var instance = Accepted(text);
        var plan = Solver.Solve(instance.Problem, new(1, instance.Objective), new WorkLimit(20), cancellation: TestContext.Current.CancellationToken);
        var cost = instance.CostOf(plan, instance.Objective);
        using var writer = new StringWriter();
        RouteText.Write(instance, plan, cost, writer);
        var judgement = Judged(instance, writer.ToString());
        Assert.True(judgement.IsFeasible);
        Assert.Equal(cost, judgement.Cost);
        Assert.Equal(plan.Tours.Count, judgement.Plan.Tours.Count);
    }

    [Fact]
    public void The_texts_are_those_of_the_formats()
    {
        Assert.Equal("Route #1: 1 3\nRoute #2: 2\nCost 23\n", Written(Texts.Vrplib, "Route #1: 1 3\nRoute #2: 2"));
        Assert.EndsWith("Solution\nRoute 1 : 1 2\n", Written(Texts.LiLim, "Route 1 : 1 2"), StringComparison.Ordinal);
    }

    static string Written(string text, string routes)
    {
        var instance = Accepted(text);
        var judgement = Judged(instance, routes);
        using var writer = new StringWriter();
        RouteText.Write(instance, judgement.Plan, judgement.Cost, writer);
        return writer.ToString();
    }
}
