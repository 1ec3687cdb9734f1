using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Keeps the decisions of a sharing, that is who takes part of which lot, and lets the flows set the amounts anew: exact in every tier
/// among the sharings that decide alike. Lots without a smallest share stay open to all.
/// </summary>
static class Polish
{
    public static long[] Solve(Problem problem, long[] grams, CancellationToken cancellation)
    {
        var limits = new Limits(problem);
        for (var p = 0; p < grams.Length; p++)
        {
            var lot = problem.Lots[problem.Pairs[p].Lot];
            if (lot.Smallest == 0)
                continue;
            if (grams[p] == 0)
                limits.Close(p);
            else
                limits.Least[p] = lot.Smallest;
        }
        // Null only where a split cap (see DivisibleCore) leaves no room for what was decided.
        var polished = DivisibleCore.Solve(problem, limits, cancellation);
        return polished is not null && new Score(problem, polished).CompareTo(new Score(problem, grams)) > 0 ? polished : grams;
    }
}
