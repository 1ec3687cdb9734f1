using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// From a sharing to the gram to one that can be driven. Which pairs carry anything is decided here; how much they carry is decided, each
/// time anew and exactly, by the flows. Indivisible lots go to whom the flow gives the largest part of them; shares below the smallest
/// useful one are closed, the least useful first, until none is left.
/// </summary>
static class Rounding
{
    const int GentleRounds = 5;

    /// <summary>A day with more pairs is rounded in one round: each asks the flows again, and takes seconds there.</summary>
    public const int LargeDay = 20_000;

    /// <summary>Along the ways that the core found worth their charge.</summary>
    public static long[] ByPrices(Problem problem, Limits asked, DivisibleCore.Answer core, CancellationToken cancellation) =>
        Solve(problem, asked, core.Grams, limits => DivisibleCore.Solve(problem, limits, cancellation, repairs: 1, core.Goals, core.Prices));

    /// <summary>Whatever the ways cost: where smallest shares bind, sparing kilometres to the gram would make crumbs of fair shares.</summary>
    public static long[] ByFairness(Problem problem, Limits asked, long[]? targets, CancellationToken cancellation) =>
        Solve(problem, asked, null, limits => DivisibleCore.SolveFairly(problem, limits, targets, cancellation));

    static long[] Solve(Problem problem, Limits asked, long[]? start, Func<Limits, long[]?> core)
    {
        var limits = new Limits(problem, asked.Least);
        var grams = start ?? Again();
        if (FixIndivisible(problem, limits, grams))
            grams = Again();
        for (var round = 0; CloseCrumbs(problem, limits, grams, gently: round < GentleRounds && problem.Pairs.Length <= LargeDay); round++)
            grams = Again();
        return grams;

        long[] Again() => core(limits) ?? throw new InvalidOperationException("What was fixed fits the limits, so a sharing exists.");
    }

    /// <summary>Decides on every indivisible lot, those that die first before the others, the heavier before the lighter.</summary>
    static bool FixIndivisible(Problem problem, Limits limits, long[] grams)
    {
        var whole = Enumerable.Range(0, problem.Lots.Length).Where(i => problem.Lots[i].Indivisible)
            .OrderBy(i => problem.Lots[i].Freshness).ThenByDescending(i => problem.Lots[i].Grams).ToList();
        var ledger = new Ledger(problem, [.. Enumerable.Range(0, problem.Pairs.Length).Select(limits.Promised)]);
        foreach (var lot in whole)
        {
            if (ledger.LotLeft[lot] == 0)
                continue;
            var taker = -1;
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
            {
                limits.Close(p);
                if (ledger.CanAdd(p) > 0 && (taker < 0 || Key(p).CompareTo(Key(taker)) < 0))
                    taker = p;
            }
            if (taker < 0)
                continue;
            limits.Fix(taker, problem.Lots[lot].Grams);
            ledger.Add(taker, problem.Lots[lot].Grams);
        }
        return whole.Count > 0;

        // Urgent needs first, then the largest part in the flow, then the worst served, then the nearest.
        (int, long, long, long) Key(int p)
        {
            var need = problem.Needs[problem.Pairs[p].Need];
            var urgency = need.Urgency == 0 ? int.MaxValue : (int)need.Urgency;
            return (urgency, -grams[p], Entitlement.Level(problem.Recipients[need.Recipient], ledger.Received[need.Recipient]), problem.Pairs[p].Distance);
        }
    }

    /// <summary>
    /// Closes, of each lot, the share that falls shortest of the smallest useful one; false when there is none. When not gently, all such
    /// shares and every pair that carries nothing are closed, so that new crumbs cannot take their place.
    /// </summary>
    static bool CloseCrumbs(Problem problem, Limits limits, long[] grams, bool gently)
    {
        var closed = false;
        for (var lot = 0; lot < problem.Lots.Length; lot++)
        {
            var smallest = problem.Lots[lot].Smallest;
            var least = -1;
            for (var p = problem.FirstPair[lot]; p < problem.FirstPair[lot + 1]; p++)
            {
                // What was promised is kept however small it is.
                if (grams[p] >= smallest || (grams[p] > 0 && grams[p] == limits.Promised(p)))
                    continue;
                closed |= grams[p] > 0;
                if (!gently)
                    limits.Close(p);
                else if (grams[p] > 0 && (least < 0 || grams[p] < grams[least]))
                    least = p;
            }
            if (least >= 0)
                limits.Close(least);
        }
        return closed;
    }
}
