using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>The way to a sharing that can be driven: flows, rounding, the better of ours and the neediest-first rule, small moves, amounts again.</summary>
static class Sharing
{
    /// <summary>Moves that the local search may try, each time.</summary>
    const int Tries = 100_000;

    /// <summary>A day with more pairs is searched once: more rounds take seconds there.</summary>
    const int LargeDay = 20_000;

    /// <param name="Grams">By pair.</param>
    /// <param name="Core">The sharing of goods that can be split, with what proves it.</param>
    public sealed record Answer(long[] Grams, Limits Limits, DivisibleCore.Answer Core)
    {
        public Goals Goals => Core.Goals;
    }

    /// <param name="promised">What must be kept, by pair; null: nothing was promised.</param>
    /// <param name="targets">Points each recipient is to hold where that was decided over several days; null: the fairest of today.</param>
    public static Answer Solve(Problem problem, CancellationToken cancellation, long[]? promised = null, long[]? targets = null)
    {
        var limits = new Limits(problem, promised);
        var core = DivisibleCore.SolveFully(problem, limits, targets, cancellation)
            ?? throw new InvalidOperationException("Promises were fitted to the limits, so a sharing exists.");
        var best = Better(problem, core.Goals, Rounding.Solve(problem, limits, core.Goals, core.Grams, cancellation), GreedyNeediest.Solve(problem, limits));
        // Where smallest shares bind, sparing kilometres to the gram makes crumbs of fair shares: the fairest flow is rounded too.
        best = Better(problem, core.Goals, best, Rounding.Solve(problem, limits, core.Goals, core.FairGrams, cancellation));
        best = Refine(problem, limits, core.Goals, best, cancellation);
        return new Answer(best, limits, core);
    }

    /// <summary>Small moves and amounts anew, by turns, until neither finds anything: never worse than what it begins with.</summary>
    public static long[] Refine(Problem problem, Limits limits, Goals goals, long[] best, CancellationToken cancellation)
    {
        for (var round = 0; round < (problem.Pairs.Length > LargeDay ? 1 : 3); round++)
        {
            var moved = LocalSearch.Improve(problem, limits, goals, best, Tries, cancellation);
            var improved = Polish.Solve(problem, limits, goals, moved, cancellation);
            if (improved.AsSpan().SequenceEqual(best))
                break;
            best = improved;
        }
        return best;
    }

    public static long[] Better(Problem problem, Goals goals, long[] one, long[] other) =>
        new Score(problem, other, goals).CompareTo(new Score(problem, one, goals)) > 0 ? other : one;
}
