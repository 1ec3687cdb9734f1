using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Matching;

/// <summary>Accepted promises as lower bounds: what still fits is kept, in the order they were accepted.</summary>
static class Promises
{
    /// <summary>Grams by pair; null when nothing was promised.</summary>
    public static long[]? Fit(Problem problem, MatchingInput input)
    {
        if (input.Promises.Count == 0)
            return null;
        var pairOf = Enumerable.Range(0, problem.Pairs.Length)
            .ToDictionary(p => (problem.Lots[problem.Pairs[p].Lot].Id, problem.Needs[problem.Pairs[p].Need].Id));
        var ledger = new Ledger(problem);
        foreach (var promise in input.Promises)
            if (pairOf.TryGetValue((promise.Lot, promise.Need), out var p))
                ledger.Add(p, Math.Max(0, Math.Min(promise.Quantity.Grams, Math.Min(ledger.LotLeft[problem.Pairs[p].Lot], ledger.Room(p)))));
        // A promise of which less than a useful share is left is let go: crumbs help nobody.
        for (var p = 0; p < problem.Pairs.Length; p++)
            if (ledger.Grams[p] > 0 && ledger.Grams[p] < problem.LeastOf(p))
                ledger.Add(p, -ledger.Grams[p]);
        return ledger.Grams;
    }
}
