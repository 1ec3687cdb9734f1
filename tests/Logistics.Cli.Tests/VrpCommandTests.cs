using System.Text.Json;

namespace Logistics.Cli.Tests;

public sealed class VrpCommandTests
{
    /// <summary>Four customers at the corners of a square of side 10, the depot in the middle; a van carries two.</summary>
    const string Square = """
        NAME : square
        TYPE : CVRP
        DIMENSION : 5
        EDGE_WEIGHT_TYPE : EUC_2D
        CAPACITY : 2
        NODE_COORD_SECTION
        1 5 5
        2 0 0
        3 10 0
        4 10 10
        5 0 10
        DEMAND_SECTION
        1 0
        2 1
        3 1
        4 1
        5 1
        DEPOT_SECTION
        1
        -1
        EOF
        """;

    [Fact]
    public async Task An_instance_is_solved_and_its_routes_hold()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square);
        // Two tours of 7 + 10 + 7.
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "solve", file, "--work", "100", "--no-solver", "--out", run.PathOf("a.sol"), "--json", run.PathOf("a.json")));
        Assert.Matches(@"^vehicles=2 cost=48 unassigned=0 feasible=true seconds=\d+\.\d\d iterations=\d+$", LastLine(run));

        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(run.PathOf("a.json"), TestContext.Current.CancellationToken));
        Assert.Equal(48, plan.RootElement.GetProperty("cost").GetInt32());
        Assert.Equal(4, plan.RootElement.GetProperty("routes")[0].GetProperty("stops").GetArrayLength());

        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "check", file, run.PathOf("a.sol")));
        Assert.StartsWith("vehicles=2 cost=48 unassigned=0 feasible=true", LastLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--work", "20", false)]
    [InlineData("--seconds", "0", true)]
    public async Task The_bound_or_why_there_is_none_is_noted_and_whether_the_plan_repeats(string limit, string much, bool mayDiffer)
    {
        using var run = new Run();
        await run.Logistics("vrp", "solve", run.Write("square.vrp", Square), limit, much, "--no-solver");
        Assert.Matches("Aucun plan ne coûte moins de 4[0-8] : celui-ci est à .* %|Aucune borne du meilleur plan n'est connue : .+", run.Notes);
        Assert.Equal(mayDiffer, run.Notes.Contains("Sous --seconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_work_and_seed_give_the_same_bytes()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square);
        foreach (var name in (string[])["a.sol", "b.sol"])
            await run.Logistics("vrp", "solve", file, "--work", "50", "--no-solver", "--seed", "7", "--out", run.PathOf(name));
        Assert.Equal(File.ReadAllBytes(run.PathOf("a.sol")), File.ReadAllBytes(run.PathOf("b.sol")));
    }

    [Fact]
    public async Task A_search_may_begin_with_routes_of_others()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square);
        var routes = run.Write("a.sol", "Route #1: 1 3\nRoute #2: 2 4\nCost 56\n");
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "solve", file, "--work", "0", "--no-solver", "--initial", routes));
        Assert.StartsWith("vehicles=2 cost=56", LastLine(run), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", file, "--no-solver", "--initial", run.Write("b.sol", "Route #1: 9")));
    }

    [Fact]
    public async Task Broken_rules_are_told_one_by_one()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square);
        Assert.Equal(ExitCode.Failed, await run.Logistics("vrp", "check", file, run.Write("bad.sol", "Route #1: 1 2 3\nCost 34\n")));
        Assert.Contains("Route 1 : 1 de trop à bord", run.Output, StringComparison.Ordinal);
        Assert.Contains("L'arrêt 4 n'est dans aucune route.", run.Output, StringComparison.Ordinal);
        Assert.Contains("feasible=false", LastLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_stop_left_out_ends_in_three()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square.Replace("\n2 1\n", "\n2 3\n", StringComparison.Ordinal));
        Assert.Equal(ExitCode.UrgentUnmet, await run.Logistics("vrp", "solve", file, "--work", "20", "--no-solver"));
        Assert.Contains("unassigned=1 feasible=false", LastLine(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CAPACITY : 2", "CAPACITY : two", "V0101 L5")]
    [InlineData("TYPE : CVRP", "TYPE : CVRP\nCOLOUR : blue", "V0105 L3")]
    [InlineData("5 0 10", "5 0", "V0102 L11")]
    public async Task A_file_at_fault_is_told_where_why_and_what_to_do(string old, string with, string said)
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square.Replace(old, with, StringComparison.Ordinal));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", file, "--no-solver", "--out", run.PathOf("a.sol")));
        Assert.Contains(said, run.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("a.sol")));
    }

    [Fact]
    public async Task Options_outside_their_range_are_bad_input()
    {
        using var run = new Run();
        var file = run.Write("square.vrp", Square);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", file, "--no-solver", "--threads", "0"));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", run.PathOf("none.vrp"), "--no-solver"));
        Assert.Contains("--threads", run.Notes, StringComparison.Ordinal);
    }

    /// <summary>One van, two jobs 10 s up the road.</summary>
    const string Vroom = """
        { "vehicles": [{ "id": 0, "start_index": 0, "end_index": 0, "steps": [{ "type": "job", "id": 2 }, { "type": "job", "id": 1 }] }],
          "jobs": [{ "id": 1, "location_index": 1 }, { "id": 2, "location_index": 1, "time_windows": [[0, 5]] }],
          "matrices": { "car": { "durations": [[0, 10], [10, 0]] } } OPTIONS }
        """;

    [Fact]
    public async Task VROOMs_question_is_answered_in_its_shape_and_the_answer_holds()
    {
        using var run = new Run();
        var file = run.Write("in.json", Vroom.Replace("OPTIONS", "", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "solve", file, "--work", "50", "--no-solver", "--out", run.PathOf("out.json")));
        Assert.StartsWith("vehicles=1 cost=20 unassigned=1 feasible=true", LastLine(run), StringComparison.Ordinal);
        using var answer = JsonDocument.Parse(await File.ReadAllTextAsync(run.PathOf("out.json"), TestContext.Current.CancellationToken));
        Assert.Equal(2, answer.RootElement.GetProperty("unassigned")[0].GetProperty("id").GetInt32());
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "check", file, run.PathOf("out.json")));
    }

    [Theory]
    [InlineData("distance")]
    [InlineData("hierarchical")]
    public async Task VROOMs_question_has_no_other_objective_than_its_cost(string objective)
    {
        using var run = new Run();
        var file = run.Write("in.json", Vroom.Replace("OPTIONS", "", StringComparison.Ordinal));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", file, "--work", "50", "--no-solver", "--objective", objective, "--out", run.PathOf("out.json")));
        Assert.Contains($"--objective {objective}", run.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(run.PathOf("out.json")));
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "solve", file, "--work", "50", "--no-solver", "--objective", "cost"));
    }

    [Fact]
    public async Task An_answer_that_states_another_cost_fails_the_check()
    {
        using var run = new Run();
        var file = run.Write("in.json", Vroom.Replace("OPTIONS", "", StringComparison.Ordinal));
        var answer = run.Write("out.json", """{ "summary": { "cost": 19 }, "routes": [{ "vehicle": 0, "steps": [{ "type": "job", "id": 1 }] }] }""");
        Assert.Equal(ExitCode.Failed, await run.Logistics("vrp", "check", file, answer));
        Assert.Contains("summary: cost 19, not 20", run.Output, StringComparison.Ordinal);
        Assert.Contains("feasible=false", LastLine(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VROOMs_plan_mode_lists_violations_and_is_no_failure()
    {
        using var run = new Run();
        var file = run.Write("in.json", Vroom.Replace("OPTIONS", """, "options": { "c": true }""", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, await run.Logistics("vrp", "solve", file, "--no-solver", "--json", run.PathOf("out.json")));
        Assert.Contains("feasible=false", LastLine(run), StringComparison.Ordinal);
        Assert.Contains("\"cause\": \"delay\"", await File.ReadAllTextAsync(run.PathOf("out.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("vrp", "solve", run.Write("bad.json", """{ "vehicles": [{ "id": 1, "start": [2.3, 48.8] }] }"""), "--no-solver"));
        Assert.Contains("V0404", run.Notes, StringComparison.Ordinal);
    }

    static string LastLine(Run run) => run.Output.TrimEnd('\n').Split('\n')[^1];
}
