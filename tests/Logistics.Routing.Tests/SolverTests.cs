using Logistics.Measures;
namespace Logistics.Routing.Tests;

public class SolverTests
{
    [Fact]
    public void Whatever_the_mix_of_rules_the_checker_accepts_the_plan()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 3 + seed % 28, vehicles: 1 + seed % 5, richness: seed % 11 / 10.0);
            var objective = (Objective)(seed % 3);
            var solution = Solve(problem, new((ulong)seed, objective), new WorkLimit(150));
            Accepted(problem, solution, objective, seed);
        }
    }

    [Fact]
    public void Tiny_problems_are_solved_to_the_optimum_found_by_trying_everything()
    {
        var different = new List<string>();
        for (var seed = 0; seed < 130; seed++)
        {
            var problem = RandomProblems.Mixed(seed, requests: 1 + seed % 3, vehicles: 1 + seed % 2, richness: seed % 8 / 10.0);
            var objective = (Objective)(seed % 3);
            var solution = Solve(problem, new((ulong)seed, objective), new WorkLimit(300));
            var best = BruteForce.Best(problem, objective);
            Assert.True(solution.Objective >= best, $"seed {seed}: {solution.Objective} is better than everything, {best}");
            // A tour with breaks ends as early as it can, which is not always the least paid time: there only what is left out must agree.
            var paidBreaks = objective == Objective.Cost && problem.Vehicles.Any(van => van.Breaks.Count > 0);
            var same = paidBreaks ? solution.Objective.Levels.SkipLast(1).SequenceEqual(best.Levels.SkipLast(1)) : solution.Objective == best;
            if (!same)
                different.Add($"seed {seed}, {objective}: {solution.Objective}, best {best}");
        }
        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
    }

    [Fact]
    public void Same_seed_and_work_limit_same_plan()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var first = Solve(RandomProblems.Mixed(seed, 25, 4), new(7), new WorkLimit(500));
            var second = Solve(RandomProblems.Mixed(seed, 25, 4), new(7), new WorkLimit(500));
            Assert.Equal(Text(first), Text(second));
        }
    }

    [Fact]
    public void Another_order_of_the_requests_leaves_out_no_more()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var problem = RandomProblems.Mixed(seed, 8, 2, richness: 0.3);
            var backwards = problem.With(requests: [.. problem.Requests.Reverse()]);
            var first = Solve(problem, new(), new WorkLimit(2_000));
            var second = Solve(backwards, new(), new WorkLimit(2_000));
            Accepted(backwards, second, Objective.Cost, seed);
            Assert.True(first.Objective.Levels.SkipLast(1).SequenceEqual(second.Objective.Levels.SkipLast(1)), $"seed {seed}: {first.Objective} against {second.Objective}");
        }
    }

    [Fact]
    public void Cancelled_before_it_begins_it_returns_an_empty_plan_that_is_still_right()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var problem = RandomProblems.Mixed(1, 20, 3);
        var solution = Solve(problem, new(), new WorkLimit(long.MaxValue), cancellation: source.Token);
        Accepted(problem, solution, Objective.Cost, 1);
        Assert.Equal(20, solution.Unassigned.Count);
    }

    [Fact]
    public void Cancelled_on_the_way_it_keeps_the_best()
    {
        using var source = new CancellationTokenSource();
        var problem = RandomProblems.Mixed(3, 40, 5, richness: 0.2);
        SolverProgress? last = null;
        var progress = new Reports(report =>
        {
            last = report;
            if (report.Iterations > 200)
                source.Cancel();
        });
        var solution = Solve(problem, new(), new WorkLimit(1_000_000), progress, source.Token);
        Accepted(problem, solution, Objective.Cost, 3);
        Assert.NotNull(last);
        Assert.InRange(solution.Iterations, 201, 100_000);
        Assert.Equal(last.LeftOut, solution.Unassigned.Count);
        Assert.Equal(last.Vehicles, solution.Tours.Count);
    }

    /// <summary>Also where the search is given a good plan to begin with, and looks at others with more vehicles on its way.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Progress_never_goes_back(int threads, bool isTold)
    {
        var reports = new List<SolverProgress>();
        var problem = RandomProblems.Mixed(4, 40, 5, richness: 0);
        IReadOnlyList<TourOrder> initial = isTold
            ? [.. Solve(problem, new(2, Objective.Hierarchical), new WorkLimit(20_000)).Tours.Select(TourOrder.Of)]
            : [];
        Solve(problem, new(1, Objective.Hierarchical, threads) { Initial = initial }, new WorkLimit(3_000), new Reports(reports.Add));
        Assert.True(reports.Count >= 50, $"{reports.Count} reports");
        Assert.Equal(SolverPhase.Construction, reports[0].Phase);
        for (var i = 1; i < reports.Count; i++)
        {
            Assert.True(reports[i].Iterations >= reports[i - 1].Iterations && reports[i].Spent >= reports[i - 1].Spent);
            Assert.True(
                (reports[i].LeftOut, reports[i].Vehicles, reports[i].Cost).CompareTo((reports[i - 1].LeftOut, reports[i - 1].Vehicles, reports[i - 1].Cost)) <= 0,
                $"{reports[i - 1]} then {reports[i]}");
        }
    }

    /// <summary>Twelve stops far off, each worth a third of the way there: no one alone is worth a van.</summary>
    [Fact]
    public void A_van_goes_out_for_several_that_none_alone_is_worth()
    {
        var problem = new Problem(
            [Towns.Road(40)], [Towns.Van with { Capacity = [12], CostPerHour = default }], [Towns.FromZero],
            [.. Enumerable.Range(28, 12).Select(km => Towns.Move(null, Towns.At(km)) with { Priority = 0, Prize = Cost.FromEuros(20) })]);
        var solution = Solve(problem, new(), new WorkLimit(2_000));
        Accepted(problem, solution, Objective.Cost, 1);
        Assert.Empty(solution.Unassigned);
    }

    [Fact]
    public void A_problem_without_requests_has_an_empty_plan()
    {
        var problem = RandomProblems.Mixed(0, 0, 2);
        var solution = Solve(problem, new(), new WorkLimit(100));
        Assert.Empty(solution.Tours);
        Accepted(problem, solution, Objective.Cost, 0);
    }

    [Fact]
    public void A_clock_stops_it_too()
    {
        // A thousand questions, some at the beginning of a round, the others each after 16 iterations.
        var limit = new TimeLimit(TimeSpan.FromSeconds(1), new EachQuestionTakesAMillisecond());
        var solution = Solve(RandomProblems.Mixed(5, 10, 2), new(), limit);
        Assert.InRange(solution.Iterations, 1_000, 16_000);
    }

    sealed class EachQuestionTakesAMillisecond : TimeProvider
    {
        long now;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => now++;
    }

    static Solution Solve(
        Problem problem, SolverOptions options, IStoppingCriterion stop, IProgress<SolverProgress>? progress = null, CancellationToken? cancellation = null) =>
        Solver.Solve(problem, options with { MostWeighed = 0 }, stop, progress, cancellation ?? TestContext.Current.CancellationToken);

    static void Accepted(Problem problem, Solution solution, Objective objective, int seed)
    {
        var violations = Checker.Check(problem, solution, objective);
        Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations.Take(5))}");
    }

    static string Text(Solution solution) =>
        solution.Objective + string.Concat(solution.Tours.SelectMany(tour => tour.Visits.Select(visit => $" {tour.Vehicle}:{visit.Kind}{visit.Index}@{visit.Begin}/{visit.Compartment}")));

    /// <summary>Unlike <see cref="Progress{T}"/> it calls at once, on the thread of the search.</summary>
    sealed class Reports(Action<SolverProgress> report) : IProgress<SolverProgress>
    {
        public void Report(SolverProgress value) => report(value);
    }
}
