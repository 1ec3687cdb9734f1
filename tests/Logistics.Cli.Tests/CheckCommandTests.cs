using System.Text.Json.Nodes;
using Logistics.Testing.Days;

namespace Logistics.Cli.Tests;

public sealed class CheckCommandTests
{
    static DayBuilder Town()
    {
        var day = new DayBuilder();
        day.Lot("bread", day.Donor("bakery", east: 1), 30);
        day.Need("north-bread", day.Recipient("north", persons: 100, north: 2), 30);
        day.Van("van", day.Donor("depot"));
        return day;
    }

    [Fact]
    public async Task A_plan_edited_into_nonsense_is_told_what_is_wrong()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        await run.Logistics("plan", file, "--work", "50", "--no-solver", "--out", run.PathOf("plan"));
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(run.PathOf("plan/plan.json"), TestContext.Current.CancellationToken))!;
        plan["allocations"]![0]!["quantityKg"] = 25;
        run.Write("edited.json", plan.ToJsonString());
        Assert.Equal(ExitCode.Failed, await run.Logistics("check", run.PathOf("edited.json"), file));
        Assert.Contains("violation(s)", run.Output);
    }

    [Fact]
    public async Task What_is_no_plan_is_bad_input()
    {
        using var run = new Run();
        var file = run.Write("day.json", Town().Build());
        Assert.Equal(ExitCode.BadInput, await run.Logistics("check", run.Write("plan.json", "{}"), file));
        Assert.NotEqual("", run.Notes);
    }
}
