using System.Diagnostics;
using System.Globalization;
using Logistics.OrTools.Companions;
using Logistics.Routing;

namespace Logistics.Quality.Routing;

/// <summary>Our plans on the instances of a set beside the best known, each judged by the checker, and the peers beside them.</summary>
static class SetTable
{
    public static int Run(IReadOnlyList<BenchSet> sets, string[] args)
    {
        var options = RunOptions.Of(args);
        var pool = options.Solver ? Companion.Start() : null;
        try
        {
            return Run(sets, options, pool);
        }
        finally
        {
            pool?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    static int Run(IReadOnlyList<BenchSet> sets, RunOptions options, OrToolsPool? pool)
    {
        var missing = 0;
        foreach (var set in sets)
        {
            var results = new ResultsFile(set.Name);
            if (set.Instances(results) is { } instances)
                Print(set, Sample(instances, options), options, results, pool);
            else
            {
                Console.Error.WriteLine($"shared/bench/{set.Folder} is not beside this checkout.");
                missing++;
            }
        }
        return missing < sets.Count ? 0 : 2;
    }

    static IReadOnlyList<BenchInstance> Sample(IReadOnlyList<BenchInstance> all, RunOptions options)
    {
        if (options.Only.Count > 0)
            return [.. all.Where(each => options.Only.Contains(each.Name, StringComparer.OrdinalIgnoreCase))];
        return options.Sample is { } sample && sample < all.Count ? [.. Enumerable.Range(0, sample).Select(k => all[(int)((k + 0.5) * all.Count / sample)])] : all;
    }

    static void Print(BenchSet set, IReadOnlyList<BenchInstance> instances, RunOptions options, ResultsFile results, OrToolsPool? pool)
    {
        var seconds = options.Seconds ?? set.Seconds;
        var terms = options.Terms(seconds);
        Console.WriteLine($"## {set.Name}: {instances.Count} instances, {set.Objective}, {terms}, seeds {string.Join(' ', options.Seeds)}");
        Console.WriteLine($"{"instance",-14} {"vehicles",8} {"cost",16} {"best",5} {"cost",16} {"gap",8} {"iterations",11} {"seconds",8} check");
        var summary = new Summary(set);
        var bests = new Dictionary<string, BestKnown>(StringComparer.OrdinalIgnoreCase);
        foreach (var each in instances)
        {
            var name = each.Name;
            var solves = new List<Result>();
            foreach (var seed in options.Seeds)
            {
                var result = options.Fresh ? null : results.Find(terms, name, seed);
                if (result is null)
                    results.Add(terms, result = Solve(set, each, seed, seconds, options, pool));
                solves.Add(result);
            }
            var median = solves.OrderBy(each => each.Unassigned + each.Violations).ThenBy(each => set.VehiclesColumn is null ? 0 : each.Vehicles).ThenBy(each => each.Cost)
                .ElementAt((solves.Count - 1) / 2);
            var best = bests[name] = each.Best ?? results.Best(name) ?? new BestKnown(null, median.Cost, median.Unassigned);
            summary.Add(median, best);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-14} {median.Vehicles,8} {median.Cost,16:0.###} {best.Vehicles,5} {best.Cost,16:0.###} {Summary.Gap(median.Cost, best.Cost),7:0.00}% {median.Iterations,11} {median.Elapsed,8:0.0} {Verdict(median)}"));
        }
        summary.Print();
        Peers.Print(set, bests);
        Console.WriteLine($"results: {results.Path}");
        Console.WriteLine();
    }

    static Result Solve(BenchSet set, BenchInstance each, ulong seed, double seconds, RunOptions options, OrToolsPool? pool)
    {
        var (problem, costOf) = each.Open();
        // What was left by the instance before must not be collected on this one's time.
        GC.Collect();
        var (processor, watch) = (new CpuLimit(seconds * options.Threads), Stopwatch.StartNew());
        IStoppingCriterion stop = options.Work is { } work ? new WorkLimit(work)
            : options.ByProcessor ? processor
            : new TimeLimit(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        var solution = Solver.Solve(problem, new(seed, set.Objective, options.Threads) { Engine = pool }, stop);
        var elapsed = options.ByProcessor ? processor.Used : watch.Elapsed.TotalSeconds;
        var left = solution.Unassigned.Count(each => problem.Requests[each.Request].Priority > 0);
        return new(
            each.Name, seed, solution.Totals.Vehicles, costOf(solution), left,
            Checker.Check(problem, solution, set.Objective).Count, solution.Iterations, elapsed, ProvenGap(solution));
    }

    /// <summary>Where plan and bound leave out as much, so that their costs compare.</summary>
    static double? ProvenGap(Solution solution)
    {
        var plan = solution.Objective.Levels;
        return solution.Bound is Bound.Proven { Value.Levels: var least } && least.SkipLast(1).SequenceEqual(plan.SkipLast(1))
            ? plan[^1] == 0 ? 0 : 1 - (double)least[^1] / plan[^1]
            : null;
    }

    static string Verdict(Result result) => (result.Unassigned, result.Violations) switch
    {
        (0, 0) when result.Proven is { } gap => string.Create(CultureInfo.InvariantCulture, $"ok, proven within {100 * gap:0.00} %"),
        (0, 0) => "ok",
        (_, 0) => $"{result.Unassigned} left out",
        _ => $"{result.Violations} violations, {result.Unassigned} left out",
    };
}
