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
    /// <param name="AtMost">The most grams any sharing under the same rules can give.</param>
    /// <param name="Cores">The divisible core of each pool, with the problem it solves.</param>
    public sealed record Answer(long[] Grams, long AtMost, bool TookPart, bool Asked, List<(Problem Problem, Sharing.Answer Sharing)> Cores);

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
        // Goods that wait for another day could be given all the same: the bound speaks of all that is there.
        var atMost = !ReferenceEquals(ahead, problem) ? DivisibleCore.MostGivable(problem, sharing.Limits, cancellation) : exact.AtMost;
        return new Answer(WholeCrates.Tidy(ahead, exact.Grams, sharing.Limits), atMost, exact.TookPart, exact.Asked, [(ahead, sharing)]);
    }

    Answer Apart(List<(SharingTerms Terms, HashSet<TerritoryId> Of)> pools, long[]? promised)
    {
        // What was promised is given before any pool begins, wherever it goes.
        var taken = new Ledger(problem, promised);
        PartyId[] parties = [.. problem.Recipients.Select(x => x.Id)];
        var cores = new List<(Problem, Sharing.Answer)>();
        var (tookPart, asked) = (true, true);
        foreach (var outside in (ReadOnlySpan<bool>)[false, true])
            foreach (var (terms, of) in pools)
            {
                var rows = new RecipientRows(input.Day, terms).Of(parties, (id, family) => Asked(id, family, taken), taken.ByFamily);
                var (part, pairOf) = problem.Restrict(terms, x => of.Contains(TerritoryOfLot(x)) && of.Contains(TerritoryOfNeed(x)) != outside, taken, rows);
                if (pairOf.Length == 0)
                    continue;
                var sharing = Sharing.Solve(part, cancellation);
                var exact = ExactShares.Improve(part, sharing, solver, input.ExactWork, input.Seed, cancellation);
                foreach (var (i, grams) in WholeCrates.Tidy(part, exact.Grams, sharing.Limits).Index())
                    if (grams > 0)
                        taken.Add(pairOf[i], grams);
                cores.Add((part, sharing));
                (tookPart, asked) = (tookPart && exact.TookPart, asked && exact.Asked);
            }
        return new Answer(taken.Grams, DivisibleCore.MostGivable(problem, new Limits(problem, promised), cancellation), tookPart, asked, cores);
    }

    /// <summary>What a recipient still asks for of a family.</summary>
    long Asked(PartyId id, Domain.Goods.Family family, Ledger taken)
    {
        long asked = 0;
        for (var j = 0; j < problem.Needs.Length; j++)
            if (problem.Needs[j].Family == family && problem.Recipients[problem.Needs[j].Recipient].Id == id)
                asked += taken.NeedLeft[j];
        return asked;
    }

    TerritoryId TerritoryOfLot(PairRow pair) => problem.Lots[pair.Lot].Lot.Territory;

    TerritoryId TerritoryOfNeed(PairRow pair) => input.Day[problem.Needs[pair.Need].Need.Recipient].Territory;
}
