using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.OrTools;

namespace Logistics.Matching;

/// <summary>
/// Territories whose terms are equal share in one pool. Where terms differ each pool shares its own goods first, under its own vote, and then
/// offers what is left to those outside who are named by consent.
/// </summary>
sealed class Pools(MatchingInput input, Problem problem, ISolverClient solver, CancellationToken cancellation)
{
    /// <param name="AtMost">The most grams any sharing under the same rules can give; null when nothing is proven.</param>
    /// <param name="Cores">The divisible core of each pool, with the problem it solves.</param>
    public sealed record Answer(long[] Grams, long? AtMost, bool TookPart, bool Asked, List<(Problem Problem, Sharing.Answer Sharing)> Cores);

    /// <param name="promised">What must be kept, by pair; null: nothing was promised.</param>
    public Answer Share(long[]? promised)
    {
        var terms = input.Day.Day.Territories.OrderBy(x => x.Code, StringComparer.Ordinal).GroupBy(x => x.Policy.Sharing)
            .Select(x => (Terms: x.Key, Of: x.Select(t => t.Id).ToHashSet())).ToList();
        return terms.Count <= 1 ? Whole(promised) : Apart(terms, promised);
    }

    Answer Whole(long[]? promised)
    {
        var (ahead, targets) = Horizon.Targets(problem, input, promised, cancellation);
        var sharing = Sharing.Solve(ahead, cancellation, promised, targets);
        var exact = ExactShares.Improve(ahead, sharing, solver, input.ExactWork, input.Seed, cancellation);
        return new Answer(WholeCrates.Tidy(ahead, exact.Grams, sharing.Limits), exact.AtMost, exact.TookPart, exact.Asked, [(ahead, sharing)]);
    }

    Answer Apart(List<(SharingTerms Terms, HashSet<TerritoryId> Of)> pools, long[]? promised)
    {
        var taken = new Ledger(problem);
        var cores = new List<(Problem, Sharing.Answer)>();
        var (tookPart, asked) = (true, true);
        foreach (var outside in (ReadOnlySpan<bool>)[false, true])
            foreach (var (terms, of) in pools)
            {
                var (part, pairOf) = problem.Restrict(terms, x => of.Contains(TerritoryOfLot(x)) && of.Contains(TerritoryOfNeed(x)) != outside, taken);
                if (pairOf.Length == 0)
                    continue;
                var kept = promised is null ? null : Array.ConvertAll(pairOf, p => promised[p]);
                var sharing = Sharing.Solve(part, cancellation, kept);
                var exact = ExactShares.Improve(part, sharing, solver, input.ExactWork, input.Seed, cancellation);
                foreach (var (i, grams) in WholeCrates.Tidy(part, exact.Grams, sharing.Limits).Index())
                    if (grams > 0)
                        taken.Add(pairOf[i], grams);
                cores.Add((part, sharing));
                (tookPart, asked) = (tookPart && exact.TookPart, asked && exact.Asked);
            }
        return new Answer(taken.Grams, tookPart ? DivisibleCore.MostGivable(problem, new Limits(problem, promised), cancellation) : null, tookPart, asked, cores);
    }

    TerritoryId TerritoryOfLot(PairRow pair) => problem.Lots[pair.Lot].Lot.Territory;

    TerritoryId TerritoryOfNeed(PairRow pair) => input.Day[problem.Needs[pair.Need].Need.Recipient].Territory;
}
