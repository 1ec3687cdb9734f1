using System.Diagnostics;
using System.Globalization;
using Logistics.Domain.Goods;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Quality.Matching.Rules;

namespace Logistics.Quality.Matching;

/// <summary>Ours, with and without the companion, and neediest-first beside exact search, on days small enough for it.</summary>
static class ExactTable
{
    static readonly TownShape Shape = TownShape.Named("usual") with { Name = "20x10", Associations = 10, Donors = 8, LotsPerDay = 20, Towns = 2, Side = 30 };

    /// <summary>For each aim of the exact search.</summary>
    static readonly SolveLimits Limits = new() { Time = TimeSpan.FromSeconds(60), Work = 5 };

    public static int Run(BoardOptions options)
    {
        var pool = Companion.Start();
        try
        {
            Print(options.Count ?? 20, options.First, pool);
            return 0;
        }
        finally
        {
            pool.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    static void Print(int count, int first, ISolverClient solver)
    {
        var rules = new (string Name, Func<MatchingInput, Problem, long[]> Share)[]
        {
            (ShareRules.Greedy, (_, problem) => GreedyNeediest.Solve(problem)),
            ("ours alone", (input, problem) => Ours(input, problem, new NoSolver())),
            ("ours with the companion", (input, problem) => Ours(input with { ExactWork = 2 }, problem, solver)),
        };
        var rows = rules.ToDictionary(x => x.Name, _ => new List<Row>());
        var (proven, seconds) = (new List<(int Proven, int Aims)>(), 0.0);
        for (var seed = first; seed < first + count; seed++)
        {
            var input = Day(seed);
            var problem = Problem.Build(input);
            var watch = Stopwatch.StartNew();
            var exact = ExactSharing.Solve(problem, solver, Limits);
            seconds += watch.Elapsed.TotalSeconds;
            proven.Add((exact.Proven, exact.Aims));
            foreach (var (name, share) in rules)
            {
                watch.Restart();
                var grams = share(input, problem);
                rows[name].Add(Row.Of(problem, grams, exact.Grams, watch.Elapsed.TotalSeconds));
            }
            Console.Error.WriteLine($"day {seed}: {problem.Pairs.Length} pairs, {exact.Proven} of {exact.Aims} aims proven");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} days of 20 lots and 10 associations; exact search: all aims proven on {proven.Count(x => x.Proven == x.Aims)}, {seconds / count:0.0} s each in the mean."));
        Console.WriteLine();
        Console.WriteLine("| rule | urgent and saved as exact | better | given, % of exact | lowest level as exact | lowest level, % of exact | all levels as exact | s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (name, of) in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {of.Count(x => x.Tiers == 0)} | {of.Count(x => x.Tiers > 0)} | {100 * of.Average(x => x.Given):0.00} | {of.Count(x => x.Tiers == 0 && x.Lowest >= 1)} | {100 * of.Average(x => x.Lowest):0.0} | {of.Count(x => x.Tiers == 0 && x.Levels >= 0)} | {of.Average(x => x.Seconds):0.00} |"));
    }

    static long[] Ours(MatchingInput input, Problem problem, ISolverClient solver)
    {
        var result = new Matcher(solver).Match(input);
        var given = result.Allocations.ToDictionary(x => (x.Lot, x.Need), x => x.Quantity.Grams);
        return [.. problem.Pairs.Select(x => given.GetValueOrDefault((problem.Lots[x.Lot].Id, problem.Needs[x.Need].Id)))];
    }

    /// <summary>A Tuesday on which associations stand unequally.</summary>
    static MatchingInput Day(int seed)
    {
        var period = new Period(new Town(Shape, seed), days: 2, supply: 0.8);
        var rng = Draws.Stream(seed, 60_000);
        return new BoardDay(period, number: 1, [.. period.LotsOf(1).Take(20).Select(x => new HeldLot(x, x.Grams))],
            [.. period.Town.Associations.Select(x => FamilyMasses.Zero with { Other = Mass.FromKilograms(x.Party.AttestedPersons * rng.Below(4)) })]).Input;
    }

    /// <param name="Tiers">The sign of urgent and saved grams beside exact.</param>
    /// <param name="Given">Grams beside exact.</param>
    /// <param name="Lowest">The lowest level beside exact.</param>
    /// <param name="Levels">The sign of all levels, sorted, beside exact.</param>
    sealed record Row(int Tiers, double Given, double Lowest, int Levels, double Seconds)
    {
        public static Row Of(Problem problem, long[] grams, long[] exact, double seconds)
        {
            long[] levels = ExactSharing.LevelsOf(problem, grams), best = ExactSharing.LevelsOf(problem, exact);
            return new Row(
                FirstTiers.Of(problem, grams).CompareTo(FirstTiers.Of(problem, exact)),
                exact.Sum() == 0 ? 1 : (double)grams.Sum() / exact.Sum(),
                best[0] == 0 ? 1 : (double)levels[0] / best[0],
                levels.AsSpan().SequenceCompareTo(best), seconds);
        }
    }
}
