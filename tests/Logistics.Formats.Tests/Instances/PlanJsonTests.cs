using System.Text.Json.Nodes;
using Logistics.Formats.Instances;
using Logistics.Routing;
using static Logistics.Formats.Tests.Instances.Texts;

namespace Logistics.Formats.Tests.Instances;

public sealed class PlanJsonTests
{
    static Solution Solved(Instance instance) =>
        Solver.Solve(instance.Problem, new(1, instance.Objective), new WorkLimit(50), cancellation: TestContext.Current.CancellationToken);

    static JsonNode Written(Instance instance, Solution solution)
    {
        using var stream = new MemoryStream();
        PlanJson.Write(instance, solution, instance.Objective, feasible: true, TimeSpan.Zero, stream);
        return JsonNode.Parse(stream.ToArray())!;
    }

    static Solution Bounded(Solution solution, Func<long, int, long> level) =>
        solution with { Bound = new Bound.Proven(new([.. solution.Objective.Levels.Select(level)]), BoundMethod.Enumeration) };

    [Fact]
    public void A_bound_of_whole_numbers_is_written_with_its_gap()
    {
        var instance = Accepted(Texts.Vrplib);
        var solution = Solved(instance);
        var last = solution.Objective.Levels.Count - 1;
        // 21 is the plan's cost.
        var json = Written(instance, Bounded(solution, (level, k) => k == last ? level - 1 : level));
        Assert.Equal((20, 0.047619), ((int)json["bound"]!, (double)json["gap"]!));
        Assert.Null(json["noBoundBecause"]);
    }

    [Fact]
    public void A_bound_of_rounded_distances_is_none_of_real_ones()
    {
        var instance = Accepted(Texts.Solomon);
        var json = Written(instance, Bounded(Solved(instance), (level, _) => level));
        Assert.Null(json["bound"]);
        Assert.Contains("1/10000", (string)json["noBoundBecause"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_differs_before_the_cost_says_so()
    {
        var instance = Accepted(Texts.Sartori);
        var json = Written(instance, Bounded(Solved(instance), (level, k) => k == 0 ? level - 1 : level));
        Assert.Null(json["bound"]);
        Assert.Contains("differs", (string)json["noBoundBecause"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_bound_was_sought_the_reason_is_given()
    {
        var instance = Accepted(Texts.Vrplib);
        var json = Written(instance, Solved(instance) with { Bound = new Bound.Unknown("Nobody asked.") });
        Assert.Equal("Nobody asked.", (string)json["noBoundBecause"]!);
    }

    [Fact]
    public void What_is_too_large_says_by_how_much_and_what_would_carry_it()
    {
        var instance = Accepted(Replaced(Texts.Vrplib, "2	4", "2	13"));
        Assert.Equal(
            """[{"stop":1,"reason":"too-large","dimension":0,"amount":3,"relaxation":{"rule":"more-room","vehicle":3,"dimension":0,"by":3}}]""",
            Written(instance, Solved(instance))["unassigned"]!.ToJsonString());
    }

    [Fact]
    public void What_is_out_of_reach_says_how_late_in_the_units_of_the_file()
    {
        // 5 away, and the window closes at 3.
        var instance = Accepted(Replaced(Texts.Solomon, "0         50          1", "0          3          1"));
        Assert.Equal(
            """[{"stop":1,"reason":"out-of-reach","late":2,"relaxation":{"rule":"later-window","stop":1,"by":2}}]""",
            Written(instance, Solved(instance))["unassigned"]!.ToJsonString());
    }
}
