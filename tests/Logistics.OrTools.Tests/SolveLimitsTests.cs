using System.Diagnostics;

namespace Logistics.OrTools.Tests;

public sealed class SolveLimitsTests(WarmPool pool)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_time_limit_is_obeyed_by_both_engines()
    {
        var solver = pool.Require();
        Assert.Null(await SelfTest.RunAsync(solver, Cancellation)); // both are warm now

        // Left alone neither would end; a busy machine notices the time late.
        var clock = Stopwatch.StartNew();
        var constraint = await solver.SolveAsync(Models.Endless(), Models.Seconds(2), Cancellation);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"CP-SAT took {clock.Elapsed} of 2 seconds");
        Assert.True(constraint is Outcome<ConstraintSolution>.Feasible or Outcome<ConstraintSolution>.LimitReached, $"{constraint}");

        clock.Restart();
        var linear = await solver.SolveAsync(Models.LinearPartition(60, 4000), Models.Seconds(2), Cancellation);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"SCIP took {clock.Elapsed} of 2 seconds");
        Assert.True(linear is Outcome<LinearSolution>.Feasible or Outcome<LinearSolution>.LimitReached, $"{linear}");
    }

    [Fact]
    public void The_same_seed_and_work_give_the_same_answer_twice()
    {
        var solver = pool.Require();
        var limits = Models.Seconds(60) with { Work = 0.05, Seed = 7 };
        var first = solver.Solve(Models.Partition(30, 300), limits, Cancellation);
        var second = solver.Solve(Models.Partition(30, 300), limits, Cancellation);
        Assert.NotNull(first.Best);
        Assert.IsType(first.GetType(), second);
        Assert.Equal(first.Best.Values, second.Best!.Values);
        Assert.Equal(first.Best.Bound, second.Best.Bound);
    }

    [Fact]
    public void The_same_seed_and_nodes_give_the_same_answer_twice()
    {
        var solver = pool.Require();
        var limits = Models.Seconds(60) with { Nodes = 1, Seed = 7 };
        var first = solver.Solve(Models.LinearPartition(40, 500), limits, Cancellation);
        var second = solver.Solve(Models.LinearPartition(40, 500), limits, Cancellation);
        Assert.IsType<Outcome<LinearSolution>.Feasible>(first);
        Assert.Equal(first.Best!.Values, second.Best!.Values);
        Assert.Equal(first.Best.Bound, second.Best.Bound);
        Assert.True(first.Best.Bound < first.Best.Objective, $"bound {first.Best.Bound}, objective {first.Best.Objective}");
    }

    [Fact]
    public void A_wide_gap_ends_the_search_early()
    {
        var solver = pool.Require();
        var outcome = solver.Solve(Models.LinearPartition(30, 300), Models.Seconds(60) with { RelativeGap = 0.9 }, Cancellation);
        var found = Assert.IsType<Outcome<LinearSolution>.Optimal>(outcome).Solution;
        Assert.True(found.Objective - found.Bound <= 0.9 * found.Objective, $"bound {found.Bound}, objective {found.Objective}");
    }

    [Fact]
    public void Limits_that_make_no_sense_are_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Models.Seconds(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SolveLimits { Time = TimeSpan.FromDays(2) });
        Assert.Throws<ArgumentOutOfRangeException>(() => Models.Seconds(1) with { Workers = 0 });
    }
}
