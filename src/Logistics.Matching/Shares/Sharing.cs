using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>The way to a sharing that can be driven: flows, rounding, the better of ours and the neediest-first rule, small moves, amounts again.</summary>
static class Sharing
{
    /// <summary>Moves that the local search may try, each time.</summary>
    const int Tries = 100_000;

    public static long[] Solve(Problem problem, CancellationToken cancellation)
    {
        var best = Better(problem, Rounding.Solve(problem, cancellation), GreedyNeediest.Solve(problem));
        for (var round = 0; round < 3; round++)
        {
            var improved = Polish.Solve(problem, LocalSearch.Improve(problem, best, Tries, cancellation), cancellation);
            if (improved.AsSpan().SequenceEqual(best))
                break;
            best = improved;
        }
        return best;
    }

    public static long[] Better(Problem problem, long[] one, long[] other) =>
        new Score(problem, other).CompareTo(new Score(problem, one)) > 0 ? other : one;
}
