using Logistics.OrTools;
using Logistics.Routing.Bounds;
using Logistics.Testing;

namespace Logistics.Routing.Tests.Bounds;

/// <summary>The bound of pricing, as a large day gets it, against the optimum found by weighing every plan.</summary>
public sealed class PricedBoundTests(WarmPool companions)
{
    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task No_bound_is_above_the_optimum() => Assert.True(await ProveAsync(days: 300, new NoSolver()) > 250);

    [Fact]
    public async Task Nor_with_the_engines_duals() => Assert.True(await ProveAsync(days: 100, companions.Require()) > 90);

    /// <summary>Minutes: run with <c>-explicit only</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Ten_thousand_days_have_no_bound_above_the_optimum() => Assert.True(await ProveAsync(days: 10_000, new NoSolver()) > 9_000);

    /// <returns>On how many of the days a bound was proven.</returns>
    static async Task<int> ProveAsync(int days, ISolverClient engine)
    {
        var (cases, proven, gaps) = (0, 0, 0.0);
        for (var seed = 0; cases < days; seed++)
        {
            if (SmallDays.Of(seed, largest: 8) is not var (model, best))
                continue;
            cases++;
            if (await ColumnGeneration.BoundAsync(model, null, best, engine, Limits, TestContext.Current.CancellationToken) is not { } bound)
                continue;
            Assert.True(bound <= best.Cost, $"seed {seed}: bound {bound}, optimum {best.Cost}");
            proven++;
            gaps += best.Cost == 0 ? 0 : 1 - (double)bound / best.Cost;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{cases} days, {proven} bounds, mean gap {gaps / proven:P2}");
        return proven;
    }
}
