using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>What dies first is given first, each lot to the nearest who can take of it, then to the next.</summary>
sealed class NearestRule : PairRule
{
    protected override long[] Grams(BoardDay day)
    {
        var problem = day.Problem;
        var ledger = new Ledger(problem);
        foreach (var lot in ByExpiry(problem))
            foreach (var p in PairsOf(problem, lot).OrderBy(p => problem.Pairs[p].Distance).ThenBy(p => p))
                if (ledger.CanAdd(p) is var grams and > 0)
                    ledger.Add(p, grams);
        return ledger.Grams;
    }
}
