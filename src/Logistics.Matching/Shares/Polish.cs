using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Keeps the decisions of a sharing, that is who takes part of which lot and which ways are used, and lets the flows set the amounts anew:
/// exact in every tier among the sharings that decide alike. Lots without a smallest share stay open to all, along ways that are used.
/// </summary>
static class Polish
{
    public static long[] Solve(Problem problem, Limits asked, Goals goals, long[] grams, CancellationToken cancellation)
    {
        var limits = new Limits(problem, [.. Enumerable.Range(0, grams.Length).Select(asked.Promised)]);
        var used = new Ledger(problem, grams).LinkGrams;
        for (var p = 0; p < grams.Length; p++)
        {
            var least = problem.LeastOf(p);
            if (least == 0 && used[problem.Pairs[p].Link] > 0)
                continue;
            if (grams[p] == 0)
                limits.Close(p);
            else
                limits.Least[p] = Math.Max(limits.Least[p], Math.Min(least, grams[p]));
        }
        // Null only where a split cap (see Leaves) leaves no room for what was decided.
        var polished = DivisibleCore.Solve(problem, limits, cancellation, repairs: 1, goals);
        return polished is not null && new Score(problem, polished, goals).CompareTo(new Score(problem, grams, goals)) > 0 ? polished : grams;
    }
}
