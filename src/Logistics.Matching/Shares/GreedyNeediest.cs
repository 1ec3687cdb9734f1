using Logistics.Domain.Needs;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// The rule a good dispatcher follows by hand, and the one to beat: lots that die first are given first, each to whoever is worst served,
/// urgent needs before all others. Ours is never worse than it in urgent and saved grams, because it stands among our candidates.
/// </summary>
static class GreedyNeediest
{
    public static long[] Solve(Problem problem, Limits? limits = null)
    {
        // What was promised is given before anything else.
        var ledger = new Ledger(problem, limits?.Least);
        for (var urgency = Urgency.Class1; urgency <= Urgency.Class3; urgency++)
            Give(problem, ledger, need => need.Urgency == urgency);
        Give(problem, ledger, need => need.Urgency == Urgency.Ordinary);
        return ledger.Grams;
    }

    static void Give(Problem problem, Ledger ledger, Predicate<NeedRow> wanted)
    {
        var order = Enumerable.Range(0, problem.Lots.Length).OrderBy(i => problem.Lots[i].Freshness).ThenBy(i => problem.Lots[i].Lot.Date.Date);
        foreach (var lot in order)
            while (ledger.LotLeft[lot] > 0)
            {
                var best = -1;
                (long, long) bestKey = default;
                for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
                {
                    var pair = problem.Pairs[p];
                    if (ledger.Grams[p] > 0 || !wanted(problem.Needs[pair.Need]) || ledger.CanAdd(p) == 0)
                        continue;
                    var recipient = problem.Needs[pair.Need].Recipient;
                    var key = (Entitlement.Level(problem.Recipients[recipient], ledger.Received[recipient]), pair.Distance);
                    if (best < 0 || key.CompareTo(bestKey) < 0)
                        (best, bestKey) = (p, key);
                }
                if (best < 0)
                    break;
                ledger.Add(best, ledger.CanAdd(best));
            }
    }
}
