using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.OrTools;

namespace Logistics.Matching.Reasons;

/// <summary>The answer to somebody who contests a decision: what the claimed fact would have changed. To be stored beside the plan.</summary>
/// <param name="PolicyVersion">Of the territory whose decision is contested.</param>
/// <param name="Seed">The same as of the plan: ties fall as they fell.</param>
public sealed record ContestAnswer(Change Claim, string PolicyVersion, long Seed, MatchingDifference Difference);

/// <summary>Shares a day out again as if a claimed fact were true: same seed, same work limit, nothing else changed.</summary>
public static class Contest
{
    /// <param name="territory">Whose decision is contested.</param>
    /// <exception cref="ArgumentException">The claim names something that the day does not have.</exception>
    public static ContestAnswer Replay(MatchingInput input, MatchingResult result, Change claim, TerritoryId territory, ISolverClient solver,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var after = new Matcher(solver).Match(input.With(claim), cancellation);
        return new ContestAnswer(claim, input.Day[territory].Policy.Version, input.Seed, MatchingDifference.Between(input.Day, result, after));
    }

    internal static MatchingInput With(this MatchingInput input, Change change) => input with { Day = new DayIndex(input.Day.Day.With(change)) };
}
