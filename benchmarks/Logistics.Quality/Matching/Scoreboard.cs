using System.Diagnostics;
using System.Globalization;

namespace Logistics.Quality.Matching;

/// <summary>Runs every rule through every period and prints what came of it.</summary>
static class Scoreboard
{
    public static int Run(BoardOptions options)
    {
        var results = new BoardResults();
        var cells = options.Densities.SelectMany(density => options.Ratios.Select(ratio => (Density: density, Ratio: ratio))).ToList();
        var jobs = Enumerable.Range(options.First, options.Seeds).SelectMany(seed => cells.Select(cell => (cell.Density, cell.Ratio, Seed: seed))).ToList();
        var found = new BoardResult[jobs.Count][];
        var (done, watch) = (0, Stopwatch.StartNew());
        Parallel.For(0, jobs.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, k =>
        {
            var (density, ratio, seed) = jobs[k];
            found[k] = RunOne(options, results, density, ratio, seed);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Interlocked.Increment(ref done)} of {jobs.Count}, {watch.Elapsed.TotalSeconds:0} s: {density.Name} {ratio} seed {seed}: {string.Join(", ", found[k].Select(x => $"{x.Rule} {x.Seconds:0.0} s"))}"));
        });
        BoardTable.Print(options, [.. found.SelectMany(x => x)]);
        Console.Error.WriteLine($"results: {results.Path}");
        return 0;
    }

    static BoardResult[] RunOne(BoardOptions options, BoardResults results, TownShape density, double ratio, int seed)
    {
        // Drawn only when something is not known yet.
        var period = new Lazy<Period>(() => new Period(new Town(density, seed), options.Days, ratio));
        return [.. options.Rules.Select(rule =>
        {
            var empty = new BoardResult(options.Terms, density.Name, ratio, seed, rule, null!, 0, 0, 0);
            if (!options.Fresh && results.Find(empty.Key) is { } known)
                return known;
            var started = period.Value;
            var watch = Stopwatch.StartNew();
            var tally = rule == ShareRules.Hindsight ? Hindsight.Run(started) : Simulation.Run(started, ShareRules.Make(rule));
            var needed = started.Town.Associations.Select(x => (double)x.Daily.Values.Sum(mass => mass.Grams) * options.Days).ToList();
            var result = empty with { Metrics = Metrics.Of(tally, needed), Broken = tally.Broken, BelowGreedy = tally.BelowGreedy, Seconds = watch.Elapsed.TotalSeconds };
            results.Add(result);
            return result;
        })];
    }
}
