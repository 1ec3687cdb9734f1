using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// From a sharing to the gram to one that can be driven. Indivisible lots go to whom the flow gives the largest part of them; shares that
/// reach the smallest useful one stay; crumbs are taken back, and what that leaves of a lot goes to whoever should have it first.
/// </summary>
static class Rounding
{
    public static long[] Solve(Problem problem, Limits limits, Goals goals, long[] flow, CancellationToken cancellation)
    {
        var ledger = new Ledger(problem, [.. Enumerable.Range(0, problem.Pairs.Length).Select(limits.Promised)]);
        GiveWhole(problem, ledger, flow);
        // What dies first keeps its shares first, since whole lots may have taken the room of others.
        foreach (var lot in Enumerable.Range(0, problem.Lots.Length).Where(i => !problem.Lots[i].Indivisible).OrderBy(i => problem.Lots[i].Freshness).ThenBy(i => i))
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
                if (Math.Min(flow[p] - ledger.Grams[p], Math.Min(ledger.Room(p), ledger.LotLeft[lot])) is > 0 and var more && ledger.Grams[p] + more >= problem.LeastOf(p))
                    ledger.Add(p, more);
        return LocalSearch.GiveWhatIsLeft(problem, limits, goals, ledger.Grams, cancellation);
    }

    /// <summary>Decides on every indivisible lot, those that die first before the others, the heavier before the lighter.</summary>
    static void GiveWhole(Problem problem, Ledger ledger, long[] flow)
    {
        var whole = Enumerable.Range(0, problem.Lots.Length).Where(i => problem.Lots[i].Indivisible)
            .OrderBy(i => problem.Lots[i].Freshness).ThenByDescending(i => problem.Lots[i].Grams).ThenBy(i => i).ToList();
        foreach (var lot in whole)
        {
            var taker = -1;
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
                if (ledger.CanAdd(p) == problem.Lots[lot].Grams && (taker < 0 || Key(p).CompareTo(Key(taker)) < 0))
                    taker = p;
            if (taker >= 0)
                ledger.Add(taker, problem.Lots[lot].Grams);
        }

        // Urgent needs first, then the largest part in the flow, then the worst served, then the nearest.
        (int, long, long, long) Key(int p)
        {
            var need = problem.Needs[problem.Pairs[p].Need];
            var urgency = need.Urgency == 0 ? int.MaxValue : (int)need.Urgency;
            return (urgency, -flow[p], Entitlement.Level(problem.Recipients[need.Recipient], ledger.Received[need.Recipient]), problem.Pairs[p].Distance);
        }
    }
}
