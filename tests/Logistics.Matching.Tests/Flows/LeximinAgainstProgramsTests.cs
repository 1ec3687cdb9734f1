using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Flows;

/// <summary>The whole leximin, level by level, beside a sequence of linear programs solved by OR-Tools: maximise the lowest level, hold who cannot rise, go on.</summary>
/// <remarks>Ogryczak and Śliwiński, Computational Optimization and Applications 34 (2006), for the sequence of programs.</remarks>
public sealed class LeximinAgainstProgramsTests(WarmCompanion companion) : IClassFixture<WarmCompanion>
{
    [Fact]
    public void Every_level_agrees_within_a_gram_for_each_person()
    {
        var solver = companion.Require();
        var compared = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var problem = RandomDay.Make(seed, DaySize.Small, new RandomDayOptions(Shares: false, Urgency: false)).Problem(seed);
            if (problem.Pairs.Length == 0 || problem.Pairs.GroupBy(x => x.Need).Any(x => x.Select(p => p.Storage).Distinct().Count() > 1)
                || problem.Pairs.GroupBy(x => x.Storage).Any(x => x.Select(p => problem.Needs[p.Need].Recipient).Distinct().Count() > 1))
                continue;
            var grams = DivisibleCore.SolveFairly(problem, new Limits(problem), null, TestContext.Current.CancellationToken)!;
            var ledger = new Ledger(problem, grams);
            var claiming = Enumerable.Range(0, problem.Recipients.Length)
                .Where(a => problem.Recipients[a].Weight > 0 && problem.Pairs.Any(p => problem.Needs[p.Need].Recipient == a)).ToList();
            var levels = ByPrograms(problem, grams, claiming, solver);
            foreach (var a in claiming)
            {
                var ours = (double)(problem.Recipients[a].Earlier + ledger.Received[a]) / problem.Recipients[a].Weight;
                Assert.True(Math.Abs(ours - levels[a]) <= 1.0 + 1e-3 * levels[a], $"seed {seed}, recipient {a}: {ours} against {levels[a]}");
            }
            compared += claiming.Count;
        }
        Assert.True(compared > 25, $"only {compared} levels were compared");
    }

    /// <summary>What dies first is saved as in ours, so the programs speak of equity alone.</summary>
    static Dictionary<int, double> ByPrograms(Problem problem, long[] grams, List<int> claiming, ISolverClient solver)
    {
        var held = new Dictionary<int, double>();
        while (held.Count < claiming.Count)
        {
            var lowest = Solve(problem, grams, held, claiming.Where(a => !held.ContainsKey(a)).ToDictionary(a => a, _ => 0.0), raised: null, solver);
            // Who cannot rise above the lowest level while the others keep it is held there.
            var stuck = claiming.Where(a => !held.ContainsKey(a))
                .Where(a => Solve(problem, grams, held, claiming.Where(x => x != a && !held.ContainsKey(x)).ToDictionary(x => x, _ => lowest), raised: a, solver) <= lowest + 1e-4 * (1 + lowest)).ToList();
            foreach (var a in stuck.Count > 0 ? stuck : [.. claiming.Where(a => !held.ContainsKey(a))])
                held[a] = lowest;
        }
        return held;
    }

    /// <summary>The highest level for the one raised, or for all of <paramref name="floors"/> together when none is.</summary>
    static double Solve(Problem problem, long[] grams, Dictionary<int, double> held, Dictionary<int, double> floors, int? raised, ISolverClient solver)
    {
        var model = LinearModel.Maximize();
        var level = model.Real(0, 1e9, cost: 1);
        var amounts = problem.Pairs.Select(_ => model.Real(0, 1e9)).ToArray();
        foreach (var ofLot in By(p => p.Lot))
            model.Between(ofLot.Sum(p => grams[p]), ofLot.Sum(p => grams[p]), Terms(ofLot));
        foreach (var ofNeed in By(p => p.Need))
            model.AtMost(problem.Needs[ofNeed.Key].Wanted, Terms(ofNeed));
        foreach (var ofStorage in By(p => p.Storage))
            model.AtMost(problem.Storages[ofStorage.Key].Room, Terms(ofStorage));
        foreach (var of in By(p => problem.Needs[p.Need].Recipient))
        {
            var row = problem.Recipients[of.Key];
            if (held.TryGetValue(of.Key, out var fixedAt))
                model.AtLeast(fixedAt * row.Weight - row.Earlier - 1e-3, Terms(of));
            else if (of.Key == raised || (raised is null && floors.ContainsKey(of.Key)))
                model.AtLeast(-row.Earlier, [.. Terms(of), -row.Weight * level]);
            else if (floors.TryGetValue(of.Key, out var floor))
                model.AtLeast(floor * row.Weight - row.Earlier - 1e-3, Terms(of));
        }
        return solver.Solve(model, new SolveLimits { Time = TimeSpan.FromSeconds(20) }, TestContext.Current.CancellationToken).Best?.Objective
            ?? throw new InvalidOperationException("The program has a solution: ours.");

        IEnumerable<IGrouping<int, int>> By(Func<PairRow, int> by) => Enumerable.Range(0, problem.Pairs.Length).GroupBy(p => by(problem.Pairs[p]));
        LinearTerm[] Terms(IEnumerable<int> pairs) => [.. pairs.Select(p => 1 * amounts[p])];
    }
}
