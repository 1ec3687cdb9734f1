using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.OrTools;
using Logistics.Planning.Travel;
using Logistics.Quality.Matching.Rules;
using Logistics.Roads;
using Logistics.Testing.Days;

namespace Logistics.Quality.Matching;

/// <summary>Generated days in number, each matched and handed to the independent verifier; and beside neediest-first in the first two tiers.</summary>
static class VerifyRun
{
    public static int Run(BoardOptions options)
    {
        var count = options.Count ?? 10_000;
        var (broken, below, allocations) = (0, 0, 0L);
        Parallel.For(1, count + 1, new ParallelOptions { MaxDegreeOfParallelism = options.Threads }, seed =>
        {
            var input = Make(seed);
            var result = new Matcher(new NoSolver()).Match(input);
            Interlocked.Add(ref allocations, result.Allocations.Count);
            foreach (var violation in MatchingVerifier.Verify(input.Day, input.Transfers, result))
            {
                Interlocked.Increment(ref broken);
                Console.WriteLine($"day {seed}: {violation.Code}: {violation.What}");
            }
            var problem = Problem.Build(input);
            if (FirstTiers.Of(problem, result).CompareTo(FirstTiers.Of(problem, GreedyNeediest.Solve(problem))) < 0)
            {
                Interlocked.Increment(ref below);
                Console.WriteLine($"day {seed}: below {ShareRules.Greedy}");
            }
            if (seed % 1000 == 0)
                Console.Error.WriteLine($"day {seed} of {count}");
        });
        Console.WriteLine($"{count} days, {allocations} allocations: {broken} violations by the verifier, {below} days below {ShareRules.Greedy} in (urgent, waste).");
        return broken + below == 0 ? 0 : 1;
    }

    /// <summary>Three of four are small days on which everything occurs, one of five such a day of middle size, the others days of the scoreboard's towns.</summary>
    public static MatchingInput Make(int seed)
    {
        if (seed % 20 == 0)
        {
            var shape = TownShape.Densities[seed / 20 % TownShape.Densities.Count] with { Associations = 30, Donors = 20, LotsPerDay = 40, Side = 55 };
            var period = new Period(new Town(shape, seed), days: 1, supply: 0.5 + seed % 3 * 0.5);
            return new BoardDay(period, number: 0, [.. period.LotsOf(0).Select(x => new HeldLot(x, x.Grams))], [.. period.Town.Associations.Select(_ => FamilyMasses.Zero)]).Input;
        }
        var day = new DayIndex(RandomDay.Make(seed, seed % 5 == 1 ? DaySize.Medium : DaySize.Small));
        return new MatchingInput { Day = day, Transfers = new DayTravel(day, day.Day.Sites.Select(x => x.Id), new StraightLine(), CancellationToken.None), Seed = seed, ExactWork = 0 };
    }
}
