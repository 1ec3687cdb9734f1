using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>Of the two nearest who can take of a lot, the less served takes all it can; then of the next two, until nothing is left.</summary>
/// <remarks>Mertzanidis, Psomas, Verma, "Automating Food Drop", arXiv 2406.06363: in use in Indiana.</remarks>
sealed class TwoChoicesRule : PairRule
{
    protected override long[] Grams(BoardDay day)
    {
        var problem = day.Problem;
        var ledger = new Ledger(problem);
        foreach (var lot in ByExpiry(problem))
        {
            var near = PairsOf(problem, lot).OrderBy(p => problem.Pairs[p].Distance).ThenBy(p => p).ToList();
            while (near.Where(p => ledger.CanAdd(p) > 0).Take(2).ToList() is { Count: > 0 } two)
            {
                var chosen = two.MinBy(p => Standing.Of(problem, ledger, p));
                ledger.Add(chosen, ledger.CanAdd(chosen));
                near.Remove(chosen);
            }
        }
        return ledger.Grams;
    }
}

/// <summary>How well the recipient of a pair is served, today and before.</summary>
static class Standing
{
    public static long Of(Problem problem, Ledger ledger, int pair)
    {
        var recipient = problem.Needs[problem.Pairs[pair].Need].Recipient;
        return Entitlement.Level(problem.Recipients[recipient], ledger.Received[recipient]);
    }
}
