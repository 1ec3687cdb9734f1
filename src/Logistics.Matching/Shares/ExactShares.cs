using Logistics.Domain.Needs;
using Logistics.Matching.Model;
using Logistics.OrTools;

namespace Logistics.Matching.Shares;

/// <summary>
/// Smallest shares and indivisible lots by exact search: CP-SAT decides, tier by tier, how much each pair carries where a share is nothing
/// or a useful one. It is asked for the two tiers that it can count exactly, urgent and saved grams; the flows then share out anew.
/// </summary>
/// <remarks>One worker and a limit in deterministic time, half of it for the bound: the answer repeats, unless the wall clock, set far beyond, cuts it.</remarks>
sealed class ExactShares
{
    /// <summary>Above this the model is not asked: the rounded sharing stands, and no bound is proven.</summary>
    const int MostPairs = 6_000;

    readonly Problem problem;
    readonly Sharing.Answer sharing;
    readonly ISolverClient solver;
    readonly CancellationToken cancellation;
    readonly double work;
    readonly int seed;

    ExactShares(Problem problem, Sharing.Answer sharing, ISolverClient solver, double work, int seed, CancellationToken cancellation) =>
        (this.problem, this.sharing, this.solver, this.work, this.seed, this.cancellation) = (problem, sharing, solver, work, seed, cancellation);

    /// <param name="Grams">Never worse than what was given.</param>
    /// <param name="AtMost">The most grams any sharing under the same rules can give: the flow of the divisible goods, or what the engine proved where that is less.</param>
    /// <param name="TookPart">True when the engine answered at all.</param>
    /// <param name="Asked">False when the day is too large for the model, or no work was allowed.</param>
    public sealed record Answer(long[] Grams, long AtMost, bool TookPart, bool Asked = true);

    public static Answer Improve(Problem problem, Sharing.Answer sharing, ISolverClient solver, double work, long seed, CancellationToken cancellation)
    {
        var relaxed = DivisibleCore.MostGivable(problem, sharing.Limits, cancellation);
        if (work <= 0 || problem.Pairs.Length > MostPairs)
            return new Answer(sharing.Grams, relaxed, TookPart: false, Asked: false);
        return new ExactShares(problem, sharing, solver, work, (int)(seed & int.MaxValue), cancellation).Improve(sharing.Grams, relaxed);
    }

    Answer Improve(long[] grams, long relaxed)
    {
        if (MostOfAll(grams, relaxed) is not { } atMost)
            return new Answer(grams, relaxed, TookPart: false);

        var better = ByTiers(grams);
        if (better is not null)
        {
            // The engine counts neither kilometres nor equity: small moves win them back.
            better = Sharing.Refine(problem, sharing.Limits, sharing.Goals, better, cancellation);
            grams = Sharing.Better(problem, sharing.Goals, grams, better);
        }
        return new Answer(grams, atMost, TookPart: true);
    }

    /// <summary>The most kilograms at all, the figure printed as the bound; null when the engine does not answer.</summary>
    long? MostOfAll(long[] grams, long relaxed)
    {
        var (most, _) = Build(grams);
        most.Model.Maximize([.. most.Variables.Select(x => 1 * x)]);
        // What reaches the bound of the flow is proven already: the engine is only asked whether it is there.
        var outcome = Solve(most.Model, grams.Sum() == relaxed ? 0.01 : work / 2);
        return outcome is Outcome<ConstraintSolution>.Unavailable ? null : Math.Min(outcome.Best?.Bound ?? relaxed, relaxed);
    }

    /// <summary>Null when the engine found nothing, or nothing was left to find.</summary>
    long[]? ByTiers(long[] grams)
    {
        if (new Score(problem, sharing.Core.Grams).CompareFirstTiers(new Score(problem, grams)) == 0)
            return null;
        var (built, hinted) = Build(grams);
        long[]? best = null;
        var tiers = Tiers().Select(tier => Enumerable.Range(0, problem.Pairs.Length).Where(p => tier(problem.Pairs[p])).ToList()).Where(x => x.Count > 0).ToList();
        var proven = true;
        foreach (var tier in tiers)
        {
            Term[] terms = [.. tier.Select(p => 1 * built.Variables[p])];
            // As long as no tier fell short of the flow there is nothing to find in it.
            var held = tier.Sum(p => grams[p]);
            proven = proven && held == tier.Sum(p => sharing.Core.Grams[p]);
            if (proven)
            {
                built.Model.AtLeast(held, terms);
                continue;
            }
            built.Model.Maximize(terms);
            if (Solve(built.Model, work / 2 / tiers.Count).Best is not { } solution)
                break;
            best = [.. built.Variables.Select(x => solution[x])];
            hinted(best);
            built.Model.AtLeast(solution.Objective, terms);
        }
        return best;
    }

    IEnumerable<Predicate<PairRow>> Tiers()
    {
        for (var urgency = Urgency.Class1; urgency <= Urgency.Class3; urgency++)
        {
            var sought = urgency;
            yield return pair => problem.Needs[pair.Need].Urgency == sought;
        }
        for (var freshness = Freshness.LastChance; freshness <= Freshness.Keeps; freshness++)
        {
            var sought = freshness;
            yield return pair => problem.Lots[pair.Lot].Freshness == sought;
        }
    }

    Outcome<ConstraintSolution> Solve(ConstraintModel model, double part) => solver.Solve(model, Effort.Of(part, seed), cancellation);

    sealed record Built(ConstraintModel Model, IntegerVariable[] Variables);

    (Built, Action<long[]> Hint) Build(long[] start)
    {
        var model = new ConstraintModel();
        var amounts = new IntegerVariable[problem.Pairs.Length];
        var gives = new Literal?[problem.Pairs.Length];
        for (var p = 0; p < amounts.Length; p++)
        {
            var (lot, need, storage) = (problem.Lots[problem.Pairs[p].Lot], problem.Needs[problem.Pairs[p].Need], problem.Storages[problem.Pairs[p].Storage]);
            var most = Math.Min(Math.Min(lot.Grams, problem.Pairs[p].Most), Math.Min(need.Wanted, storage.Room));
            amounts[p] = model.Integer(sharing.Limits.Least[p], Math.Max(most, sharing.Limits.Least[p]));
            var least = problem.LeastOf(p);
            if (least == 0 || sharing.Limits.Promised(p) > 0)
                continue;
            var gives1 = model.Boolean();
            gives[p] = gives1;
            model.AtLeast(0, [amounts[p], -least * gives1]);
            model.AtMost(0, [amounts[p], -most * gives1]);
        }
        foreach (var ofLot in Enumerable.Range(0, amounts.Length).GroupBy(p => problem.Pairs[p].Lot))
            Limit(ofLot, problem.Lots[ofLot.Key].Grams);
        foreach (var ofNeed in Enumerable.Range(0, amounts.Length).GroupBy(p => problem.Pairs[p].Need))
            Limit(ofNeed, problem.Needs[ofNeed.Key].Wanted);
        foreach (var ofStorage in Enumerable.Range(0, amounts.Length).GroupBy(p => problem.Pairs[p].Storage))
            Limit(ofStorage, problem.Storages[ofStorage.Key].Room);
        foreach (var ofDoor in Enumerable.Range(0, amounts.Length).Where(p => Door(p) >= 0).GroupBy(Door))
            Limit(ofDoor, problem.Doors[ofDoor.Key].Room);
        Hint(start);
        return (new Built(model, amounts), Hint);

        int Door(int pair) => problem.Storages[problem.Pairs[pair].Storage].Door;

        void Limit(IEnumerable<int> pairs, long most) => model.AtMost(most, [.. pairs.Select(p => 1 * amounts[p])]);

        void Hint(long[] grams)
        {
            for (var p = 0; p < amounts.Length; p++)
            {
                model.Hint(amounts[p], grams[p]);
                if (gives[p] is { } literal)
                    model.Hint(literal, grams[p] > 0);
            }
        }
    }
}
