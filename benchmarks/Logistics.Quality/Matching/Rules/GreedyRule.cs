using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>The rule a good dispatcher follows by hand (see <see cref="GreedyNeediest"/>): the one to beat.</summary>
sealed class GreedyRule : PairRule
{
    protected override long[] Grams(BoardDay day) => GreedyNeediest.Solve(day.Problem);
}
