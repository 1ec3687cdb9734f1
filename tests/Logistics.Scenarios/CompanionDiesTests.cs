using Logistics.OrTools;
using Logistics.OrTools.Companions;
using Logistics.Planning;
using Logistics.Roads;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Scenarios;

/// <summary>Google OR-Tools dies under every question. The day is planned all the same: nothing half-written, no bound, and the plan says so.</summary>
public sealed class CompanionDiesTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ramasse-companion-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_companion_that_dies_under_each_solve_leaves_a_complete_plan_without_a_bound()
    {
        Assert.SkipUnless(NodeRuntime.Find() is NodeRuntime.Found, "Node.js 20.19 or newer is not installed");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "companion.mjs"), "process.exit(3);\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder.FullName, "node_modules", "or-tools-wasm"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node_modules", "or-tools-wasm", "package.json"), "{}", TestContext.Current.CancellationToken);
        await using var pool = new OrToolsPool(new OrToolsOptions { Folder = folder.FullName, StartTimeout = TimeSpan.FromSeconds(20) });

        var now = new DateTimeOffset(2026, 3, 10, 5, 0, 0, TimeSpan.Zero);
        var input = new DayInput
        {
            Declarations = RandomDay.Make(4, DaySize.Medium),
            Roads = new StraightLine(),
            Solver = pool,
            Budget = PlanningBudget.OfWork(100, threads: 1),
            Seed = 4,
            Clock = new FakeClock(now),
            PlannedAt = now,
        };
        var with = DayPlanner.Plan(input, null, TestContext.Current.CancellationToken);
        var without = DayPlanner.Plan(input with { Solver = new NoSolver() }, null, TestContext.Current.CancellationToken);
        Assert.False(with.Search.Companion);
        Assert.NotNull(with.Search.RoundingBound);
        Assert.Equal(without.Search.RoundingBound, with.Search.RoundingBound);
        Assert.Equal(without.Allocations, with.Allocations);
    }
}
