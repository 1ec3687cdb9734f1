using Logistics.Domain.Needs;
using Logistics.Matching.Model;
using Logistics.OrTools;

namespace Logistics.Quality.Matching;

/// <summary>
/// A small day decided whole by CP-SAT, smallest shares and indivisible lots included, aim after aim: urgent grams by class, saved grams by
/// freshness, then the leximin of levels. Slow, plain and shared with nothing: the yardstick for ours.
/// </summary>
/// <remarks>
/// Leximin by ordered outcomes: for k = 1, 2, … the sum of the k lowest levels is made as large as can be (Ogryczak and Śliwiński, European
/// Journal of Operational Research 148, 2003). Levels are whole milligrams per attested person here, rounded down.
/// </remarks>
sealed class ExactSharing
{
    readonly Problem problem;
    readonly ISolverClient solver;
    readonly SolveLimits limits;
    readonly ConstraintModel model = new();
    readonly IntegerVariable[] amounts, levels;
    long[] best = [];

    ExactSharing(Problem problem, ISolverClient solver, SolveLimits limits)
    {
        (this.problem, this.solver, this.limits) = (problem, solver, limits);
        amounts = [.. problem.Pairs.Select(Amount)];
        Limit(p => problem.Pairs[p].Lot, i => problem.Lots[i].Grams);
        Limit(p => problem.Pairs[p].Need, j => problem.Needs[j].Wanted);
        Limit(p => problem.Pairs[p].Storage, s => problem.Storages[s].Room);
        levels = [.. Enumerable.Range(0, problem.Recipients.Length).Select(LevelOf)];
    }

    /// <param name="Grams">By pair.</param>
    /// <param name="Proven">How many of the aims are proven best, counted until the first that is not.</param>
    /// <param name="Aims">How many there are.</param>
    public sealed record Answer(long[] Grams, int Proven, int Aims);

    /// <param name="limits">For each aim.</param>
    public static Answer Solve(Problem problem, ISolverClient solver, SolveLimits limits) => new ExactSharing(problem, solver, limits).Solve();

    /// <summary>In milligrams per attested person, as the leximin above counts.</summary>
    public static long[] LevelsOf(Problem problem, ReadOnlySpan<long> grams)
    {
        var received = Array.ConvertAll(problem.Recipients, x => x.Earlier);
        for (var p = 0; p < grams.Length; p++)
            received[problem.Needs[problem.Pairs[p].Need].Recipient] += grams[p];
        return [.. received.Select((x, a) => x * 1000 / problem.Recipients[a].Weight).Order()];
    }

    Answer Solve()
    {
        var aims = Aims().ToList();
        var proven = 0;
        foreach (var (aim, terms) in aims.Index())
        {
            model.Maximize(terms);
            var outcome = solver.Solve(model, limits, CancellationToken.None);
            if (outcome.Best is not { } solution)
                break;
            if (outcome is Outcome<ConstraintSolution>.Optimal && proven == aim)
                proven++;
            best = Array.ConvertAll(amounts, x => solution[x]);
            model.Hint(solution);
            model.AtLeast(solution.Objective, terms);
        }
        return new Answer(best, proven, aims.Count);
    }

    IEnumerable<Term[]> Aims()
    {
        for (var urgency = Urgency.Class1; urgency <= Urgency.Class3; urgency++)
            if (Where(pair => problem.Needs[pair.Need].Urgency == urgency) is { Length: > 0 } urgent)
                yield return urgent;
        for (var freshness = Freshness.LastChance; freshness <= Freshness.Keeps; freshness++)
            if (Where(pair => problem.Lots[pair.Lot].Freshness == freshness) is { Length: > 0 } saved)
                yield return saved;
        for (var k = 1; k <= levels.Length; k++)
            yield return SumOfLowest(k);
    }

    Term[] Where(Predicate<PairRow> counted) => [.. Enumerable.Range(0, amounts.Length).Where(p => counted(problem.Pairs[p])).Select(p => 1 * amounts[p])];

    /// <summary>k t - sum_a d_a, where d_a is at least what the level of a falls short of t.</summary>
    Term[] SumOfLowest(int k)
    {
        var most = problem.Recipients.Select((_, a) => MostOf(a)).Max();
        var threshold = model.Integer(0, most);
        var terms = new List<Term> { k * threshold };
        foreach (var level in levels)
        {
            var shortfall = model.Integer(0, most);
            model.AtLeast(0, [shortfall, -1 * threshold, level]);
            terms.Add(-1 * shortfall);
        }
        return [.. terms];
    }

    IntegerVariable LevelOf(int recipient)
    {
        var row = problem.Recipients[recipient];
        var level = model.Integer(0, MostOf(recipient));
        var received = Enumerable.Range(0, amounts.Length).Where(p => problem.Needs[problem.Pairs[p].Need].Recipient == recipient).Select(p => 1000 * amounts[p]);
        model.AtLeast(-1000 * row.Earlier, [.. received, -row.Weight * level]);
        return level;
    }

    long MostOf(int recipient) => (problem.Recipients[recipient].Earlier + problem.Needs.Where(x => x.Recipient == recipient).Sum(x => x.Wanted)) * 1000 / problem.Recipients[recipient].Weight;

    IntegerVariable Amount(PairRow pair)
    {
        var lot = problem.Lots[pair.Lot];
        var most = Math.Min(lot.Grams, Math.Min(problem.Needs[pair.Need].Wanted, problem.Storages[pair.Storage].Room));
        var amount = model.Integer(0, most);
        if (lot.Smallest == 0)
            return amount;
        var gives = model.Boolean();
        model.AtLeast(0, [amount, -lot.Smallest * gives]);
        model.AtMost(0, [amount, -most * gives]);
        return amount;
    }

    void Limit(Func<int, int> rowOf, Func<int, long> most)
    {
        foreach (var row in Enumerable.Range(0, amounts.Length).GroupBy(rowOf))
            model.AtMost(most(row.Key), [.. row.Select(p => 1 * amounts[p])]);
    }
}
