using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>
/// Each lot is cut among all who can take of it, by attested persons. Where a part would be smaller than a useful one, the smallest claim is
/// struck off and the lot is cut anew. What caps leave is cut again. A lot that goes whole goes to the largest who can take it.
/// </summary>
sealed class ProportionalRule : PairRule
{
    protected override long[] Grams(BoardDay day)
    {
        var problem = day.Problem;
        var ledger = new Ledger(problem);
        foreach (var lot in ByExpiry(problem))
            while (Takers(lot) is { Count: > 0 } takers && Cut(lot, takers)) { }
        return ledger.Grams;

        List<int> Takers(int lot) => [.. PairsOf(problem, lot).Where(p => ledger.CanAdd(p) > 0).OrderByDescending(Persons).ThenBy(p => p)];

        long Persons(int p) => Math.Max(1, problem.Recipients[problem.Needs[problem.Pairs[p].Need].Recipient].Persons);

        // False when nothing could be given.
        bool Cut(int lot, List<int> takers)
        {
            var (left, smallest) = (ledger.LotLeft[lot], problem.Lots[lot].Smallest);
            // The last is the smallest claim; who already has a useful part of the lot may be given any amount more.
            while (takers.Count > 1 && takers.Exists(p => ledger.Grams[p] + left * Persons(p) / takers.Sum(Persons) < smallest))
                takers.RemoveAt(takers.Count - 1);
            var all = takers.Sum(Persons);
            foreach (var p in takers)
            {
                var grams = takers.Count == 1 ? ledger.CanAdd(p) : Math.Min(left * Persons(p) / all, ledger.CanAdd(p));
                if (grams > 0 && ledger.Grams[p] + grams >= smallest)
                    ledger.Add(p, grams);
            }
            return ledger.LotLeft[lot] < left;
        }
    }
}
